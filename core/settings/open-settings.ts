import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { m } from '../../messages/index.ts'
import { makeNotice } from '../notices.ts'
import type { Notice } from '../model/notice.ts'
import type { Settings } from '../model/settings.ts'
import type { SettingsPort } from '../ports.ts'
import { acceptedChange, readSettings, settingsVersion } from './settings-schema.ts'
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
  try {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 })
    stored = read()
  } catch (error) {
    tellUnwritable(error)
  }
  let profileId = profileIdIn(stored) ?? randomUUID()
  let unsaved: Partial<Settings> = {}
  let store: SettingsStore | undefined
  let queue: Promise<unknown> = Promise.resolve()

  const write = async (change: Partial<Settings>): Promise<void> => {
    const release = await lock(file)
    try {
      store ??= await options.createStore()
      const current = read()
      // Another process may have made the id in the meantime: the first one stays.
      const id = profileIdIn(current) ?? profileId
      const next = { ...current, profileId: id, ...change, version: settingsVersion }
      store.store = next
      stored = next
    } finally {
      await release()
    }
  }

  if (profileIdIn(stored) === undefined) {
    try {
      await write({})
      profileId = profileIdIn(stored) ?? profileId
    } catch (error) {
      tellUnwritable(error)
    }
  }

  return {
    notices,
    port: {
      profileId,
      get: () => ({ ...readSettings(stored), ...unsaved }),
      async set(change) {
        const accepted = acceptedChange(change)
        unsaved = { ...unsaved, ...accepted }
        const mine = queue.then(() => write(accepted))
        queue = mine.catch(() => {})
        try {
          await mine
          const still = Object.entries(unsaved).filter(
            ([key, value]) => accepted[key as keyof Settings] !== value,
          )
          unsaved = Object.fromEntries(still)
        } catch (error) {
          tellUnwritable(error)
        }
        return { ...readSettings(stored), ...unsaved }
      },
    },
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
