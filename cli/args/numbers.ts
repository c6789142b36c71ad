import { m } from '../../messages/index.ts'
import { UsageError } from './usage-error.ts'

/** setTimeout counts in 31 bits of milliseconds: 24 days. */
const longestSeconds = 2_000_000

/** Seconds with or without a fraction (`3`, `0.25`, `.5`), as whole milliseconds, at least 1. */
export function readSeconds(option: string, text: string): number {
  const seconds = /^(?:\d+(?:\.\d+)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN
  const ms = Math.round(seconds * 1000)
  if (Number.isNaN(ms) || ms < 1 || seconds > longestSeconds) {
    throw new UsageError(m.cli_bad_seconds({ option, text }), m.cli_bad_seconds_hint())
  }
  return ms
}

/** A whole number within bounds. */
export function readWhole(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most)) {
    throw new UsageError(m.cli_bad_number({ option, text }), m.cli_bad_number_hint({ least, most }))
  }
  return value
}
