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
