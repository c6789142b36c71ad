import { m } from '../../messages/index.ts'
import type { CodedMessage, Inspected, JwtFacts } from '../model/payload.ts'

const bad = (code: string, message: string): { valid: false; errors: CodedMessage[] } => ({
  valid: false,
  errors: [{ code, message }],
})

/** Reads a JWT's header and payload (RFC 7519). Its signature is neither checked nor shown. */
export function inspectJwt(text: string): Inspected<JwtFacts> {
  const token = text.trim().replace(/^Bearer\s+/i, '')
  const parts = token.split('.')
  if (parts.length !== 3) return bad('parts', m.jwt_parts({ count: parts.length }))
  const header = partOf(parts[0] ?? '')
  const payload = partOf(parts[1] ?? '')
  if (header === undefined) return bad('header', m.jwt_header())
  if (payload === undefined) return bad('payload', m.jwt_payload())
  const { exp } = payload
  const seconds = typeof exp === 'number' ? exp : Number.NaN
  // Beyond this a Date has no ISO form.
  const known = Math.abs(seconds) <= 8_640_000_000_000
  return {
    valid: true,
    header,
    payload,
    ...(known && { expiresAt: new Date(seconds * 1000).toISOString() }),
  }
}

function partOf(part: string): Record<string, unknown> | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(part)) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url'))
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined
    return parsed as Record<string, unknown>
  } catch {
    return undefined
  }
}
