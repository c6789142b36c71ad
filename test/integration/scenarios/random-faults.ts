import type { Fault, FaultRule, Outcome } from '../../../simulator/index.ts'
import { AMOUNT_OUTCOMES, PAYER_OUTCOMES } from '../../../simulator/index.ts'
import { seededFractions } from '../../support/core/seeded-random.ts'

/** Dice that fall the same way for the same seed. */
export interface Dice {
  fraction(): number
  chance(probability: number): boolean
  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number
  pick<T>(from: readonly T[]): T
}

export function dice(seed: number): Dice {
  const fraction = seededFractions(seed)
  const whole = (least: number, most: number): number =>
    least + Math.floor(fraction() * (most - least + 1))
  return {
    fraction,
    chance: (probability) => fraction() < probability,
    whole,
    pick: (from) => from[whole(0, from.length - 1)] as never,
  }
}

type Route = 'auth' | 'participants' | 'create-payment' | 'payment-status' | '*'

const anywhere: ((roll: Dice) => Fault)[] = [
  (roll) => ({ kind: 'latency', ms: roll.whole(0, 30), jitterMs: roll.whole(0, 30) }),
  (roll) => ({ kind: 'bandwidth', bytesPerSecond: roll.whole(10_000, 500_000) }),
  (roll) => ({ kind: 'slow-drip', bytes: roll.whole(50, 400), everyMs: 1 }),
  (roll) => ({
    kind: 'reset',
    when: roll.pick(['before-processing', 'after-processing', 'mid-body']),
  }),
  (roll) => ({
    kind: 'status',
    httpStatus: roll.pick([400, 401, 403, 404, 416, 422, 429, 500, 502, 503, 504]),
    body: roll.pick(['envelope', 'ofb', 'html', 'empty']),
    retryAfterS: 0,
  }),
  // Not a 4xx: a server that refuses what it has accepted lies, and no client can tell.
  (roll) => ({ kind: 'status-after', httpStatus: roll.pick([500, 502, 503, 504]) }),
  () => ({ kind: 'truncated-json' }),
  () => ({ kind: 'invalid-json' }),
  (roll) => ({ kind: 'content-type', value: roll.pick(['text/plain', 'text/html', 'x/y']) }),
  () => ({ kind: 'bom' }),
  (roll) => ({ kind: 'huge-body', bytes: roll.whole(1_000, 200_000) }),
  () => ({ kind: 'duplicate-headers' }),
  (roll) => ({
    kind: 'redirect',
    location: roll.pick(['/payment/customer/v1/auth', 'https://example.com/', 'nonsense:']),
    httpStatus: roll.pick([301, 302, 303, 307, 308]),
  }),
  () => ({ kind: 'revoke-tokens' }),
  (roll) => ({ kind: 'clock-skew', seconds: roll.pick([-7200, -60, 60, 7200]) }),
  (roll) => ({
    kind: 'drift',
    change: roll.pick(['rename', 'remove', 'add', 'retype']),
    // Not `error`: the reason that the record has would be nowhere to be read.
    field: roll.pick(['amount', 'updatedAt', 'createAt', 'externalId', 'expireIn', 'data.name']),
    to: 'drifted',
  }),
  (roll) => ({
    kind: 'drift',
    change: roll.pick(['rename', 'remove']),
    field: roll.pick(['id', 'status', 'accessToken', 'data']),
  }),
  () => ({ kind: 'echo-secrets' }),
  (roll) => ({
    kind: 'certificate',
    problem: roll.pick(['expired', 'self-signed', 'wrong-host']),
  }),
]

function randomRule(roll: Dice): FaultRule {
  const route: Route = roll.pick([
    'create-payment',
    'create-payment',
    'create-payment',
    'payment-status',
    'payment-status',
    'payment-status',
    'auth',
    'participants',
    '*',
  ])
  // A hang costs the client its whole patience, so it is rare and short.
  if (roll.chance(0.06)) {
    const where = roll.pick(['before-headers', 'mid-body'] as const)
    return { route, skip: roll.whole(0, 5), count: 1, fault: { kind: 'hang', where } }
  }
  const rule: FaultRule = { route, fault: roll.pick(anywhere)(roll) }
  if (roll.chance(0.5)) rule.probability = 0.1 + 0.9 * roll.fraction()
  if (roll.chance(0.5)) rule.count = roll.whole(1, 6)
  if (roll.chance(0.3)) rule.skip = roll.whole(1, 4)
  return rule
}

export const randomRules = (roll: Dice): FaultRule[] =>
  Array.from({ length: roll.whole(1, 6) }, () => randomRule(roll))

/** Outages are the whole simulator's, and faults can do the same to one route. */
const amounts = AMOUNT_OUTCOMES.filter(({ outcome }) => outcome.kind !== 'outage')

/** What the payment is, by which the simulator decides what becomes of it. */
export function randomPayment(roll: Dice): { amount: string; payerCpf?: string } {
  const reais = (centavos: number): string => (centavos / 100).toFixed(2).replace('.', ',')
  const kind = roll.fraction()
  if (kind < 0.5) return { amount: reais(roll.pick(amounts).centavos) }
  const amount = reais(roll.whole(1, 29_999))
  return kind < 0.65 ? { amount, payerCpf: roll.pick(PAYER_OUTCOMES).cpf } : { amount }
}

export const randomPick = (roll: Dice): Outcome | null =>
  roll.chance(0.3) ? roll.pick(amounts).outcome : null
