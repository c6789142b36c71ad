const two = (value: number): string => String(value).padStart(2, '0')

/** Local time of day with milliseconds: `07:41:15.123`. */
export function clockTime(iso: string): string {
  const time = new Date(iso)
  const ms = String(time.getMilliseconds()).padStart(3, '0')
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${ms}`
}

/** Local date and time: `2026-11-22 07:41:15`. */
export function dateTime(iso: string): string {
  const time = new Date(iso)
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${date} ${clockTime(iso).slice(0, 8)}`
}

/** The zone that those are in: `UTC-03:00`. */
export function zoneName(at: Date = new Date()): string {
  const minutes = -at.getTimezoneOffset()
  if (minutes === 0) return 'UTC'
  const size = Math.abs(minutes)
  return `UTC${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
