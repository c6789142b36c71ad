import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEvent } from '../../../../core/webhooks/read-event.ts'
import { isSigned, judgeWebhook, sign, timestampMs } from '../../../../core/webhooks/signature.ts'

const secret = 'a-secret-of-the-test'
const body = Buffer.from('{"id":"p-1"}')
const right = createHmac('sha256', secret).update(body).digest('hex')
const now = Date.parse('2026-11-22T12:00:00.000Z')
const seconds = (ms: number): string => String(Math.floor(ms / 1_000))

describe('a webhook’s signature', () => {
  it('covers every byte as it came', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (bytes, at) => {
        const signature = sign(bytes, secret)
        expect(isSigned(bytes, signature, secret)).toBe(true)
        const other = Uint8Array.from(bytes)
        const index = at % bytes.length
        other[index] = (other[index] ?? 0) ^ 1
        expect(isSigned(other, signature, secret)).toBe(false)
      }),
    )
  })

  it.each(['', right.slice(1), `${right}0`, right.toUpperCase(), ` ${right}`, 'é'.repeat(64)])(
    'is nothing but 64 lower-case hex digits: %j',
    (signature) => expect(isSigned(body, signature, secret)).toBe(false),
  )

  it('is never right without a secret', () => {
    const empty = createHmac('sha256', '').update(body).digest('hex')
    expect(isSigned(body, empty, '')).toBe(false)
  })

  it.each([
    [{ signature: right, timestamp: seconds(now) }, secret, 'valid'],
    [{ signature: right, timestamp: undefined }, secret, 'valid'],
    [{ signature: right, timestamp: 'soon' }, secret, 'valid'],
    [{ signature: right, timestamp: seconds(now - 299_000) }, secret, 'valid'],
    [{ signature: right, timestamp: seconds(now - 301_000) }, secret, 'late'],
    [{ signature: right, timestamp: seconds(now + 301_000) }, secret, 'late'],
    [{ signature: right, timestamp: seconds(now - 999_000) }, 'another', 'invalid'],
    [{ signature: undefined, timestamp: seconds(now) }, secret, 'unsigned'],
    [{ signature: right, timestamp: undefined }, undefined, 'no-key'],
  ] as const)('%j is judged', (headers, key, verdict) => {
    expect(judgeWebhook({ body, ...headers }, key, now)).toBe(verdict)
  })

  it('reads the timestamp in seconds', () => {
    expect(timestampMs('1763812800')).toBe(1_763_812_800_000)
    expect(timestampMs('-1')).toBeUndefined()
  })
})

it('an event is read as far as it says something, whatever its shape', () => {
  const envelope = { eventId: 'ev', eventType: 'PAYMENT', eventName: 'CHANGED' }
  const facts = { paymentId: 'p-1', externalId: 'o-1', status: 'X' }
  const payment = { id: 'p-1', externalId: 'o-1', status: 'X' }
  expect(readEvent(JSON.stringify({ ...envelope, payload: payment }))).toEqual({
    ...envelope,
    ...facts,
  })
  expect(readEvent(JSON.stringify({ data: { payment } }))).toEqual(facts)
  expect(readEvent(JSON.stringify({ id: 'p-1', clientRequestId: 'o-1', status: 'X' }))).toEqual(
    facts,
  )
  fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => void readEvent(text)))
})
