import { createPrivateKey, createPublicKey, randomUUID, sign, verify } from 'node:crypto'
import type { JsonWebKey } from 'node:crypto'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Why a token does not open a route; null when it does. */
export type TokenProblem = 'missing' | 'malformed' | 'invalid' | 'expired' | 'revoked'

export interface AccessTokens {
  /** An ES256 JWT and its lifetime in seconds. */
  issue(subject: string, now: number): { accessToken: string; expireIn: number }
  check(authorization: string | undefined, now: number): TokenProblem | null
  /** Tokens issued up to now are worth nothing any more. */
  revokeAll(): void
}

/** JWTs as docs/klavi-api.md section 3.1: header `{"alg":"ES256","typ":"JWT"}`. */
export function accessTokens(key: JsonWebKey, issuer: string, lifetimeS: number): AccessTokens {
  const privateKey = createPrivateKey({ key, format: 'jwk' })
  const publicKey = createPublicKey(privateKey)
  // Counts revocations; a token from before the last one is dead.
  let generation = 0
  const header = encode({ alg: 'ES256', typ: 'JWT' })
  // JWS wants the two halves of the signature side by side, not the DER of OpenSSL (RFC 7518 3.4).
  const dsaEncoding = 'ieee-p1363'
  return {
    issue(subject, now) {
      const iat = Math.floor(now / 1000)
      const payload = encode({
        iss: issuer,
        sub: subject,
        iat,
        exp: iat + lifetimeS,
        jti: randomUUID(),
        generation,
      })
      const text = `${header}.${payload}`
      const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding })
      return {
        accessToken: `${text}.${signature.toString('base64url')}`,
        expireIn: lifetimeS,
      }
    },
    check(authorization, now) {
      if (!authorization) return 'missing'
      const token = /^Bearer +([\w-]+)\.([\w-]+)\.([\w-]+)$/i.exec(authorization)
      if (!token) return 'malformed'
      const [, head = '', payload = '', signature = ''] = token
      const good = verify(
        'sha256',
        Buffer.from(`${head}.${payload}`),
        { key: publicKey, dsaEncoding },
        Buffer.from(signature, 'base64url'),
      )
      if (!good || head !== header) return 'invalid'
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
        exp: number
        generation: number
      }
      if (claims.exp * 1000 <= now) return 'expired'
      return claims.generation < generation ? 'revoked' : null
    },
    revokeAll() {
      generation += 1
    },
  }
}
