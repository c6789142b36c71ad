import type { MenuItemConstructorOptions } from 'electron'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { contextMenuTemplate } from '../../../../electron/main/context-menu.ts'
import { menuTemplate } from '../../../../electron/main/menu.ts'
import { useLanguage } from '../../../../messages/index.ts'
import type { Settings } from '../../../../core/model/settings.ts'
import { defaultSettings } from '../../../../core/settings/settings-schema.ts'

type Item = MenuItemConstructorOptions

const settings: Settings = { ...defaultSettings, language: 'pt-BR', theme: 'dark' }

function menuOf(platform: NodeJS.Platform, development = false) {
  const calls = { command: vi.fn(), change: vi.fn(), openFolder: vi.fn(), lock: vi.fn() }
  const template = menuTemplate({ platform, development, settings, ...calls })
  const items = template.flatMap(withChildren)
  const named = (id: string) => items.find((item) => item.id === id)
  const click = (item: Item | undefined) => (item?.click as (() => void) | undefined)?.()
  return { ...calls, template, items, named, click }
}

function withChildren(item: Item): Item[] {
  return [item, ...((item.submenu as Item[] | undefined) ?? []).flatMap(withChildren)]
}

afterEach(() => useLanguage(() => 'en'))

describe.each<NodeJS.Platform>(['linux', 'win32', 'darwin'])('on %s', (platform) => {
  test('every item has a label or is a separator', () => {
    for (const item of menuOf(platform, true).items) {
      expect(item.type === 'separator' || Boolean(item.label)).toBe(true)
    }
  })

  test('editing, zooming and quitting are there once each, by role', () => {
    const roles = menuOf(platform).items.flatMap(({ role }) => role ?? [])
    expect(new Set(roles).size).toBe(roles.length)
    for (const role of ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'quit', 'about']) {
      expect(roles).toContain(role)
    }
    for (const role of ['zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen']) {
      expect(roles).toContain(role)
    }
  })

  test('one key locks production', () => {
    const { items, click, lock } = menuOf(platform)
    const item = items.find(({ id }) => id === 'guard.lock')
    expect(item?.accelerator).toBe('CmdOrCtrl+L')
    click(item)
    expect(lock).toHaveBeenCalledOnce()
  })

  test('developer tools are for development', () => {
    const roles = (development: boolean) =>
      menuOf(platform, development).items.map(({ role }) => role)
    expect(roles(true)).toContain('toggleDevTools')
    expect(roles(false)).not.toContain('toggleDevTools')
    expect(roles(false)).not.toContain('reload')
  })

  test('speaks the language in force', () => {
    const english = menuOf(platform).items.map(({ label }) => label)
    useLanguage(() => 'pt-BR')
    const portuguese = menuOf(platform).items.map(({ label }) => label)
    expect(english).toContain('Select All')
    expect(portuguese).toContain('Selecionar tudo')
    expect(portuguese).not.toContain('Select All')
  })

  test('what the palette, the dock and the list of shortcuts do by key can be chosen', () => {
    const { items, click, command } = menuOf(platform)
    for (const label of ['Command Palette', 'Show or Hide Exchanges', 'Keyboard Shortcuts']) {
      click(items.find((item) => item.label === label))
    }
    const asked = command.mock.calls.flat()
    expect(asked).toEqual(['palette.open', 'dock.toggle', 'shortcuts.show'])
  })

  test('the keys of the page stand beside its commands', () => {
    const { items, named } = menuOf(platform)
    expect(named('watch.board')?.accelerator).toBe('CmdOrCtrl+B')
    const dock = items.find(({ label }) => label === 'Show or Hide Exchanges')
    expect(dock?.accelerator).toBe('CmdOrCtrl+J')
    useLanguage(() => 'pt-BR')
    const { named: portuguese } = menuOf(platform)
    expect(portuguese('watch.board')?.label).toBe('Todos os pagamentos acompanhados')
    expect(portuguese('tool.inbox')?.label).toBe('Webhooks')
  })

  test('no accelerator is given twice', () => {
    const keys = menuOf(platform).items.flatMap(({ accelerator }) => accelerator ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })
})

test('a Mac has an app menu and a window menu of its own', () => {
  const roles = (platform: NodeJS.Platform) => menuOf(platform).items.map(({ role }) => role)
  for (const role of ['hide', 'hideOthers', 'unhide', 'services', 'window', 'front']) {
    expect(roles('darwin')).toContain(role)
    expect(roles('linux')).not.toContain(role)
  }
})

test('the screens are commands to the window', () => {
  const { named, click, command } = menuOf('linux')
  const screens = ['step.credentials', 'step.participants', 'step.payment', 'step.watch']
  const tools = ['history', 'readiness', 'requests', 'inbox', 'drift', 'simulator', 'environments']
  for (const id of [
    ...screens,
    'watch.board',
    'tool.settings',
    ...tools.map((tool) => `tool.${tool}`),
  ]) {
    click(named(id))
    expect(command).toHaveBeenLastCalledWith(id)
  }
})

test('theme and language show what is chosen and change it', () => {
  const { named, click, change } = menuOf('linux')
  expect(named('theme.dark')?.checked).toBe(true)
  expect(named('theme.light')?.checked).toBe(false)
  expect(named('language.pt-BR')?.checked).toBe(true)
  click(named('theme.light'))
  expect(change).toHaveBeenLastCalledWith({ theme: 'light' })
  click(named('language.en'))
  expect(change).toHaveBeenLastCalledWith({ language: 'en' })
})

test('a right click edits in a field, copies a selection, and does nothing elsewhere', () => {
  const rolesOf = (isEditable: boolean, selectionText: string) =>
    contextMenuTemplate({ isEditable, selectionText }).flatMap(({ role }) => role ?? [])
  expect(rolesOf(true, '')).toContain('paste')
  expect(rolesOf(false, 'some text')).toEqual(['copy'])
  expect(rolesOf(false, '  ')).toEqual([])
})
