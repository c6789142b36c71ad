import { Buffer } from 'node:buffer'
import type { TokenStatus } from '../model/credential.ts'
import { isoTime } from '../system.ts'

export interface Token {
  /** The secret itself. */
  value: string
  expiresMs: number
  status: TokenStatus
}

/** What is assumed where nothing says how long a token lives (docs/klavi-api.md §3.1). */
const assumedLifetimeMs = 5 * 60_000
/** No token lives this many seconds, 31 years: it is a time, in epoch seconds. */
const firstEpochSecond = 1e9

/**
 * Reads an auth reply: `expireIn` (seconds), else `expire` (seconds as text, or a time), else the JWT's `exp`, else
 * five minutes. A time is a date or, above 1e9, epoch seconds. It and an `exp` are of the server's clock, which is `skewMs` ahead of this one. Returns
 * undefined where there is no accessToken.
 */
export function readToken(body: unknown, nowMs: number, skewMs = 0): Token | undefined {
  const reply = (body ?? {}) as Record<string, unknown>
  const value = reply['accessToken']
  if (typeof value !== 'string' || value === '') return undefined
  const [expiresMs, source] = lifetime(reply, value, nowMs, skewMs)
  return {
    value,
    expiresMs,
    status: { obtainedAt: isoTime(nowMs), expiresAt: isoTime(expiresMs), source },
  }
}

function lifetime(
  reply: Record<string, unknown>,
  token: string,
  nowMs: number,
  skewMs: number,
): [expiresMs: number, source: TokenStatus['source']] {
  const end = (value: number): number =>
    value > firstEpochSecond ? value * 1_000 - skewMs : nowMs + value * 1_000
  const expireIn = seconds(reply['expireIn'])
  if (expireIn !== undefined) return [end(expireIn), 'expireIn']
  const expire = reply['expire']
  const expireSeconds = seconds(expire)
  if (expireSeconds !== undefined) return [end(expireSeconds), 'expire']
  if (typeof expire === 'string' && !Number.isNaN(Date.parse(expire))) {
    return [Date.parse(expire) - skewMs, 'expire']
  }
  const exp = seconds(claims(token)?.['exp'])
  if (exp !== undefined) return [exp * 1_000 - skewMs, 'jwt-exp']
  return [nowMs + assumedLifetimeMs, 'assumed']
}

const seconds = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof number === 'number' && number > 0 && number < 1e10 ? number : undefined
}

/** The claims of a JWT, decoded and not verified: shown and used as a hint, never trusted. Null where it is no JWT. */
export const claims = (token: string): Record<string, unknown> | null => part(token, 1)

/** The header of a JWT, decoded. */
export const jwtHeader = (token: string): Record<string, unknown> | null => part(token, 0)

function part(token: string, index: number): Record<string, unknown> | null {
  const parts = token.split('.')
  if (parts.length !== 3) return null
  try {
    const text = Buffer.from(parts[index] ?? '', 'base64url').toString('utf8')
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
