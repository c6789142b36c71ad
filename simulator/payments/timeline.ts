import type { SpeedPoint } from './clock.ts'
import { realInstantAfter } from './clock.ts'

/** Why a payment ended badly; rendered per dialect. */
export interface Reason {
  code: string
  title: string
  detail: string
}

/** One status of a plan and how long it lasts. */
export interface Stage {
  status: string
  /** Simulated ms; null: until something happens, or for good. */
  holdMs: number | null
  reason?: Reason
  /** The payer is being asked: the consent page can end this stage. */
  consent?: true
  /** When the time is over the consent is rejected for this reason, instead of going on. */
  timeout?: Reason
}

/** What people did to a payment. Times are real (epoch ms). */
export interface PaymentEvent {
  kind: 'opened' | 'authorised' | 'rejected' | 'cancelled' | 'step'
  at: number
}

/** A status that was reached, and when (epoch ms). */
export interface Entry {
  status: string
  at: number
  reason?: Reason
  consent?: true
}

export interface Replay {
  entries: Entry[]
  current: Entry
  /** When the next status comes by itself; null when none will. */
  nextAt: number | null
  /** Nothing can happen any more. */
  ended: boolean
}

/** Statuses after which nothing follows (docs/klavi-api.md section 3.5). */
export const ENDING_STATUSES: ReadonlySet<string> = new Set([
  'PAYMENT_COMPLETED',
  'CONSENT_REJECTED',
  'PAYMENT_REJECTED',
  'ERROR',
  'CANCELED',
  'EXPIRED',
])

export const USER_REJECTED: Reason = {
  code: 'REJEITADO_USUARIO',
  title: 'Consentimento rejeitado pelo usuário',
  detail: 'O usuário rejeitou a autorização do consentimento.',
}

function entryOf(stage: Stage, at: number): Entry {
  return {
    status: stage.status,
    at,
    ...(stage.reason && { reason: stage.reason }),
    ...(stage.consent && { consent: true as const }),
  }
}

/**
 * What has become of a payment at `now`: a pure function, so that time goes on while no program
 * runs and a restart has nothing to restore.
 */
export function replay(
  plan: readonly Stage[],
  createdAt: number,
  events: readonly PaymentEvent[],
  speeds: readonly SpeedPoint[],
  now: number,
): Replay {
  let stages = plan
  let index = 0
  let since = createdAt
  const entries: Entry[] = []
  const enter = (at: number): void => {
    const stage = stages[index]
    if (!stage) throw new RangeError('a plan needs at least one stage')
    since = at
    entries.push(entryOf(stage, at))
  }
  const naturalEnd = (): number => {
    const hold = stages[index]?.holdMs ?? null
    if (hold === null || index + 1 >= stages.length) return Infinity
    return realInstantAfter(speeds, since, hold)
  }
  const advanceTo = (instant: number): void => {
    for (let end = naturalEnd(); end <= instant; end = naturalEnd()) {
      const reason = stages[index]?.timeout
      if (reason) branchTo({ status: 'CONSENT_REJECTED', holdMs: null, reason }, end)
      else {
        index += 1
        enter(end)
      }
    }
  }
  const branchTo = (stage: Stage, at: number): void => {
    stages = [...stages.slice(0, index + 1), stage]
    index += 1
    enter(at)
  }
  enter(createdAt)
  for (const event of events) {
    if (event.at > now) break
    advanceTo(event.at)
    const hasNext = index + 1 < stages.length
    const awaiting = stages[index]?.consent === true
    if ((event.kind === 'step' || (event.kind === 'authorised' && awaiting)) && hasNext) {
      index += 1
      enter(event.at)
    } else if (event.kind === 'rejected' && awaiting) {
      branchTo({ status: 'CONSENT_REJECTED', holdMs: null, reason: USER_REJECTED }, event.at)
    } else if (event.kind === 'cancelled' && !ENDING_STATUSES.has(stages[index]?.status ?? '')) {
      branchTo({ status: 'CANCELED', holdMs: null }, event.at)
    }
  }
  advanceTo(now)
  const end = naturalEnd()
  // Stuck payments (an endless stage that is no ending) have not ended: they can be cancelled.
  return {
    entries,
    current: entries[entries.length - 1] as Entry,
    nextAt: end === Infinity ? null : end,
    ended: index + 1 >= stages.length && ENDING_STATUSES.has(stages[index]?.status ?? ''),
  }
}
