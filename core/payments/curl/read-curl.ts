import { m } from '../../../messages/index.ts'
import type { CodedMessage, CurlFacts, Inspected } from '../../model/payload.ts'
import { readOptions, type CurlOption } from './curl-options.ts'
import { readInvoke } from './read-invoke.ts'
import { splitCmd } from './split-cmd.ts'
import { splitPosix, type Split } from './split-posix.ts'
import { splitPowerShell } from './split-powershell.ts'

const bad = (code: string, message: string): { valid: false; errors: CodedMessage[] } => ({
  valid: false,
  errors: [{ code, message }],
})

const powerShellPrompt = /^\s*PS(?:\s+[^>\n]*)?>\s*/
const cmdPrompt = /^\s*[A-Za-z]:\\[^>\n]*>\s*/

/**
 * Whose quoting a pasted line has: by its prompt, then by what stands before its first single quote, behind which may be
 * anything; last by how a quote stands in quotes. `''` in a line for `curl.exe` is PowerShell's, `""` inside of double
 * quotes cmd's: what a POSIX shell makes of either is no JSON.
 */
function shellOf(text: string): CurlFacts['shell'] {
  if (powerShellPrompt.test(text)) return 'powershell'
  if (cmdPrompt.test(text)) return 'cmd'
  const [start = ''] = text.split("'")
  if (/\bInvoke-(?:WebRequest|RestMethod)\b/i.test(start)) return 'powershell'
  if (/\s\^(?:"|\r?\n)/.test(start)) return 'cmd'
  if (/\s`\r?\n/.test(start) || /^\s*curl\.exe\b.*`"/i.test(start)) return 'powershell'
  if (/^\s*curl\.exe\b[^]*\s'[^']*''[^']/i.test(text)) return 'powershell'
  return /\s"[{[][^"'\\]*""/.test(start) ? 'cmd' : 'posix'
}

const splitters: Readonly<Record<CurlFacts['shell'], (text: string) => Split>> = {
  posix: splitPosix,
  cmd: splitCmd,
  powershell: splitPowerShell,
}

/**
 * Reads a curl line (or PowerShell's Invoke-WebRequest) as browsers and terminals give it: the request that it would send.
 * No file is read, nothing is run and nothing is sent; what could not be known for that reason is noted.
 * Sources: curl's manual page; Chrome's and Firefox's "Copy as cURL" and "Copy as PowerShell".
 */
export function readCurl(text: string): Inspected<CurlFacts> {
  const shell = shellOf(text)
  const split = splitters[shell](text.replace(powerShellPrompt, '').replace(cmdPrompt, ''))
  if (!split.ok) return bad('open-quote', m.curl_open_quote())
  const notes: string[] = split.substitutions ? [m.curl_substitution()] : []
  const [command, ...others] = split.commands.map(commandOf).filter((found) => found !== undefined)
  if (command === undefined) return bad('no-curl', m.curl_none())
  if (others.length > 0) notes.push(m.curl_more_commands())
  const facts =
    command.name === 'curl'
      ? new Request(notes).read(readOptions(command.words))
      : readInvoke(command.words, notes)
  if (facts === undefined) return bad('no-url', m.curl_no_url())
  return { valid: true, shell, ...facts, notes }
}

interface Command {
  name: 'curl' | 'invoke'
  words: string[]
}

/** `$ curl …`, `sudo curl`, `A=b curl.exe …`: what stands before the program does not matter. */
function commandOf(words: string[]): Command | undefined {
  const at = words.findIndex((word) =>
    /^(?:.*[\\/])?curl(?:\.exe)?$|^Invoke-(?:WebRequest|RestMethod)$/i.test(word),
  )
  if (at < 0) return undefined
  const name = /curl/i.test(words[at] ?? '') ? 'curl' : 'invoke'
  return { name, words: words.slice(at + 1) }
}

/** What curl keeps as it is; all else becomes %XX (curl_easy_escape). */
const percent = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )

class Request {
  readonly #notes: string[]
  readonly #headers: [string, string][] = []
  readonly #data: string[] = []
  readonly #query: string[] = []
  #urls: string[] = []
  #method: string | undefined
  #user: string | undefined
  #json = false
  #get = false
  #head = false
  #form = false
  #fromFile = false
  #upload = false

  constructor(notes: string[]) {
    this.#notes = notes
  }

  /** Undefined where no address is told. */
  read(options: readonly CurlOption[]): Omit<CurlFacts, 'shell' | 'notes'> | undefined {
    for (const option of options) this.#take(option)
    const [first, ...more] = this.#urls
    if (first === undefined || first === '') return undefined
    if (more.length > 0) this.#note(m.curl_more_addresses())
    const address = this.#address(first)
    const body = this.#body()
    this.#complete(body !== undefined)
    return {
      method: this.#verb(body !== undefined),
      url: address,
      headers: this.#headers,
      ...(body === undefined ? {} : { body }),
    }
  }

  #note(text: string): void {
    if (!this.#notes.includes(text)) this.#notes.push(text)
  }

  #take({ name, value = '' }: CurlOption): void {
    switch (name) {
      case 'url':
        this.#urls.push(value)
        return
      case 'request':
        this.#method = value
        return
      case 'header':
        return this.#header(value)
      case 'user-agent':
        this.#headers.push(['User-Agent', value])
        return
      case 'referer':
        this.#headers.push(['Referer', value.replace(/;auto$/, '')])
        return
      case 'cookie':
        // Without a sign of equality it is a file's name.
        if (value.includes('=')) this.#headers.push(['Cookie', value])
        else this.#file(value)
        return
      case 'user':
        this.#user = value
        return
      case 'oauth2-bearer':
        this.#headers.push(['Authorization', `Bearer ${value}`])
        return
      case 'data':
      case 'data-ascii':
      case 'data-binary':
        return this.#dataOrFile(value)
      case 'data-raw':
        this.#data.push(value)
        return
      case 'data-urlencode':
        return this.#encoded(value, this.#data)
      case 'url-query':
        if (value.startsWith('+')) this.#query.push(value.slice(1))
        else this.#encoded(value, this.#query)
        return
      case 'json':
        this.#json = true
        return this.#dataOrFile(value)
      case 'form':
      case 'form-string':
        this.#form = true
        this.#note(m.curl_form())
        return
      case 'upload-file':
        this.#upload = true
        return this.#file(value)
      case 'config':
        return this.#file(value)
      case 'get':
        this.#get = true
        return
      case 'head':
        this.#head = true
        return
      case 'insecure':
      case 'k':
        return this.#note(m.curl_insecure())
    }
  }

  #dataOrFile(value: string): void {
    if (!value.startsWith('@')) {
      this.#data.push(value)
      return
    }
    this.#fromFile = true
    this.#file(value.slice(1))
  }

  #file(name: string): void {
    this.#note(m.curl_file({ name: name === '-' ? m.curl_stdin() : name }))
  }

  #header(text: string): void {
    if (text.startsWith('@')) return this.#file(text.slice(1))
    const [, name = '', sign = '', value = ''] = /^([^:;]*)([:;])([\s\S]*)$/.exec(text) ?? []
    if (name.trim() === '') return
    // `Name;` sends an empty value and `Name:` sends none of that name.
    if (sign === ';' && value.trim() === '') this.#headers.push([name.trim(), ''])
    else if (sign === ':' && value.trim() !== '') this.#headers.push([name.trim(), value.trim()])
  }

  /** `content`, `=content`, `name=content`; `@file` and `name@file` are left out. */
  #encoded(text: string, list: string[]): void {
    const [, name = '', sign, content = ''] = /^([^=@]*)([=@])([\s\S]*)$/.exec(text) ?? []
    if (sign === undefined) list.push(percent(text))
    else if (sign === '@') {
      this.#fromFile = true
      this.#file(content)
    } else list.push(name === '' ? percent(content) : `${name}=${percent(content)}`)
  }

  #address(typed: string): string {
    const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`
    const [, scheme = '', userinfo, rest = ''] =
      /^([a-z][a-z0-9+.-]*:\/\/)(?:([^/?#@]*)@)?([\s\S]*)$/i.exec(whole) ?? []
    if (userinfo !== undefined) this.#user ??= decoded(userinfo)
    const [written = '', fragment] = rest.split('#', 2)
    // Where the scheme was left out the rest is written out, too, as curl sends it.
    const address = whole === typed ? written : written.replace(/^([^/?]+)\?/, '$1/?')
    const added = [...this.#query, ...(this.#get ? this.#data : [])].join('&')
    const joined = added === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${added}`
    return `${scheme}${joined}${fragment === undefined ? '' : `#${fragment}`}`
  }

  #body(): string | undefined {
    if (this.#get || this.#data.length === 0) return undefined
    return this.#data.join(this.#json ? '' : '&')
  }

  #verb(hasBody: boolean): string {
    if (this.#method !== undefined) return this.#method
    if (this.#head) return 'HEAD'
    if (this.#get) return 'GET'
    if (this.#upload) return 'PUT'
    return hasBody || this.#form || this.#fromFile ? 'POST' : 'GET'
  }

  /** What curl adds by itself, where it was not told otherwise. */
  #complete(hasBody: boolean): void {
    const has = (name: string): boolean =>
      this.#headers.some(([one]) => one.toLowerCase() === name.toLowerCase())
    if (this.#user !== undefined && !has('Authorization')) {
      this.#headers.push(['Authorization', `Basic ${base64(this.#user)}`])
    }
    if (this.#json) {
      if (!has('Content-Type')) this.#headers.push(['Content-Type', 'application/json'])
      if (!has('Accept')) this.#headers.push(['Accept', 'application/json'])
    } else if (hasBody && !has('Content-Type')) {
      this.#headers.push(['Content-Type', 'application/x-www-form-urlencoded'])
    }
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')
