import { join } from 'node:path'
import type { AppendLog } from '../state/append-log.ts'
import { openAppendLog } from '../state/append-log.ts'
import type { SpeedPoint } from './clock.ts'
import { planFor } from './plan.ts'
import type { PaymentRecord } from './record.ts'
import type { PaymentEvent, Replay } from './timeline.ts'
import { replay } from './timeline.ts'

type LogLine =
  | PaymentRecord
  | { type: 'event'; paymentId: string; event: PaymentEvent }
  | { type: 'speed'; point: SpeedPoint }
  | { type: 'webhook'; paymentId: string; sent: number }

/** Every payment that this simulator ever accepted, on disk and in memory. */
export interface PaymentBook {
  byId(id: string): PaymentRecord | undefined
  byConsentToken(token: string): PaymentRecord | undefined
  hasExternalId(externalId: string): boolean
  all(): PaymentRecord[]
  events(id: string): readonly PaymentEvent[]
  /** What has become of the payment at `now` (epoch ms). */
  replay(record: PaymentRecord, now: number): Replay
  speed(): number
  /** Resolves once the record is on disk. Its externalId counts as used from the call on. */
  add(record: PaymentRecord): Promise<void>
  addEvent(id: string, event: PaymentEvent): Promise<void>
  setSpeed(point: SpeedPoint): Promise<void>
  /** How many of the payment's statuses were sent by webhook; undefined when none was promised. */
  webhooksSent(id: string): number | undefined
  setWebhooksSent(id: string, sent: number): Promise<void>
  close(): Promise<void>
}

class FilePaymentBook implements PaymentBook {
  readonly #log: AppendLog
  readonly #records = new Map<string, PaymentRecord>()
  readonly #byToken = new Map<string, PaymentRecord>()
  readonly #externalIds = new Set<string>()
  readonly #events = new Map<string, PaymentEvent[]>()
  readonly #speeds: SpeedPoint[] = []
  readonly #webhooks = new Map<string, number>()

  constructor(log: AppendLog, values: unknown[]) {
    this.#log = log
    for (const value of values as LogLine[]) {
      if (value?.type === 'payment') this.#keep(value)
      else if (value?.type === 'event') this.#keepEvent(value.paymentId, value.event)
      else if (value?.type === 'speed') this.#speeds.push(value.point)
      else if (value?.type === 'webhook') this.#webhooks.set(value.paymentId, value.sent)
    }
  }

  #keep(record: PaymentRecord): void {
    this.#records.set(record.id, record)
    this.#byToken.set(record.consentToken, record)
    this.#externalIds.add(record.externalId)
  }

  #keepEvent(id: string, event: PaymentEvent): void {
    const events = this.#events.get(id)
    if (events) events.push(event)
    else this.#events.set(id, [event])
  }

  byId(id: string): PaymentRecord | undefined {
    return this.#records.get(id)
  }

  byConsentToken(token: string): PaymentRecord | undefined {
    return this.#byToken.get(token)
  }

  hasExternalId(externalId: string): boolean {
    return this.#externalIds.has(externalId)
  }

  all(): PaymentRecord[] {
    return [...this.#records.values()]
  }

  events(id: string): readonly PaymentEvent[] {
    return this.#events.get(id) ?? []
  }

  replay(record: PaymentRecord, now: number): Replay {
    const plan = planFor(record.outcome, record)
    return replay(plan, record.at, this.events(record.id), this.#speeds, now)
  }

  speed(): number {
    return this.#speeds.at(-1)?.speed ?? 1
  }

  async add(record: PaymentRecord): Promise<void> {
    this.#externalIds.add(record.externalId)
    try {
      await this.#log.append(record)
    } catch (error) {
      this.#externalIds.delete(record.externalId)
      throw error
    }
    this.#keep(record)
  }

  async addEvent(id: string, event: PaymentEvent): Promise<void> {
    // Kept before the write: a second click must already see the first.
    this.#keepEvent(id, event)
    await this.#log.append({ type: 'event', paymentId: id, event } satisfies LogLine)
  }

  async setSpeed(point: SpeedPoint): Promise<void> {
    this.#speeds.push(point)
    await this.#log.append({ type: 'speed', point } satisfies LogLine)
  }

  webhooksSent(id: string): number | undefined {
    return this.#webhooks.get(id)
  }

  async setWebhooksSent(id: string, sent: number): Promise<void> {
    this.#webhooks.set(id, sent)
    await this.#log.append({ type: 'webhook', paymentId: id, sent } satisfies LogLine)
  }

  close(): Promise<void> {
    return this.#log.close()
  }
}

/** Opens `payments.ndjson` in the state folder. */
export async function openPaymentBook(folder: string): Promise<PaymentBook> {
  const { log, values } = await openAppendLog(join(folder, 'payments.ndjson'))
  return new FilePaymentBook(log, values)
}
