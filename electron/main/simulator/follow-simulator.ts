import type { Clock } from '../../../core/ports.ts'
import type { EventQueue } from '../event-queue.ts'
import { requestView } from './bridge-views.ts'
import type { SimulatorDesk } from './simulator-desk.ts'

/** How many payments, newest first, are kept up to date in the window. */
export const FOLLOWED_PAYMENTS = 200

/** A payment's status changes by time alone, so it is looked at when the next change is due, and at least this often. */
const AT_LEAST_MS = 1_000
/** Requests come in bursts: one look serves all of this time. */
const AT_MOST_MS = 80

export interface SimulatorFollower {
  /** Begins or ends to tell the window what the simulator does. */
  follow(on: boolean): void
}

/** Tells the window what changed at the simulator, and only that, while it is looked at. */
export function followSimulator(
  desk: Pick<SimulatorDesk, 'status' | 'payments' | 'subscribe'>,
  queue: Pick<EventQueue, 'push'>,
  clock: Pick<Clock, 'after' | 'now'>,
): SimulatorFollower {
  let unsubscribe: (() => void) | undefined
  let cancel: (() => void) | undefined
  let looking = false
  let again = false
  const told = new Map<string, string>()

  const news = (key: string, value: unknown): boolean => {
    const text = JSON.stringify(value)
    if (told.get(key) === text) return false
    told.set(key, text)
    return true
  }

  async function look(): Promise<number> {
    const status = await desk.status()
    const payments = await desk.payments(FOLLOWED_PAYMENTS)
    if (unsubscribe === undefined) return AT_LEAST_MS
    if (news('', status)) queue.push('simulatorState', status)
    // Oldest first, as every event list is.
    for (const payment of payments.toReversed()) {
      if (news(payment.id, payment)) queue.push('simulatorPayments', payment)
    }
    const next = payments.flatMap(({ nextAt }) => (nextAt === null ? [] : [Date.parse(nextAt)]))
    const due = Math.min(...next) - clock.now() + 1
    return Math.min(AT_LEAST_MS, Math.max(AT_MOST_MS, due))
  }

  async function tick(): Promise<void> {
    cancel = undefined
    looking = true
    again = false
    // What fails here fails at the window's own questions too, and is said there.
    const wait = await look().catch(() => AT_LEAST_MS)
    looking = false
    if (unsubscribe !== undefined) lookIn(again ? AT_MOST_MS : wait)
  }

  function lookIn(ms: number): void {
    cancel?.()
    cancel = clock.after(ms, () => void tick())
  }

  function soon(): void {
    if (looking) again = true
    else lookIn(AT_MOST_MS)
  }

  return {
    follow(on) {
      if (on && unsubscribe === undefined) {
        told.clear()
        let waiting = false
        unsubscribe = desk.subscribe((line) => {
          queue.push('simulatorRequests', requestView(line))
          // Not put off by each further request, or a busy simulator would never be looked at.
          if (waiting) return
          waiting = true
          clock.after(AT_MOST_MS, () => (waiting = false))
          soon()
        })
        if (!looking) void tick()
      } else if (!on) {
        unsubscribe?.()
        unsubscribe = undefined
        cancel?.()
        cancel = undefined
      }
    },
  }
}
