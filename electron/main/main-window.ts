import { join } from 'node:path'
import { app, BrowserWindow, Menu, nativeTheme, screen } from 'electron'
import { contextMenuTemplate } from './context-menu.ts'
import { backgroundInForce } from './theme.ts'
import { windowOptions } from './window-options.ts'
import { placeWindow, readWindowState, writeWindowState, type Bounds } from './window-state.ts'

export interface MainWindowOptions {
  preload: string
  /** Where place and size are remembered. */
  stateFile: string
  title: string
  development: boolean
  address(): string
}

/** Opens the one window; it is shown when it has something to show. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const remembered = readWindowState(options.stateFile)
  const window = new BrowserWindow(
    windowOptions({
      bounds: placeWindow(remembered?.bounds, workAreas()),
      title: options.title,
      background: backgroundInForce(nativeTheme),
      preload: options.preload,
      development: options.development,
      ...(process.platform === 'linux' && {
        icon: join(app.getAppPath(), 'build', 'icons', '256x256.png'),
      }),
    }),
  )
  window.once('ready-to-show', () => {
    if (remembered?.maximized) window.maximize()
    window.show()
  })
  // The title names the environment; the page's own is not asked.
  window.on('page-title-updated', (event) => event.preventDefault())
  window.on('close', () => {
    writeWindowState(options.stateFile, {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
    })
  })
  window.webContents.on('context-menu', (_event, params) => {
    const template = contextMenuTemplate(params)
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window })
  })
  const repaint = (): void => window.setBackgroundColor(backgroundInForce(nativeTheme))
  nativeTheme.on('updated', repaint)
  window.once('closed', () => nativeTheme.off('updated', repaint))
  void window.loadURL(options.address())
  return window
}

function workAreas(): [Bounds, ...Bounds[]] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id)
  return [primary.workArea, ...others.map((display) => display.workArea)]
}

/** Brings the window to the person, wherever it was. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
