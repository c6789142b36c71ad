import type { Settings } from '../model/settings.ts'

/** Version of settings.json's shape; raised with every migration. */
export const settingsVersion = 1

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  environmentId: 'simulator',
  pollIntervalSeconds: 3,
}

const oneOf =
  <T>(...allowed: T[]) =>
  (value: unknown): value is T =>
    allowed.includes(value as T)

const accepts: { [K in keyof Settings]: (value: unknown) => boolean } = {
  language: oneOf('system', 'en', 'pt-BR'),
  theme: oneOf('system', 'light', 'dark'),
  environmentId: (value) => typeof value === 'string' && value.length > 0 && value.length <= 100,
  pollIntervalSeconds: (value) => typeof value === 'number' && value >= 1 && value <= 60,
}

/**
 * The known settings in a stored object; a value of the wrong type or range gives way to its default, so that one
 * bad line written by hand does not cost the others.
 */
export function readSettings(stored: Record<string, unknown>): Settings {
  const settings = { ...defaultSettings }
  for (const key of Object.keys(accepts) as (keyof Settings)[]) {
    if (accepts[key](stored[key])) Object.assign(settings, { [key]: stored[key] })
  }
  return settings
}

/** The part of a change that may be stored. */
export function acceptedChange(change: Partial<Settings>): Partial<Settings> {
  return Object.fromEntries(
    Object.entries(change).filter(
      ([key, value]) => Object.hasOwn(accepts, key) && accepts[key as keyof Settings](value),
    ),
  )
}
