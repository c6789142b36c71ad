import { randomUUID } from 'node:crypto'
import type { ProfileData } from '../../core/model/profile.ts'
import { defaultSettings } from '../../core/settings/settings-schema.ts'
import type { OpenedSettings, SettingsStore } from '../../core/settings/open-settings.ts'

/** The profile's settings.json, shared with the app; `conf` is loaded for the first write only. */
export async function openProfileSettings(folder: string): Promise<OpenedSettings> {
  const { openSettings } = await import('../../core/settings/open-settings.ts')
  return openSettings({
    folder,
    createStore: async (): Promise<SettingsStore> => {
      const { default: Conf } = await import('conf')
      return new Conf<Record<string, unknown>>({ cwd: folder, configName: 'settings' })
    },
  })
}

/** The defaults, for a profile that is thrown away at the end. */
export function memorySettings(): OpenedSettings {
  let settings = { ...defaultSettings }
  let data: ProfileData = { environments: [], builtIns: {}, credentials: {} }
  return {
    notices: [],
    port: {
      profileId: randomUUID(),
      get: () => ({ ...settings }),
      set: async (change) => (settings = { ...settings, ...change }),
      data: () => data,
      update: async (change) => (data = change(data)),
    },
  }
}
