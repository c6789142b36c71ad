import type { Settings } from '../model/settings.ts'
import type { SettingsPort } from '../ports.ts'

/** What is kept in the settings of banks and presets. */
export interface KeptSettings {
  /** Participants' ids by environment id, as ordered by the person. */
  favourites: Record<string, string[]>
  /** Participants' ids by environment id, the latest first. */
  recents: Record<string, string[]>
  /** Empty: the profile's own. */
  presetsFolder: string
}

export const keptSettings = (port: SettingsPort): KeptSettings => ({
  favourites: {},
  recents: {},
  presetsFolder: '',
  ...(port.get() as Partial<KeptSettings>),
})

export const keepSettings = (
  port: SettingsPort,
  change: Partial<KeptSettings>,
): Promise<Settings> => port.set(change as Partial<Settings>)
