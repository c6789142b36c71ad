import { createHmac } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'

const TIMEOUT_MS = 10_000
/** After the first try; exponential from 250 ms (docs/klavi-api.md section 5). */
export const RETRY_DELAYS_MS: readonly number[] = [250, 500, 1000, 2000, 4000]

/** The receiver's address; throws a TypeError unless it is http(s) on loopback. */
export function loopbackUrl(text: string): URL {
  const url = new URL(text)
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (!loopback || !['http:', 'https:'].includes(url.protocol)) {
    throw new TypeError('webhooks go to loopback addresses only')
  }
  return url
}

/** Signed as docs/klavi-api.md section 5 says: hex HMAC-SHA256 of the body, keyed with secretKey. */
export function webhookHeaders(
  body: string,
  secretKey: string,
  now: number,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-klavi-signature': createHmac('sha256', secretKey).update(body).digest('hex'),
    'x-klavi-timestamp': String(Math.floor(now / 1000)),
  }
}

/** One try; resolves to the receiver's HTTP status, or null when it did not answer in 10 s. */
export function postWebhook(
  url: URL,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<number | null> {
  return new Promise((resolve) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)])
    const request = send(url, { method: 'POST', headers, agent: false, signal: limit })
    request.once('error', () => {
      resolve(null)
    })
    request.once('response', (response) => {
      response.once('error', () => {
        resolve(null)
      })
      response.resume()
      resolve(response.statusCode ?? null)
    })
    request.end(body)
  })
}
