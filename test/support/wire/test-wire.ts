import { onTestFinished } from 'vitest'
import { createGotWire } from '../../../core/klavi/http/got-wire.ts'
import { WireFault, type Wire, type WireTimeouts } from '../../../core/klavi/http/wire.ts'

let create: () => Wire = createGotWire

/** What the tests of a file run over; each file begins with got's. */
export function useWire(other: () => Wire): void {
  create = other
}

/** A wire that is closed when the test ends. */
export function testWire(): Wire {
  const wire = create()
  onTestFinished(() => wire.close())
  return wire
}

/** No limit that a slow machine could meet, but the one under test. */
export const limits = (short: Partial<WireTimeouts> = {}): WireTimeouts => ({
  connect: 25_000,
  tls: 25_000,
  firstByte: 25_000,
  total: 25_000,
  ...short,
})

export const get = { method: 'GET', headers: {}, timeouts: limits() } as const
export const post = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{"amount":"4800"}',
  timeouts: limits(),
} as const

/** The fault that an exchange ends with. */
export async function faultOf(exchange: Promise<unknown>): Promise<WireFault> {
  try {
    await exchange
  } catch (thrown) {
    if (thrown instanceof WireFault) return thrown
    throw thrown
  }
  throw new Error('the exchange was answered')
}
