/** Options of curl that take a value, by their short names. Source: curl's manual page. */
const shortWithValue: Readonly<Record<string, string>> = {
  A: 'user-agent',
  b: 'cookie',
  c: 'cookie-jar',
  C: 'continue-at',
  d: 'data',
  D: 'dump-header',
  e: 'referer',
  E: 'cert',
  F: 'form',
  H: 'header',
  K: 'config',
  m: 'max-time',
  o: 'output',
  P: 'ftp-port',
  Q: 'quote',
  r: 'range',
  t: 'telnet-option',
  T: 'upload-file',
  u: 'user',
  U: 'proxy-user',
  w: 'write-out',
  x: 'proxy',
  X: 'request',
  y: 'speed-time',
  Y: 'speed-limit',
  z: 'time-cond',
}

/** Short flags that change what is sent. */
const shortFlags: Readonly<Record<string, string>> = { G: 'get', I: 'head' }

const longWithValue = new Set(
  (
    'abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to ' +
    'continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode ' +
    'delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine ' +
    'etag-compare etag-save expect100-timeout form form-string ftp-account ftp-alternative-to-user ftp-method ftp-port ' +
    'ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip header hostpubmd5 hostpubsha256 hsts interface ' +
    'ip-tos ipfs-gateway json keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port login-options ' +
    'mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir ' +
    'parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert ' +
    'proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey ' +
    'proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey ' +
    'quote random-file range rate referer request request-target resolve retry retry-delay retry-max-time sasl-authzid ' +
    'service-name socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit speed-time stderr ' +
    'telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii ' +
    'trace-config unix-socket upload-file url url-query user user-agent variable vlan-priority write-out'
  ).split(' '),
)

export interface CurlOption {
  /** The long name. */
  name: string
  value?: string
}

/** The options and addresses of curl's own words, in order; what follows `--next` is another request and left out. */
export function readOptions(words: readonly string[]): CurlOption[] {
  const options: CurlOption[] = []
  const waiting = [...words]
  const take = (): string => waiting.shift() ?? ''
  let onlyAddresses = false
  while (waiting.length > 0) {
    const word = take()
    if (onlyAddresses || !word.startsWith('-') || word === '-') {
      options.push({ name: 'url', value: word })
    } else if (word === '--') {
      onlyAddresses = true
    } else if (word === '--next' || word === '-:') {
      break
    } else if (word.startsWith('--')) {
      const [, name = '', given] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? []
      if (longWithValue.has(name)) options.push({ name, value: given ?? take() })
      else options.push({ name })
    } else {
      readShort(word.slice(1), options, take)
    }
  }
  return options
}

/** `-sSXPOST`: flags, then one with its value behind it or in the next word. */
function readShort(letters: string, options: CurlOption[], take: () => string): void {
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] ?? ''
    const name = Object.hasOwn(shortWithValue, letter) ? shortWithValue[letter] : undefined
    if (name !== undefined) {
      const rest = letters.slice(at + 1)
      options.push({ name, value: rest === '' ? take() : rest })
      return
    }
    options.push({ name: shortFlags[letter] ?? letter })
  }
}
