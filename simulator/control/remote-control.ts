import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { LOOPBACK } from '../http/listener.ts'
import { caFileIn } from '../state/certificate.ts'
import { readIdentity } from '../state/identity.ts'
import { readIfThere } from '../state/private-file.ts'
import type { SimulatorControl } from './control.ts'

interface Target {
  origin: string
  ca: string | null
  controlKey: string
}

/** Resolves to the reply's JSON; rejects with the simulator's own words for any HTTP error. */
function callControl(
  { origin, ca, controlKey }: Target,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const send = origin.startsWith('https:') ? httpsRequest : httpRequest
    const request = send(
      `${origin}/__simulator${path}`,
      {
        method,
        agent: false,
        timeout: 10_000,
        ...(ca !== null && { ca }),
        headers: {
          authorization: `Bearer ${controlKey}`,
          ...(text !== undefined && { 'content-type': 'application/json' }),
        },
      },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.once('error', reject)
        response.once('end', () => {
          try {
            const json: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'))
            if (response.statusCode === 200) resolve(json)
            else reject(new RangeError(String((json as { message?: unknown }).message)))
          } catch (error) {
            reject(error as Error)
          }
        })
      },
    )
    request.once('timeout', () => request.destroy(new Error('the simulator does not answer')))
    request.once('error', reject)
    request.end(text)
  })
}

/**
 * The control of the simulator that another process runs for this folder; null when the folder
 * holds none. Its calls reject while that simulator does not run.
 */
export async function openRemoteControl(folder: string): Promise<SimulatorControl | null> {
  const identity = await readIdentity(folder)
  if (!identity) return null
  const target: Target = {
    origin: `${identity.tls ? 'https' : 'http'}://${LOOPBACK}:${identity.port}`,
    ca: identity.tls ? await readIfThere(caFileIn(folder)) : null,
    controlKey: identity.controlKey,
  }
  const get = <T>(path: string): Promise<T> => callControl(target, 'GET', path) as Promise<T>
  const put = <T>(path: string, body: unknown): Promise<T> =>
    callControl(target, 'PUT', path, body) as Promise<T>
  const post = <T>(path: string): Promise<T> => callControl(target, 'POST', path) as Promise<T>
  const payment = (id: string, action: string): string =>
    `/payments/${encodeURIComponent(id)}/${action}`
  return {
    state: () => get('/state'),
    configure: (settings) => put('/settings', settings),
    listPayments: () => get('/payments'),
    step: (id) => post(payment(id, 'step')),
    decide: (id, decision) => post(payment(id, decision)),
    cancel: (id) => post(payment(id, 'cancel')),
    setFaults: (faults) => put('/faults', { faults }),
    setRecipe: (name) => put('/recipe', { name }),
    setNextOutcome: (outcome) => put('/next-outcome', { outcome }),
    requests: (after = 0) => get(`/requests?after=${after}`),
    webhooks: () => get('/webhooks'),
    async hold(holder, webhookUrl, forMs) {
      const { held } = await put<{ held: boolean }>('/hold', { holder, webhookUrl, forMs })
      return held
    },
    async release(holder) {
      await put('/release', { holder })
    },
    async revokeTokens() {
      await post('/revoke-tokens')
    },
  }
}
