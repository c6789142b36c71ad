import type { HeaderList } from '../model/exchange.ts'

export interface MeasuredSkew {
  /** The server's clock minus this machine's. */
  skewMs: number
  /** UTC ISO time of the reply. */
  at: string
}

/** How far each environment's clock is from this machine's, by the Date header of its last reply. */
export interface ClockSkew {
  note(environmentId: string, headers: HeaderList, sentMs: number, receivedMs: number): void
  of(environmentId: string): MeasuredSkew | undefined
}

export function createClockSkew(): ClockSkew {
  const measured = new Map<string, MeasuredSkew>()
  return {
    note(environmentId, headers, sentMs, receivedMs) {
      const skewMs = measureSkew(headers, sentMs, receivedMs)
      if (skewMs === undefined) return
      measured.set(environmentId, { skewMs, at: new Date(receivedMs).toISOString() })
    },
    of: (environmentId) => measured.get(environmentId),
  }
}

/**
 * Milliseconds that the server is ahead. Its date (RFC 9110 §6.6.1) names a whole second, which began up to a second
 * before; the reply was made at some time between sending and receiving. Zero where the two clocks may agree.
 */
export function measureSkew(
  headers: HeaderList,
  sentMs: number,
  receivedMs: number,
): number | undefined {
  const date = headers.find(([name]) => name.toLowerCase() === 'date')?.[1]
  const from = Date.parse(date ?? '')
  if (Number.isNaN(from)) return undefined
  const until = from + 999
  if (until < sentMs) return until - sentMs
  return from > receivedMs ? from - receivedMs : 0
}
