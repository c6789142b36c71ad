import type { Language } from '../../../messages/index.ts'

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
const formats = new Map<string, Intl.DateTimeFormat>()

/** A UTC ISO time in the person's own zone; `moment` names that zone. */
export function formatTime(iso: string, language: Language, shape: Shape = 'clock'): string {
  const key = `${language} ${shape}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(language, shapes[shape])
    formats.set(key, format)
  }
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : format.format(date)
}

/** The short name of the person's zone at a time, for a column whose rows do not repeat it: `GMT-3`. */
export function zoneName(iso: string, language: Language): string {
  const date = new Date(iso)
  const parts = new Intl.DateTimeFormat(language, { timeZoneName: 'short' }).formatToParts(
    Number.isNaN(date.getTime()) ? new Date(0) : date,
  )
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
}
