import type { EventChannel, Events } from '../contract/channels.ts'
import type { Clock } from '../../core/ports.ts'

/** One message to the window: every channel that has something new, each once, except commands. */
export type EventBatch = [channel: EventChannel, payload: unknown][]

export interface EventQueueOptions {
  clock: Pick<Clock, 'after'>
  send(batch: EventBatch): void
  /** Milliseconds that events are collected for; about one frame. */
  intervalMs?: number
  /** Most entries kept of a channel between two messages; the oldest give way. */
  maxQueued?: number
}

export interface EventQueue {
  push<C extends EventChannel>(channel: C, item: Item<C>): void
  /** Sends what is there now. */
  flush(): void
  /** Forgets what is there, e.g. while there is no page to hear it. */
  clear(): void
}

type Item<C extends EventChannel> = Events[C] extends (infer T)[] ? T : Events[C]

/** How a channel is kept: `each` one of a list, the `latest` per key, or a single `value`; commands go one by one. */
type Rule<C extends EventChannel> =
  | { kind: 'each' }
  | { kind: 'latest'; key: (item: Item<C>) => string }
  | { kind: 'value' | 'alone' }

const rules: { [C in EventChannel]: Rule<C> } = {
  exchanges: { kind: 'each' },
  observations: { kind: 'each' },
  payments: { kind: 'latest', key: (payment) => payment.localId },
  environments: { kind: 'latest', key: (environment) => environment.id },
  drift: { kind: 'latest', key: ({ environmentId }) => environmentId },
  posts: { kind: 'latest', key: (post) => post.id },
  environmentsRemoved: { kind: 'each' },
  paymentsForgotten: { kind: 'each' },
  webhooks: { kind: 'latest', key: (webhook) => webhook.id },
  webhookState: { kind: 'value' },
  notices: { kind: 'latest', key: (notice) => notice.id },
  settings: { kind: 'value' },
  simulatorState: { kind: 'value' },
  simulatorPayments: { kind: 'latest', key: (payment) => payment.id },
  simulatorRequests: { kind: 'each' },
  readiness: { kind: 'value' },
  scenarios: { kind: 'value' },
  matrix: { kind: 'value' },
  presets: { kind: 'value' },
  returns: { kind: 'each' },
  'vault.waiting': { kind: 'value' },
  command: { kind: 'alone' },
}

/**
 * Collects events and sends them at most once per interval. The window can ask for everything again (each list has a
 * request), so a flood costs the oldest entries and never memory.
 */
export function createEventQueue(options: EventQueueOptions): EventQueue {
  const { clock, send, intervalMs = 16, maxQueued = 500 } = options
  const queued = new Map<EventChannel, Map<unknown, unknown>>()
  let cancel: (() => void) | undefined
  let lastNumber = 0

  function flush(): void {
    cancel?.()
    cancel = undefined
    if (queued.size === 0) return
    const batch: EventBatch = []
    for (const [channel, items] of queued) {
      const { kind } = rules[channel]
      if (kind === 'value' || kind === 'alone') {
        for (const item of items.values()) batch.push([channel, item])
      } else {
        batch.push([channel, [...items.values()]])
      }
    }
    queued.clear()
    send(batch)
  }

  return {
    push(channel, item) {
      const rule: Rule<typeof channel> = rules[channel]
      const items = queued.get(channel) ?? new Map<unknown, unknown>()
      queued.set(channel, items)
      lastNumber += 1
      const key =
        rule.kind === 'latest' ? rule.key(item) : rule.kind === 'value' ? 'value' : lastNumber
      // Deleted first, so that a renewed entry stands at the end: the batch is oldest first.
      items.delete(key)
      items.set(key, item)
      if (items.size > maxQueued) items.delete(items.keys().next().value)
      cancel ??= clock.after(intervalMs, flush)
    },
    flush,
    clear() {
      cancel?.()
      cancel = undefined
      queued.clear()
    },
  }
}
