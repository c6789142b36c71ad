import type { Language } from '../../../messages/index.ts'

const formats = new Map<string, Intl.NumberFormat>()

function unit(value: number, name: string, language: Language, digits = 0): string {
  const key = `${language} ${name} ${digits}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: 'narrow',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
    formats.set(key, format)
  }
  return format.format(value)
}

/** Milliseconds in the two largest units that matter: `840ms`, `3.2s`, `1m 5s`, `2h 10m`. */
export function formatDuration(milliseconds: number, language: Language): string {
  const ms = Math.max(0, Math.round(milliseconds))
  if (ms < 1000) return formatMs(ms, language)
  if (ms < 60_000) return unit(Math.floor(ms / 100) / 10, 'second', language, 1)
  const seconds = Math.floor(ms / 1000)
  if (seconds < 3600) {
    return pair(Math.floor(seconds / 60), 'minute', seconds % 60, 'second', language)
  }
  const minutes = Math.floor(seconds / 60)
  return pair(Math.floor(minutes / 60), 'hour', minutes % 60, 'minute', language)
}

function pair(
  large: number,
  largeUnit: string,
  small: number,
  smallUnit: string,
  language: Language,
): string {
  const first = unit(large, largeUnit, language)
  return small === 0 ? first : `${first} ${unit(small, smallUnit, language)}`
}

export const formatMs = (ms: number, language: Language): string =>
  unit(Math.round(ms), 'millisecond', language)

/** Time left, by whole seconds and never below zero: `4:05`. */
export function formatCountdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  const hours = Math.floor(seconds / 3600)
  const rest = `${Math.floor((seconds % 3600) / 60)}`
  const tail = String(seconds % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${rest.padStart(2, '0')}:${tail}` : `${rest}:${tail}`
}
