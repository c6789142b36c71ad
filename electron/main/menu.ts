import type { MenuItemConstructorOptions } from 'electron'
import type { LanguageSetting, Settings, ThemeSetting } from '../../core/model/settings.ts'
import { m } from '../../messages/index.ts'

export interface MenuOptions {
  platform: NodeJS.Platform
  /** Reload and developer tools are for developers only. */
  development: boolean
  settings: Settings
  /** Asks the window to do something, by the id of its command. */
  command(id: string): void
  change(change: Partial<Settings>): void
  openFolder(which: 'profile' | 'logs'): void
  /** Locks every guarded environment. */
  lock(): void
}

type Items = MenuItemConstructorOptions[]

const separator: MenuItemConstructorOptions = { type: 'separator' }

/** The native menu, complete for each platform and in the language in force. */
export function menuTemplate(options: MenuOptions): Items {
  const mac = options.platform === 'darwin'
  return [
    ...(mac ? [appMenu(options)] : []),
    fileMenu(options, mac),
    editMenu(mac),
    goMenu(options),
    viewMenu(options),
    ...(mac ? [windowMenu()] : []),
    helpMenu(options, mac),
  ]
}

function appMenu(options: MenuOptions): MenuItemConstructorOptions {
  return {
    label: m.app_name(),
    submenu: [
      { role: 'about', label: m.menu_about() },
      separator,
      ...preferences(options),
      separator,
      { role: 'services', label: m.menu_services() },
      separator,
      { role: 'hide', label: m.menu_hide() },
      { role: 'hideOthers', label: m.menu_hide_others() },
      { role: 'unhide', label: m.menu_unhide() },
      separator,
      { role: 'quit', label: m.menu_quit() },
    ],
  }
}

function fileMenu(options: MenuOptions, mac: boolean): MenuItemConstructorOptions {
  const rest: Items = mac
    ? [{ role: 'close', label: m.menu_close() }]
    : [...preferences(options), separator, { role: 'quit', label: m.menu_quit() }]
  return {
    label: m.menu_file(),
    submenu: [
      {
        label: m.menu_new_payment(),
        accelerator: 'CmdOrCtrl+N',
        click: () => options.command('payment.new'),
      },
      separator,
      {
        id: 'guard.lock',
        label: m.menu_lock(),
        accelerator: 'CmdOrCtrl+L',
        click: () => options.lock(),
      },
      separator,
      ...rest,
    ],
  }
}

function editMenu(mac: boolean): MenuItemConstructorOptions {
  const speech: Items = [
    separator,
    { role: 'startSpeaking', label: m.menu_start_speaking() },
    { role: 'stopSpeaking', label: m.menu_stop_speaking() },
  ]
  return { label: m.menu_edit(), submenu: [...editItems(), ...(mac ? speech : [])] }
}

/** The editing roles, for the menu bar and for the context menu of a text field. */
export const editItems = (): Items => [
  { role: 'undo', label: m.menu_undo() },
  { role: 'redo', label: m.menu_redo() },
  separator,
  { role: 'cut', label: m.menu_cut() },
  { role: 'copy', label: m.menu_copy() },
  { role: 'paste', label: m.menu_paste() },
  { role: 'delete', label: m.menu_delete() },
  separator,
  { role: 'selectAll', label: m.menu_select_all() },
]

function goMenu({ command }: MenuOptions): MenuItemConstructorOptions {
  const screens: [id: string, label: string, key?: string][] = [
    ['step.credentials', m.menu_credentials(), '1'],
    ['step.participants', m.menu_participants(), '2'],
    ['step.payment', m.menu_payment(), '3'],
    ['step.watch', m.menu_watch(), '4'],
    ['watch.board', m.watch_board(), 'B'],
    ['tool.history', m.menu_history(), '5'],
    ['tool.readiness', m.shell_tool_readiness(), '9'],
    ['tool.requests', m.shell_tool_requests(), '7'],
    ['tool.inbox', m.shell_tool_inbox()],
    ['tool.drift', m.shell_tool_drift()],
    ['tool.simulator', m.menu_simulator(), '6'],
    ['tool.environments', m.shell_tool_environments(), '8'],
    ['tool.settings', m.shell_tool_settings(), ','],
  ]
  return {
    label: m.menu_go(),
    submenu: screens.map(([id, label, key]) => ({
      id,
      label,
      ...(key === undefined ? {} : { accelerator: `CmdOrCtrl+${key}` }),
      click: () => command(id),
    })),
  }
}

function viewMenu({ command, development }: MenuOptions): MenuItemConstructorOptions {
  const developer: Items = [
    { role: 'reload', label: m.menu_reload() },
    { role: 'toggleDevTools', label: m.menu_developer_tools() },
    separator,
  ]
  return {
    label: m.menu_view(),
    submenu: [
      {
        label: m.menu_palette(),
        accelerator: 'CmdOrCtrl+K',
        click: () => command('palette.open'),
      },
      {
        label: m.menu_exchanges(),
        accelerator: 'CmdOrCtrl+J',
        click: () => command('dock.toggle'),
      },
      separator,
      ...(development ? developer : []),
      { role: 'resetZoom', label: m.menu_zoom_reset() },
      { role: 'zoomIn', label: m.menu_zoom_in() },
      { role: 'zoomOut', label: m.menu_zoom_out() },
      separator,
      { role: 'togglefullscreen', label: m.menu_full_screen() },
    ],
  }
}

function windowMenu(): MenuItemConstructorOptions {
  return {
    role: 'window',
    label: m.menu_window(),
    submenu: [
      { role: 'minimize', label: m.menu_minimize() },
      { role: 'zoom', label: m.menu_window_zoom() },
      separator,
      { role: 'front', label: m.menu_front() },
    ],
  }
}

function helpMenu({ command, openFolder }: MenuOptions, mac: boolean): MenuItemConstructorOptions {
  return {
    role: 'help',
    label: m.menu_help(),
    submenu: [
      { label: m.menu_shortcuts(), click: () => command('shortcuts.show') },
      separator,
      { label: m.menu_open_profile(), click: () => openFolder('profile') },
      { label: m.menu_open_logs(), click: () => openFolder('logs') },
      ...(mac ? [] : [separator, { role: 'about', label: m.menu_about() } as const]),
    ],
  }
}

function preferences({ settings, change }: MenuOptions): Items {
  const themes: [ThemeSetting, string][] = [
    ['system', m.menu_as_system()],
    ['light', m.menu_theme_light()],
    ['dark', m.menu_theme_dark()],
  ]
  // A language is named in itself: who cannot read this one must find theirs.
  const languages: [LanguageSetting, string][] = [
    ['system', m.menu_as_system()],
    ['en', 'English'],
    ['pt-BR', 'Português (Brasil)'],
  ]
  return [
    {
      label: m.menu_theme(),
      submenu: themes.map(([theme, label]) => ({
        id: `theme.${theme}`,
        label,
        type: 'radio',
        checked: settings.theme === theme,
        click: () => change({ theme }),
      })),
    },
    {
      label: m.menu_language(),
      submenu: languages.map(([language, label]) => ({
        id: `language.${language}`,
        label,
        type: 'radio',
        checked: settings.language === language,
        click: () => change({ language }),
      })),
    },
  ]
}
