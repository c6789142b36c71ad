/** The app's own scheme: the only place that the window loads anything from. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'klavi-tester'
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`

export interface StartQuery {
  theme: 'light' | 'dark'
  lang: string
  env: string
}

/** The address of the window: what decides the first paint goes along, so that nothing flashes. */
export function startUrl(query: StartQuery, devServer?: string, localId?: string): string {
  const search = new URLSearchParams({ ...query }).toString()
  const place = localId === undefined ? '' : `#/watch/${encodeURIComponent(localId)}`
  return `${devServer ?? APP_ORIGIN}/index.html?${search}${place}`
}

/**
 * The origin of an address as Chromium writes it. `URL.origin` is `null` for schemes that Node does not know, hence
 * by hand. Undefined for what is no address.
 */
export function originOf(address: string): string | undefined {
  try {
    const { protocol, host } = new URL(address)
    return `${protocol}//${host}`
  } catch {
    return undefined
  }
}

/**
 * The dev server's origin, where there is one: never in a packaged app, and only where the development script asked
 * for it, so that a stray ELECTRON_RENDERER_URL cannot put a foreign page into the window.
 */
export function devServerOrigin(env: NodeJS.ProcessEnv, packaged: boolean): string | undefined {
  if (packaged || env['KLAVI_TESTER_DEV'] !== '1') return undefined
  const origin = originOf(env['ELECTRON_RENDERER_URL'] ?? '')
  return origin !== undefined && /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(origin)
    ? origin
    : undefined
}
