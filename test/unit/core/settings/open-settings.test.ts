import { lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Conf from 'conf'
import { describe, expect, it } from 'vitest'
import { openSettings } from '../../../../core/settings/open-settings.ts'
import { defaultSettings } from '../../../../core/settings/settings-schema.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const open = (folder: string) =>
  openSettings({
    folder,
    createStore: async () => new Conf({ cwd: folder, configName: 'settings' }),
  })
const stored = (folder: string) => JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))

describe('a new profile', () => {
  it('gets defaults and an id that stays', async () => {
    const folder = join(temporaryFolder(), 'new', 'profile')
    const first = await open(folder)
    expect(first.notices).toEqual([])
    expect(first.port.get()).toEqual(defaultSettings)
    expect(first.port.profileId).toMatch(uuid)
    expect(stored(folder)).toEqual({ version: 2, profileId: first.port.profileId })
    expect((await open(folder)).port.profileId).toBe(first.port.profileId)
  })

  it('gets one id, whoever opens it first', async () => {
    const folder = temporaryFolder()
    const all = await Promise.all(Array.from({ length: 5 }, () => open(folder)))
    const ids = new Set(all.map(({ port }) => port.profileId))
    expect([...ids]).toEqual([stored(folder).profileId])
  })
})

describe('a change', () => {
  it('is in force at once, and on disk when it resolves', async () => {
    const folder = temporaryFolder()
    const { port } = await open(folder)
    const change = port.set({ theme: 'dark' })
    expect(port.get().theme).toBe('dark')
    expect((await change).theme).toBe('dark')
    expect(stored(folder).theme).toBe('dark')
    expect((await open(folder)).port.get().theme).toBe('dark')
  })

  it('of a value out of its range is not taken', async () => {
    const folder = temporaryFolder()
    const { port } = await open(folder)
    const settings = await port.set({ pollIntervalSeconds: 500, theme: 'light' })
    expect(settings).toEqual({ ...defaultSettings, theme: 'light' })
    expect(stored(folder)).not.toHaveProperty('pollIntervalSeconds')
  })

  it('leaves keys of other versions alone', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'settings.json')
    writeFileSync(file, JSON.stringify({ profileId: 'p', version: 1, later: { kept: true } }))
    const { port } = await open(folder)
    await port.set({ language: 'en' })
    expect(stored(folder)).toEqual({
      profileId: 'p',
      version: 2,
      later: { kept: true },
      language: 'en',
    })
  })

  it('that others made meanwhile is kept', async () => {
    const folder = temporaryFolder()
    const [app, terminal] = [await open(folder), await open(folder)]
    await app.port.set({ theme: 'dark' })
    await terminal.port.set({ language: 'pt-BR' })
    expect(stored(folder)).toMatchObject({ theme: 'dark', language: 'pt-BR' })
    expect(terminal.port.get()).toMatchObject({ theme: 'dark', language: 'pt-BR' })
  })

  it('is not lost among others made at the same time', async () => {
    const folder = temporaryFolder()
    const { port } = await open(folder)
    const changes = [
      port.set({ theme: 'dark' }),
      port.set({ language: 'pt-BR' }),
      port.set({ pollIntervalSeconds: 7 }),
      port.set({ theme: 'light' }),
    ]
    await changes[0]
    // The later changes still wait for their turn, and are in force all the same.
    expect(port.get()).toMatchObject({ theme: 'light', language: 'pt-BR', pollIntervalSeconds: 7 })
    await Promise.all(changes)
    expect(stored(folder)).toMatchObject({
      theme: 'light',
      language: 'pt-BR',
      pollIntervalSeconds: 7,
    })
  })
})

describe('a damaged file', () => {
  it.each(['{"theme":"da', '', '[]', 'null', '7', '\u0000\u0000\u0000'])(
    '%j is set aside whole, and told',
    async (content) => {
      const folder = temporaryFolder()
      writeFileSync(join(folder, 'settings.json'), content)
      const { port, notices } = await open(folder)
      expect(port.get()).toEqual(defaultSettings)
      const aside = readdirSync(folder).filter((name) => name.includes('.damaged-'))
      expect(aside).toHaveLength(1)
      expect(readFileSync(join(folder, aside[0] ?? ''), 'utf8')).toBe(content)
      expect(notices).toMatchObject([{ code: 'settings-set-aside', severity: 'warning' }])
      expect(notices[0]?.message).toContain(aside[0])
      expect(stored(folder).profileId).toBe(port.profileId)
    },
  )

  it('is told also when another program damages it while this one runs', async () => {
    const folder = temporaryFolder()
    const { port, notices } = await open(folder)
    writeFileSync(join(folder, 'settings.json'), 'half')
    await port.set({ theme: 'dark' })
    expect(notices.map(({ code }) => code)).toEqual(['settings-set-aside'])
    expect(stored(folder)).toMatchObject({ theme: 'dark', profileId: port.profileId })
  })
})

// As root, modes are no obstacle: a file stands where the folder should be, and a folder where the file should be.
describe('a file that cannot be written', () => {
  it('leaves changes in memory, and says so', async () => {
    const blocked = join(temporaryFolder(), 'blocked')
    writeFileSync(blocked, '')
    const { port, notices } = await open(join(blocked, 'profile'))
    expect(port.profileId).toMatch(uuid)
    expect(notices.map(({ code }) => code)).toContain('settings-unwritable')
    expect(notices[0]?.message).toContain('ENOTDIR')
    expect(await port.set({ theme: 'dark' })).toEqual({ ...defaultSettings, theme: 'dark' })
    expect(port.get().theme).toBe('dark')
  })

  it.skipIf(process.platform === 'win32')(
    'is not written over where it cannot be read',
    async () => {
      const folder = temporaryFolder()
      const file = join(folder, 'settings.json')
      // A link to itself cannot be read, and could well be replaced.
      symlinkSync('settings.json', file)
      const { port, notices } = await open(folder)
      await port.set({ theme: 'dark' })
      expect(port.get().theme).toBe('dark')
      expect(notices.map(({ code }) => code)).toContain('settings-unwritable')
      expect(lstatSync(file).isSymbolicLink()).toBe(true)
    },
  )
})
