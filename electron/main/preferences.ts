import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../../core/model/settings.ts'
import { readSettings } from '../../core/settings/settings-schema.ts'
import { nearestLanguage, type Language } from '../../messages/index.ts'

/**
 * The settings as they stand in the profile, read without locks, checks or writes: what the first paint needs before
 * anything heavy is loaded. A file that cannot be read gives the defaults; core/settings then deals with it.
 */
export function peekSettings(profileFolder: string): Settings {
  try {
    const stored: unknown = JSON.parse(readFileSync(join(profileFolder, 'settings.json'), 'utf8'))
    return readSettings(
      typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {},
    )
  } catch {
    return readSettings({})
  }
}

/** The language in force: the chosen one, or the nearest to the system's list, best first. */
export const resolveLanguage = (
  chosen: Settings['language'],
  systemLocales: readonly string[],
): Language => (chosen === 'system' ? nearestLanguage(systemLocales) : chosen)
