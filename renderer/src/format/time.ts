import type { Language } from '../../../messages/index.ts'
import type { TimeZoneSetting } from '../../../electron/contract/types.ts'

type Shape = 'clock' | 'clock-ms' | 'moment' | 'day'

const shapes: Record<Shape, Intl.DateTimeFormatOptions> = {
  clock: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  'clock-ms': {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  },
  moment: {
    year: 'numeric',
    month: 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  },
  day: { month: 'short', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
}
const zones: Record<TimeZoneSetting, string | undefined> = {
  local: undefined,
  brasilia: 'America/Sao_Paulo',
}
let readZone: () => TimeZoneSetting = () => 'local'

/** Says where the zone in force is read; a reactive value makes every time on the screen follow. */
export function useTimeZone(source: () => TimeZoneSetting): void {
  readZone = source
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** A UTC ISO time in the zone of the settings, the person's own unless they chose otherwise; `moment` names that zone. */
export function formatTime(iso: string, language: Language, shape: Shape = 'clock'): string {
  const zone = readZone()
  const key = `${language} ${shape} ${zone}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(language, { ...shapes[shape], timeZone: zones[zone] })
    formats.set(key, format)
  }
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : format.format(date)
}

/** The short name of that zone at a time, for a column whose rows do not repeat it: `GMT-3`. */
export function zoneName(iso: string, language: Language): string {
  const date = new Date(iso)
  const parts = new Intl.DateTimeFormat(language, {
    timeZoneName: 'short',
    timeZone: zones[readZone()],
  }).formatToParts(Number.isNaN(date.getTime()) ? new Date(0) : date)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
}
