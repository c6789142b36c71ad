import { Buffer } from 'node:buffer'
import { KlaviError } from '../failure.ts'
import type { InboxCalls } from '../journal-api.ts'
import { isLoopback } from '../klavi/origin.ts'
import type { Environment } from '../model/environment.ts'
import type { InboxState, ReplayResult, WebhookRecord } from '../model/webhook.ts'
import { isoTime } from '../system.ts'
import { readEvent } from '../webhooks/read-event.ts'
import type { Arrival, Receiver } from '../webhooks/receiver.ts'
import { judgeWebhook, sign, timestampMs } from '../webhooks/signature.ts'
import { redactionMark } from '../evidence/redactor.ts'
import type { Context } from './context.ts'

/** A replay that is not answered is given up, as Klavi itself does (docs/klavi-api.md §5). */
const replayTimeoutMs = 10_000
/** Tells the inbox which webhook comes again. */
const replayHeader = 'x-klavi-tester-replay-of'

export interface Inbox {
  calls: InboxCalls
  close(): Promise<void>
}

/** Receives webhooks on this machine. The secret that they are checked with never leaves the core. */
export function inboxCases(context: Context): Inbox {
  const { journal, ports, redactor, environments } = context
  let receiver: Receiver | undefined
  let listening: { environmentId: string; since: string } | undefined
  let received = 0

  const state = (): InboxState =>
    receiver === undefined || listening === undefined
      ? { running: false, received }
      : { running: true, url: receiver.url, port: receiver.port, received, ...listening }

  const secretOf = async (environment: Environment): Promise<string | undefined> => {
    try {
      return (await context.keyring.keys(environment)).secretKey
    } catch {
      // No key, a locked keychain, keys of another origin: the signature cannot be judged, the event is kept.
      return undefined
    }
  }

  const take = async (environmentId: string, arrival: Arrival): Promise<number> => {
    const environment = environments.find(environmentId)
    const header = (name: string): string | undefined =>
      arrival.headers.find(([one]) => one.toLowerCase() === name)?.[1]
    const nowMs = ports.clock.now()
    const timestamp = header('x-klavi-timestamp')
    const verdict = judgeWebhook(
      { body: arrival.body, signature: header('x-klavi-signature'), timestamp },
      await secretOf(environment),
      nowMs,
    )
    const text = arrival.body.toString('utf8')
    const event = readEvent(text)
    const payment = known(event.paymentId, environmentId) ?? known(event.externalId, environmentId)
    const replayOf = header(replayHeader)
    const sentMs = timestampMs(timestamp)
    const webhook: WebhookRecord = {
      id: ports.random.uuid(),
      environmentId,
      at: isoTime(nowMs),
      verdict,
      ...(sentMs !== undefined && { timestamp: isoTime(sentMs) }),
      ...redactFacts(event),
      ...(payment !== undefined && { localId: payment }),
      headers: redactor.headers(arrival.headers),
      path: redactor.text(arrival.path).slice(0, 2_000),
      bytes: arrival.body.length,
      ...(replayOf !== undefined && { replayOf: replayOf.slice(0, 100) }),
    }
    context.write(() => journal.webhooks.insert(webhook, redactor.text(text)))
    received += 1
    context.publish('webhook', webhook)
    context.publish('inbox', state())
    return verdict === 'invalid' || verdict === 'unsigned' ? 401 : 200
  }

  const known = (id: string | undefined, environmentId: string): string | undefined => {
    const found = id === undefined ? undefined : journal.payments.find(id)
    return found?.environmentId === environmentId ? found.localId : undefined
  }
  const redactFacts = (event: ReturnType<typeof readEvent>): ReturnType<typeof readEvent> =>
    Object.fromEntries(
      Object.entries(event).map(([name, value]) => [name, redactor.text(value).slice(0, 500)]),
    )

  const get = (id: string): WebhookRecord => {
    const found = journal.webhooks.get(id)
    if (found === undefined) throw new KlaviError('unknown-webhook', { id })
    return found
  }

  const stop = async (): Promise<InboxState> => {
    const closing = receiver
    receiver = undefined
    listening = undefined
    await closing?.close()
    context.publish('inbox', state())
    return state()
  }

  const calls: InboxCalls = {
    state,
    async start(environmentId, port) {
      const environment = environments.find(environmentId)
      await stop()
      const { openReceiver } = await import('../webhooks/receiver.ts')
      try {
        receiver = await openReceiver(port ?? 0, (arrival) => take(environment.id, arrival))
      } catch (thrown) {
        const reason = thrown instanceof Error ? thrown.message : String(thrown)
        throw new KlaviError('inbox-port', { port: port ?? 0, reason }, thrown)
      }
      listening = { environmentId: environment.id, since: isoTime(ports.clock.now()) }
      context.publish('inbox', state())
      return state()
    },
    stop,
    query: (query) => journal.webhooks.query(query),
    body({ id, offset, length }) {
      const found = journal.webhooks.body(id, offset, length)
      if (found === undefined) throw new KlaviError('unknown-webhook', { id })
      return found
    },
    async replay(id, url) {
      const webhook = get(id)
      const target = url ?? receiver?.url
      if (target === undefined) throw new KlaviError('inbox-off')
      if (!URL.canParse(target) || !isLoopback(new URL(target))) {
        throw new KlaviError('invalid-input', { field: 'url', detail: target.slice(0, 200) })
      }
      const body = journal.webhooks.body(id, 0, 2 ** 31 - 1)?.text ?? ''
      if (body.includes(redactionMark)) throw new KlaviError('body-unknown', { id })
      const bytes = Buffer.from(body, 'utf8')
      // Only what Klavi signed is signed again: nobody gets a true signature on an event of their own by having it replayed.
      const genuine = webhook.verdict === 'valid' || webhook.verdict === 'late'
      const secret = genuine ? await secretOf(environments.find(webhook.environmentId)) : undefined
      const nowMs = ports.clock.now()
      const started = ports.clock.monotonic()
      const result: ReplayResult = { latencyMs: 0 }
      try {
        result.httpStatus = await post(target, bytes, {
          'content-type': 'application/json',
          'x-klavi-timestamp': String(Math.floor(nowMs / 1_000)),
          [replayHeader]: id,
          ...(secret !== undefined && { 'x-klavi-signature': sign(bytes, secret) }),
        })
      } catch (thrown) {
        result.errorMessage = thrown instanceof Error ? thrown.message : String(thrown)
      }
      result.latencyMs = Math.round(ports.clock.monotonic() - started)
      const arrived = journal.webhooks
        .query({ search: '', environmentId: webhook.environmentId, offset: 0, limit: 20 })
        .rows.find(({ replayOf, at }) => replayOf === id && at >= isoTime(nowMs))
      if (arrived !== undefined) result.webhook = arrived
      return result
    },
    async verify(environmentId, body, signature, timestamp) {
      const secret = await secretOf(environments.find(environmentId))
      const input = { body, signature, timestamp }
      return judgeWebhook(input, secret, ports.clock.now())
    },
  }
  return { calls, close: async () => void (await stop()) }
}

/** One POST on loopback. @returns the HTTP status */
async function post(url: string, body: Buffer, headers: Record<string, string>): Promise<number> {
  const { request } = await import(url.startsWith('https:') ? 'node:https' : 'node:http')
  return new Promise<number>((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', headers, timeout: replayTimeoutMs },
      (response: import('node:http').IncomingMessage) => {
        response.resume()
        response.once('end', () => resolve(response.statusCode ?? 0))
        response.once('error', reject)
      },
    )
    sent.once('timeout', () => sent.destroy(new Error('timeout')))
    sent.once('error', reject)
    sent.end(body)
  })
}
