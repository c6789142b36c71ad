const schemes = ['http:', 'https:', 'socks5:', 'socks5h:']

/** Whether a text is a proxy's address that may stand in the settings: `user@` is allowed, a password is not. */
export function isProxyAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const extras = url.search + url.hash + (url.pathname === '/' ? '' : url.pathname)
  return (
    schemes.includes(url.protocol) && url.hostname !== '' && url.password === '' && extras === ''
  )
}
