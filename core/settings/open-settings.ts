import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { m } from '../../messages/index.ts'
import { makeNotice } from '../notices.ts'
import type { Notice } from '../model/notice.ts'
import type { SettingsPort } from '../ports.ts'
import { migrateSettings, versionToWrite } from './migrations.ts'
import { readProfileData, writeProfileData } from './profile-schema.ts'
import { acceptedChange, readSettings } from './settings-schema.ts'
import { setAside } from './set-aside.ts'

/** What is used of electron-store (in the app) and of `conf`, its base (on the command line). */
export interface SettingsStore {
  store: Record<string, unknown>
}

export interface SettingsOptions {
  /** The profile folder; settings.json lies in it. Made when missing. */
  folder: string
  /**
   * Makes the store that writes, e.g. `new Conf({ cwd: folder, configName: 'settings' })`. Called on the first write
   * only: reading needs no library, and start-up time is what people wait for.
   */
  createStore: () => Promise<SettingsStore>
  onNotice?: (notice: Notice) => void
}

export interface OpenedSettings {
  port: SettingsPort
  /** What the person should be told, e.g. that a damaged file was set aside. */
  notices: Notice[]
}

type Change = (stored: Record<string, unknown>) => Record<string, unknown>

/** How often a lock that another process holds is asked for again: about 5 s in all. */
const mostTries = 100

/**
 * Opens the profile's settings. App and command line share the file and may run at once: every write is a
 * read-modify-write under a lock, and keys that this version does not know survive it.
 * A file that is not JSON is set aside; one that cannot be written leaves the changes in memory. Both are told.
 */
export async function openSettings(options: SettingsOptions): Promise<OpenedSettings> {
  const file = join(options.folder, 'settings.json')
  const notices: Notice[] = []
  const tell = (code: Notice['code'], say: () => string): void => {
    const notice = makeNotice(code, 'warning', say, new Date().toISOString())
    notices.push(notice)
    options.onNotice?.(notice)
  }

  const tellUnwritable = (error: unknown): void =>
    tell('settings-unwritable', () => m.notice_settings_unwritable({ reason: reasonOf(error) }))

  const read = (): Record<string, unknown> =>
    readStored(file, (name) =>
      tell('settings-set-aside', () => m.notice_settings_set_aside({ file: name })),
    )

  let stored: Record<string, unknown> = {}
  let seen: string | undefined
  try {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 })
    stored = migrateSettings(read())
    seen = markOf(file)
  } catch (error) {
    tellUnwritable(error)
  }
  let profileId = profileIdIn(stored) ?? randomUUID()
  /** Changes that are not on disk (yet), in their order. */
  let unsaved: Change[] = []
  let store: SettingsStore | undefined
  let queue: Promise<unknown> = Promise.resolve()

  /** What another process wrote meanwhile is taken over; a file that cannot be read now is dealt with at a write. */
  const look = (): Record<string, unknown> => {
    const mark = markOf(file)
    if (mark === seen || mark === undefined) return stored
    try {
      const text: unknown = JSON.parse(readFileSync(file, 'utf8'))
      if (typeof text !== 'object' || text === null || Array.isArray(text)) return stored
      stored = migrateSettings(text as Record<string, unknown>)
      seen = mark
    } catch {
      // The last that could be read stays in force.
    }
    return stored
  }
  const current = (): Record<string, unknown> =>
    unsaved.reduce((values, change) => change(values), look())

  const write = async (change: Change): Promise<void> => {
    const release = await lock(file)
    try {
      store ??= await options.createStore()
      const onDisk = read()
      // Another process may have made the id in the meantime: the first one stays.
      const id = profileIdIn(onDisk) ?? profileId
      const changed = change(migrateSettings({ ...onDisk, profileId: id }))
      const next = { ...changed, version: versionToWrite(onDisk) }
      store.store = next
      stored = next
      seen = markOf(file)
    } finally {
      await release()
    }
  }

  /** In force at once, on disk when it resolves; a file that cannot be written leaves it in memory. */
  const apply = async (change: Change): Promise<void> => {
    unsaved = [...unsaved, change]
    const mine = queue.then(() => write(change))
    queue = mine.catch(() => {})
    try {
      await mine
      unsaved = unsaved.filter((one) => one !== change)
    } catch (error) {
      tellUnwritable(error)
    }
  }

  if (profileIdIn(stored) === undefined) {
    try {
      await write((values) => values)
      profileId = profileIdIn(stored) ?? profileId
    } catch (error) {
      tellUnwritable(error)
    }
  }

  return {
    notices,
    port: {
      profileId,
      get: () => readSettings(current()),
      async set(change) {
        const accepted = acceptedChange(change)
        await apply((values) => ({ ...values, ...accepted }))
        return readSettings(current())
      },
      data: () => readProfileData(current()),
      async update(change) {
        await apply((values) => writeProfileData(values, change(readProfileData(values))))
        return readProfileData(current())
      },
    },
  }
}

/** Tells one state of the file from the next: a write replaces the file, so that its number changes too. */
function markOf(file: string): string | undefined {
  try {
    const { mtimeMs, size, ino } = statSync(file)
    return `${mtimeMs}:${size}:${ino}`
  } catch {
    return undefined
  }
}

/** Waits for a holder; what is not a matter of waiting (no such folder, no permission) is thrown at once. */
async function lock(file: string): Promise<() => Promise<void>> {
  const { default: lockfile } = await import('proper-lockfile')
  for (let tries = 1; ; tries += 1) {
    try {
      return await lockfile.lock(file, { realpath: false, stale: 5_000 })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED' || tries >= mostTries) throw error
      await setTimeout(20 + 60 * Math.random())
    }
  }
}

/** @throws where there is a file that cannot be read: written over, it would be lost */
function readStored(file: string, told: (setAsideAs: string) => void): Record<string, unknown> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return {}
  }
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
      return parsed as Record<string, unknown>
    }
  } catch {
    // Falls through: what is no JSON object is set aside.
  }
  told(setAside(file, Date.now()))
  return {}
}

const profileIdIn = ({ profileId }: Record<string, unknown>): string | undefined =>
  typeof profileId === 'string' && profileId !== '' ? profileId : undefined

const reasonOf = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException | null)?.code
  return code ?? (error instanceof Error ? error.message : String(error))
}
