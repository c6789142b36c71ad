import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../../../core/failure.ts'
import type { ExchangeResult } from '../../../../core/klavi/exchanger.ts'
import { WireFault } from '../../../../core/klavi/http/wire.ts'
import { createRetrier, retryDelay, usualRetries } from '../../../../core/klavi/retries.ts'
import type { HeaderList } from '../../../../core/model/exchange.ts'
import { fakeClock, settle } from '../../../support/core/fake-clock.ts'

const now = Date.parse('2026-11-22T12:00:00.000Z')
const replied = (status: number, headers: HeaderList = []): ExchangeResult => ({
  kind: 'reply',
  exchangeId: `x-${status}`,
  latencyMs: 5,
  status,
  headers,
  json: {},
  isJson: true,
  redacted: false,
})
const failed = (code: ErrorCode): ExchangeResult => ({
  kind: 'fault',
  exchangeId: `x-${code}`,
  latencyMs: 5,
  fault: new WireFault(code, {}, true),
})
const delay = (result: ExchangeResult, made = 1, fraction = 0.5): number | undefined =>
  retryDelay(result, made, usualRetries, fraction, now)
const asking = (value: string): ExchangeResult => replied(429, [['Retry-After', value]])

describe('what is made once more', () => {
  it.each([429, 500, 502, 503, 504])('HTTP %d', (status) => {
    expect(delay(replied(status))).toBeDefined()
  })
  it.each([200, 201, 204, 301, 307, 400, 401, 403, 404, 408, 409, 416, 418, 422, 501])(
    'not HTTP %d',
    (status) => {
      expect(delay(replied(status))).toBeUndefined()
    },
  )
  it.each(['dns', 'connect', 'timeout', 'reset'] as const)('after %s', (code) => {
    expect(delay(failed(code))).toBeDefined()
  })
  it.each([
    'tls',
    'proxy',
    'proxy-auth',
    'client-certificate',
    'aborted',
    'too-large',
    'malformed-http',
    'redirect-refused',
    'internal',
  ] as const)('not after %s', (code) => {
    expect(delay(failed(code))).toBeUndefined()
  })
})

describe('how long is waited', () => {
  it('doubles, and is anything between nothing and that', () => {
    const ends = (made: number) =>
      [0, 0.25, 1].map((fraction) => delay(replied(503), made, fraction))
    expect(ends(1)).toEqual([0, 125, 500])
    expect(ends(2)).toEqual([0, 250, 1_000])
  })

  it('has an upper end', () => {
    const patient = { ...usualRetries, attempts: 99 }
    expect(retryDelay(replied(503), 40, patient, 1, now)).toBe(patient.capMs)
  })

  it('ends with the last attempt', () => {
    expect(delay(replied(503), 2)).toBeDefined()
    expect(delay(replied(503), 3)).toBeUndefined()
  })

  it('is what the server asks for, in seconds or by a date', () => {
    expect(delay(asking('2'))).toBe(2_000)
    expect(delay(asking('0'))).toBe(0)
    expect(delay(asking('Sun, 22 Nov 2026 12:00:07 GMT'))).toBe(7_000)
    expect(delay(asking('Sun, 22 Nov 2026 11:00:00 GMT'))).toBe(0)
    expect(delay(replied(503, [['retry-after', '3']]))).toBe(3_000)
  })

  it('is this side’s own where the server’s wish cannot be read', () => {
    expect(delay(asking('soon'))).toBe(250)
  })

  it('is nobody’s where the server asks for too long: the person is told instead', () => {
    expect(delay(asking('30'))).toBe(30_000)
    expect(delay(asking('31'))).toBeUndefined()
    expect(delay(asking('Sun, 22 Nov 2026 13:00:00 GMT'))).toBeUndefined()
  })
})

describe('a call that is repeated', () => {
  function scene(results: ExchangeResult[]) {
    const clock = fakeClock()
    const retrier = createRetrier(clock, { uuid: () => 'u', fraction: () => 1 })
    const calls: { at: number; retryOf: string | undefined }[] = []
    const call = async (retryOf?: string): Promise<ExchangeResult> => {
      calls.push({ at: clock.monotonic(), retryOf })
      return results[calls.length - 1] ?? replied(200)
    }
    return { clock, retrier, calls, call }
  }

  it('waits between its attempts and names the one it repeats', async () => {
    const { clock, retrier, calls, call } = scene([failed('reset'), replied(503)])
    const ended = retrier.repeat(call)
    await settle()
    await clock.advance(500)
    await clock.advance(1_000)
    expect(await ended).toMatchObject({ status: 200 })
    expect(calls).toEqual([
      { at: 0, retryOf: undefined },
      { at: 500, retryOf: 'x-reset' },
      { at: 1_500, retryOf: 'x-503' },
    ])
  })

  it('ends with the last answer', async () => {
    const { clock, retrier, calls, call } = scene([replied(500), replied(502), replied(504)])
    const ended = retrier.repeat(call)
    await settle()
    await clock.advance(500)
    await clock.advance(1_000)
    expect(await ended).toMatchObject({ status: 504 })
    expect(calls).toHaveLength(3)
  })

  it('is given up in the middle of a wait', async () => {
    const { clock, retrier, calls, call } = scene([replied(503)])
    const person = new AbortController()
    const ended = retrier.repeat(call, person.signal)
    await settle()
    person.abort()
    await expect(ended).rejects.toMatchObject({ code: 'aborted' })
    expect(clock.waiting()).toEqual([])
    expect(calls).toHaveLength(1)
  })
})
