import { setTimeout as delay } from 'node:timers/promises'
import { dialectOf } from '../dialects/index.ts'
import { viewAtEntry } from '../payments/payment-view.ts'
import type { PaymentRecord } from '../payments/record.ts'
import { seededUuid } from '../payments/seeded-ids.ts'
import type { Sandbox } from '../sandbox.ts'
import { RETRY_DELAYS_MS, loopbackUrl, postWebhook, webhookHeaders } from './send-webhook.ts'

/** One event and how its delivery went. */
export interface WebhookDelivery {
  eventId: string
  paymentId: string
  status: string
  /** HTTP status per try; null when there was no answer. */
  tries: (number | null)[]
  delivered: boolean
}

export interface WebhookSender {
  url(): string | null
  /** Throws a TypeError unless on loopback; null switches webhooks off. */
  setUrl(url: string | null): void
  /** Something happened to the payment, or may happen by itself: looks again. */
  refresh(record: PaymentRecord): void
  refreshAll(): void
  deliveries(): WebhookDelivery[]
  close(): Promise<void>
}

/** setTimeout cannot wait longer than this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1
const KEPT = 500

/** Sends each status of each payment, in order, when its time has come. */
export function webhookSender(sandboxOf: () => Sandbox): WebhookSender {
  let target: URL | null = null
  const timers = new Map<string, NodeJS.Timeout>()
  const running = new Map<string, Promise<void>>()
  /** Something happened while they ran: look once more. */
  const again = new Set<string>()
  /** Entries that need no sending any more, by payment. */
  const sent = new Map<string, number>()
  const log: WebhookDelivery[] = []
  const stopped = new AbortController()

  async function deliver(url: URL, record: PaymentRecord, index: number): Promise<void> {
    const sandbox = sandboxOf()
    const view = viewAtEntry(sandbox, record, index)
    const eventId = seededUuid(sandbox.identity.seed, 'webhook', record.id, index)
    const status = view.state.current.status
    const entry: WebhookDelivery = {
      eventId,
      paymentId: record.id,
      status,
      tries: [],
      delivered: false,
    }
    log.push(entry)
    if (log.length > KEPT) log.shift()
    const body = JSON.stringify({
      partnerAppId: 'klavi-simulator',
      eventId,
      eventType: 'PAYMENT',
      eventName: 'PAYMENT_STATUS_CHANGED',
      eventTime: new Date(view.state.current.at).toISOString(),
      payload: dialectOf(record.dialect).status(view),
    })
    for (const wait of [0, ...RETRY_DELAYS_MS]) {
      if (wait > 0) await delay(wait, undefined, { signal: stopped.signal }).catch(() => {})
      if (stopped.signal.aborted) return
      const headers = webhookHeaders(body, sandbox.identity.secretKey, sandbox.now())
      const httpStatus = await postWebhook(url, body, headers, stopped.signal)
      if (stopped.signal.aborted) return
      entry.tries.push(httpStatus)
      entry.delivered = httpStatus !== null && httpStatus >= 200 && httpStatus < 300
      if (entry.delivered) return
    }
  }

  async function run(record: PaymentRecord): Promise<void> {
    const { book, now } = sandboxOf()
    for (;;) {
      const state = book.replay(record, now())
      const index = sent.get(record.id) ?? 0
      if (target === null || stopped.signal.aborted) return
      if (index >= state.entries.length) {
        if (state.nextAt !== null) schedule(record, state.nextAt - now())
        return
      }
      await deliver(target, record, index)
      if (stopped.signal.aborted) return
      sent.set(record.id, index + 1)
      await book.setWebhooksSent(record.id, index + 1)
    }
  }

  function schedule(record: PaymentRecord, ms: number): void {
    clearTimeout(timers.get(record.id))
    const timer = setTimeout(
      () => {
        sender.refresh(record)
      },
      Math.min(LONGEST_TIMER_MS, Math.max(1, Math.ceil(ms))),
    )
    timer.unref()
    timers.set(record.id, timer)
  }

  const sender: WebhookSender = {
    url: () => target?.href ?? null,
    setUrl(url) {
      target = url === null ? null : loopbackUrl(url)
      if (target === null) return
      const { book, now } = sandboxOf()
      for (const record of book.all()) {
        if (sent.has(record.id)) continue
        // What happened before anybody listened is no news, unless it was promised.
        const known = book.webhooksSent(record.id) ?? book.replay(record, now()).entries.length
        sent.set(record.id, known)
      }
      sender.refreshAll()
    },
    refresh(record) {
      if (target === null || stopped.signal.aborted) return
      if (running.has(record.id)) {
        again.add(record.id)
        return
      }
      const ended = run(record).finally(() => {
        running.delete(record.id)
        if (again.delete(record.id)) sender.refresh(record)
      })
      running.set(record.id, ended)
    },
    refreshAll() {
      for (const record of sandboxOf().book.all()) sender.refresh(record)
    },
    deliveries: () => [...log],
    async close() {
      stopped.abort()
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.all(running.values())
    },
  }
  return sender
}
