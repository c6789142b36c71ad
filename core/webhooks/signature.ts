import { createHmac, timingSafeEqual } from 'node:crypto'
import type { WebhookVerdict } from '../model/webhook.ts'

/** A signature that is right but further than this from the clock may be somebody's replay. */
const longestMs = 5 * 60_000

/**
 * Whether `signature` is the lower-case hex HMAC-SHA256 of the very bytes of the body under the secret
 * (docs/klavi-api.md §5). Takes the same time for every wrong one. An empty secret or signature is never right.
 */
export function isSigned(body: Uint8Array, signature: string, secret: string): boolean {
  if (secret === '' || !/^[0-9a-f]{64}$/.test(signature)) return false
  const expected = createHmac('sha256', secret).update(body).digest()
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'))
}

/** The signature of a body, as Klavi writes it. */
export const sign = (body: Uint8Array, secret: string): string =>
  createHmac('sha256', secret).update(body).digest('hex')

/** @param timestamp x-klavi-timestamp in epoch seconds, which the signature does not cover */
export function judgeWebhook(
  {
    body,
    signature,
    timestamp,
  }: { body: Uint8Array; signature: string | undefined; timestamp: string | undefined },
  secret: string | undefined,
  nowMs: number,
): WebhookVerdict {
  if (signature === undefined || signature === '') return 'unsigned'
  if (secret === undefined) return 'no-key'
  if (!isSigned(body, signature, secret)) return 'invalid'
  const at = timestampMs(timestamp)
  return at !== undefined && Math.abs(nowMs - at) > longestMs ? 'late' : 'valid'
}

/** Epoch milliseconds of x-klavi-timestamp, or undefined where it is none. */
export function timestampMs(timestamp: string | undefined): number | undefined {
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp.trim())) return undefined
  return Number(timestamp.trim()) * 1_000
}
