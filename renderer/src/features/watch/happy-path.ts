import type { Observation } from '../../../../electron/contract/types.ts'

/** The order of the happy path (docs/klavi-api.md §3.5); the API may pass over some of it between two polls. */
export const happyPath: readonly string[] = [
  'STARTED',
  'ENQUEUED',
  'CONSENT_AWAITING_AUTHORIZATION',
  'CONSENT_AUTHORIZED',
  'PAYMENT_PENDING',
  'PAYMENT_SETTLEMENT_PROCESSING',
  'PAYMENT_SETTLEMENT_DEBTOR_ACCOUNT',
  'PAYMENT_COMPLETED',
]

export interface PathStep {
  status: string
  /** `passed`: a later one was seen, this one never. */
  mark: 'done' | 'current' | 'passed' | 'ahead'
  /** Milliseconds from its first sight to the next status; absent while it lasts or where it was not seen. */
  durationMs?: number
  /** UTC ISO time of its first sight. */
  since?: string
}

/**
 * The happy path with what was seen of it, and what was seen beside it (rejections, statuses that no page names) in
 * the place where it came.
 */
export function pathSteps(log: readonly Observation[]): PathStep[] {
  const seen = sightings(log)
  const last = seen.at(-1)
  const lastAt = Math.max(-1, ...seen.map((one) => happyPath.indexOf(one.status)))
  const steps: PathStep[] = []
  const beside = seen.filter((one) => !happyPath.includes(one.status))
  for (const [index, status] of happyPath.entries()) {
    steps.push(stepOf(status, seen, last?.status, index < lastAt))
    for (const one of beside) {
      if (one.after === status) steps.push(stepOf(one.status, seen, last?.status, false))
    }
  }
  const before = beside.filter((one) => one.after === null)
  const all = [...before.map((one) => stepOf(one.status, seen, last?.status, false)), ...steps]
  return last && isBadEnd(last.status) ? all.filter((step) => step.mark !== 'ahead') : all
}

const isBadEnd = (status: string): boolean =>
  ['CONSENT_REJECTED', 'PAYMENT_REJECTED', 'ERROR', 'CANCELED', 'EXPIRED'].includes(status)

interface Sighting {
  status: string
  /** First sight, and the begin of the latest stay. */
  at: string
  enteredAt: string
  durationMs?: number
  /** The happy status that came before it. */
  after: string | null
}

function sightings(log: readonly Observation[]): Sighting[] {
  const found: Sighting[] = []
  let happy: string | null = null
  let current: Sighting | undefined
  for (const { status, at } of log) {
    if (status === undefined || status === current?.status) continue
    if (current) {
      const stay = Date.parse(at) - Date.parse(current.enteredAt)
      current.durationMs = (current.durationMs ?? 0) + stay
    }
    const again = found.findIndex((one) => one.status === status)
    const [known] = again === -1 ? [] : found.splice(again, 1)
    current = known ? { ...known, enteredAt: at } : { status, at, enteredAt: at, after: happy }
    found.push(current)
    if (happyPath.includes(status)) happy = status
  }
  return found
}

function stepOf(
  status: string,
  seen: readonly Sighting[],
  last: string | undefined,
  laterSeen: boolean,
): PathStep {
  const sighting = seen.find((one) => one.status === status)
  if (!sighting) return { status, mark: laterSeen ? 'passed' : 'ahead' }
  if (status === last) return { status, mark: 'current', since: sighting.at }
  return {
    status,
    mark: 'done',
    since: sighting.at,
    ...(sighting.durationMs === undefined ? {} : { durationMs: sighting.durationMs }),
  }
}
