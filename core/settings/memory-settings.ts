import { randomUUID } from 'node:crypto'
import type { ProfileData } from '../model/profile.ts'
import type { SettingsPort } from '../ports.ts'
import { acceptedChange, defaultSettings } from './settings-schema.ts'

/** Settings that nobody keeps, for a profile that is thrown away at the end. */
export function memorySettings(): SettingsPort {
  let settings = { ...defaultSettings }
  let data: ProfileData = { environments: [], builtIns: {}, credentials: {} }
  return {
    profileId: randomUUID(),
    get: () => ({ ...settings }),
    set: async (change) => (settings = { ...settings, ...acceptedChange(change) }),
    data: () => data,
    update: async (change) => (data = change(data)),
  }
}
