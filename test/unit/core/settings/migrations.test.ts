import { writeFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Conf from 'conf'
import { describe, expect, it } from 'vitest'
import { migrateSettings, settingsVersion } from '../../../../core/settings/migrations.ts'
import { openSettings } from '../../../../core/settings/open-settings.ts'
import type { Environment } from '../../../../core/model/environment.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'

const open = (folder: string) =>
  openSettings({
    folder,
    createStore: async () => new Conf({ cwd: folder, configName: 'settings' }),
  })
const fileIn = (folder: string) => join(folder, 'settings.json')
const stored = (folder: string) => JSON.parse(readFileSync(fileIn(folder), 'utf8'))

const mine: Environment = {
  id: 'partner-b-1',
  kind: 'custom',
  name: 'Partner B',
  origin: 'https://bank.example',
  prefix: '/v1',
  dialect: 'g2',
}

describe('settings of version 1', () => {
  const first = { version: 1, profileId: 'p', theme: 'dark', environmentId: 'sandbox', later: [1] }

  it('keep what they hold', () => {
    expect(migrateSettings(first)).toEqual({ ...first, version: 2 })
  })

  it('keep also what stood under a name that belongs to somebody else now', () => {
    expect(migrateSettings({ environments: 'odd', credentials: 7 })).toEqual({
      'environments@1': 'odd',
      'credentials@1': 7,
      version: 2,
    })
  })

  it('are written in the present version with the first change', async () => {
    const folder = temporaryFolder()
    writeFileSync(fileIn(folder), JSON.stringify(first))
    const { port, notices } = await open(folder)
    expect(port.get()).toMatchObject({ theme: 'dark', environmentId: 'sandbox' })
    await port.update((data) => ({ ...data, environments: [mine] }))
    expect(notices).toEqual([])
    expect(stored(folder)).toMatchObject({ ...first, version: settingsVersion })
    expect((await open(folder)).port.data().environments).toEqual([mine])
  })
})

describe('settings of a later version', () => {
  it('keep their number and what this program does not know', async () => {
    const folder = temporaryFolder()
    const later = {
      version: 9,
      profileId: 'p',
      environments: [{ ...mine, later: { kept: true } }, { what: 'a shape of version 9' }],
      credentials: {},
    }
    writeFileSync(fileIn(folder), JSON.stringify(later))
    const { port } = await open(folder)
    expect(port.data().environments).toEqual([mine])
    await port.update((data) => ({
      ...data,
      environments: data.environments.map((one) => ({ ...one, prefix: '/v2' })),
    }))
    expect(stored(folder)).toMatchObject({
      version: 9,
      environments: [
        { ...mine, prefix: '/v2', later: { kept: true } },
        { what: 'a shape of version 9' },
      ],
    })
  })
})

describe('environments in a file', () => {
  it.each([
    { origin: 'http://bank.example' },
    { origin: 'https://api.klavi.ai@evil.test' },
    { id: 'production' },
    { id: 'a/b' },
    { dialect: 'g9' },
    { prefix: '/../..' },
    { name: '' },
  ])('that do not hold are not there: %j', async (change) => {
    const folder = temporaryFolder()
    writeFileSync(fileIn(folder), JSON.stringify({ environments: [{ ...mine, ...change }] }))
    expect((await open(folder)).port.data().environments).toEqual([])
  })

  it('lose no guard by a flag of another shape', async () => {
    const folder = temporaryFolder()
    writeFileSync(fileIn(folder), JSON.stringify({ environments: [{ ...mine, risky: 'yes' }] }))
    expect((await open(folder)).port.data().environments[0]?.risky).toBe(true)
  })

  it('that another program adds are seen without a restart', async () => {
    const folder = temporaryFolder()
    const [app, terminal] = [await open(folder), await open(folder)]
    await terminal.port.update((data) => ({ ...data, environments: [mine] }))
    expect(app.port.data().environments).toEqual([mine])
    await app.port.set({ theme: 'dark' })
    expect(terminal.port.get().theme).toBe('dark')
    expect(stored(folder).environments).toEqual([mine])
  })
})
