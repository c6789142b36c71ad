import { Buffer } from 'node:buffer'
import { expect, it } from 'vitest'
import { klaviLike, tokenNumber, workbenchOn } from '../../support/core/klavi-like.ts'

const hourMs = 3_600_000
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Gives out tokens that live ten minutes by its own clock, and says so in one of the two absolute ways. */
const skewed = (skewMs: number, how: 'exp' | 'expire') => {
  let issued = 0
  const dated = () => ({ date: new Date(Date.now() + skewMs).toUTCString() })
  return klaviLike({
    auth() {
      issued += 1
      const ends = Date.now() + skewMs + 600_000
      const body =
        how === 'exp'
          ? {
              accessToken: `${part({ alg: 'ES256' })}.${part({ exp: ends / 1_000, n: issued })}.c2ln`,
            }
          : { accessToken: tokenNumber(issued), expire: new Date(ends).toISOString() }
      return { status: 200, body, headers: dated() }
    },
    participants: () => ({ status: 200, body: { data: [] }, headers: dated() }),
  })
}

it.each([
  [-hourMs, 'exp'],
  [-hourMs, 'expire'],
  [hourMs, 'exp'],
  [hourMs, 'expire'],
] as const)(
  'a token of a server whose clock is %i ms ahead ends when that clock says (%s)',
  async (skewMs, how) => {
    const server = await skewed(skewMs, how)
    const { bench } = await workbenchOn(server)
    await bench.participants.fetch('custom')
    await bench.participants.fetch('custom')
    expect(server.of('POST /auth')).toHaveLength(1)
    const { own, clockSkewMs = 0 } = bench.tokens.view('custom')
    expect(Math.round(clockSkewMs / hourMs)).toBe(skewMs / hourMs)
    const lifetimeMs = Date.parse(own?.expiresAt ?? '') - Date.parse(own?.obtainedAt ?? '')
    expect(Math.round(lifetimeMs / 60_000)).toBe(10)
  },
)
