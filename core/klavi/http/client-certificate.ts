import type { SecureContext, SecureContextOptions } from 'node:tls'
import { Buffer } from 'node:buffer'
import { WireFault, type ClientCertificate } from './wire.ts'

/** Why a client certificate cannot be used; the hint depends on it (messages/error-table.ts). */
export type ClientCertificateProblem =
  'passphrase' | 'old-algorithms' | 'key-mismatch' | 'unreadable'

/**
 * Hands a client certificate to what makes the context, and says in plain codes why the runtime refused it.
 * @throws WireFault `client-certificate` {name, problem, reason}
 */
export function applyClientCertificate(
  certificate: ClientCertificate | undefined,
  make: (options: SecureContextOptions) => SecureContext,
): SecureContext {
  if (certificate === undefined) return make({})
  const { file, passphrase } = certificate
  const secret = passphrase === undefined ? {} : { passphrase }
  try {
    if ('pfx' in certificate) return make({ pfx: Buffer.from(certificate.pfx), ...secret })
    return make({ cert: certificate.cert, key: certificate.key, ...secret })
  } catch (thrown) {
    const reason = reasonOf(thrown)
    // Without its cause, which may hold what the file holds.
    throw new WireFault(
      'client-certificate',
      { name: file, reason, problem: problemOf(reason, 'pfx' in certificate) },
      false,
    )
  }
}

/** The words of OpenSSL 3 and of BoringSSL (Electron). */
function problemOf(reason: string, isPfx: boolean): ClientCertificateProblem {
  if (
    /mac verify|bad.?decrypt|incorrect.?password|interrupted or cancelled|bad.?password/i.test(
      reason,
    )
  )
    return 'passphrase'
  // RC2 and single DES moved to OpenSSL's "legacy" provider, which no runtime here loads.
  if (isPfx && /unsupported|unknown.?(?:cipher|digest|algorithm)/i.test(reason))
    return 'old-algorithms'
  if (/key.?values?.?mismatch/i.test(reason)) return 'key-mismatch'
  return 'unreadable'
}

function reasonOf(thrown: unknown): string {
  const { reason, message } = (thrown ?? {}) as { reason?: string; message?: string }
  return reason ?? message?.split(':').at(-1) ?? 'unreadable'
}
