import { describe, expect, it } from 'vitest'
import { formatCountdown, formatDuration } from '../../../../renderer/src/format/duration.ts'

const plain = (text: string): string => text.replace(/\s/g, ' ')

describe('durations', () => {
  it.each([
    [0, '0ms'],
    [840, '840ms'],
    [3_249, '3.2s'],
    [59_999, '59.9s'],
    [65_000, '1m 5s'],
    [1_800_000, '30m'],
    [7_800_000, '2h 10m'],
  ])('%i ms reads %s', (ms, text) => {
    expect(plain(formatDuration(ms, 'en'))).toBe(text)
  })

  it('follows the language', () => {
    expect(plain(formatDuration(3_249, 'pt-BR'))).toBe('3,2 s')
  })

  it.each([
    [-5, '0:00'],
    [1, '0:01'],
    [245_000, '4:05'],
    [3_661_000, '1:01:01'],
  ])('%i ms left reads %s', (ms, text) => {
    expect(formatCountdown(ms)).toBe(text)
  })
})
