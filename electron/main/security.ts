import type { Session, WebContents } from 'electron'

/** What of a session is needed to close it; Electron's own, or a test's. */
export type LockableSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setSpellCheckerEnabled'
> & {
  on(event: 'will-download', listener: (event: { preventDefault(): void }) => void): unknown
  webRequest: Pick<Session['webRequest'], 'onBeforeRequest'>
}

interface Preventable {
  preventDefault(): void
}

export interface LockableContents {
  on(
    event: 'will-navigate' | 'will-redirect' | 'will-frame-navigate',
    listener: (event: Preventable & { url: string }) => void,
  ): unknown
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown
  setWindowOpenHandler: WebContents['setWindowOpenHandler']
}

const REMOTE = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*']

/**
 * Closes a session: no permission is ever granted, nothing is downloaded (the spell checker would fetch its
 * dictionaries from the network), and no request leaves for anywhere but the app's own scheme, whatever a page asks.
 */
export function lockSession(session: LockableSession, devServer?: string): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
  const host = devServer === undefined ? undefined : new URL(devServer).host
  session.webRequest.onBeforeRequest({ urls: REMOTE }, (request, answer) => {
    answer({ cancel: host === undefined || new URL(request.url).host !== host })
  })
}

/** Closes one page: it stays where it was loaded, opens no window and holds no webview. */
export function lockContents(contents: LockableContents, devServer?: string): void {
  const stay = (event: Preventable & { url: string }): void => {
    // The dev server reloads the page when a file changes.
    if (devServer !== undefined && event.url.startsWith(`${devServer}/`)) return
    event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
