import type { Settings } from '../model/settings.ts'
import { isTimeouts } from './limits.ts'
import { isProxyAddress } from '../klavi/proxy-rules.ts'

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  environmentId: 'simulator',
  pollIntervalSeconds: 3,
  timeZone: 'local',
  timeoutsMs: {},
  proxyMode: 'system',
  proxyUrl: '',
  noProxy: '',
  retentionDays: 0,
  retentionMegabytes: 0,
  favourites: {},
  recents: {},
  presetsFolder: '',
}

const oneOf =
  <T>(...allowed: T[]) =>
  (value: unknown): value is T =>
    allowed.includes(value as T)

const text =
  (most: number) =>
  (value: unknown): value is string =>
    typeof value === 'string' && value.length <= most

const whole =
  (least: number, most: number) =>
  (value: unknown): value is number =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Lists of ids by environment. */
const idLists =
  (most: number) =>
  (value: unknown): boolean =>
    isRecord(value) &&
    Object.values(value).every(
      (list) => Array.isArray(list) && list.length <= most && list.every(text(200)),
    )

const accepts: { [K in keyof Settings]: (value: unknown) => boolean } = {
  language: oneOf('system', 'en', 'pt-BR'),
  theme: oneOf('system', 'light', 'dark'),
  environmentId: (value) => text(100)(value) && value !== '',
  pollIntervalSeconds: (value) => typeof value === 'number' && value >= 1 && value <= 60,
  timeZone: oneOf('local', 'brasilia'),
  timeoutsMs: isTimeouts,
  proxyMode: oneOf('system', 'none', 'url'),
  proxyUrl: (value) => value === '' || (text(2_048)(value) && isProxyAddress(value)),
  noProxy: text(4_096),
  retentionDays: whole(0, 3_650),
  retentionMegabytes: whole(0, 100_000),
  favourites: idLists(500),
  recents: idLists(20),
  presetsFolder: text(4_096),
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
