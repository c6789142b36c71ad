import type { ReadinessRun } from '../../../core/model/readiness.ts'
import type { Fault, FaultRule } from '../../../simulator/index.ts'
import type { Outcome } from '../../../simulator/outcomes/outcome.ts'
import type { SuitePlace } from './suite-place.ts'

/** A way in which the simulator goes wrong, and the one check that must tell. */
export interface FaultCase {
  name: string
  rule?: FaultRule
  /**
   * The check with whose beginning the rule is set; absent: with the run's. Idle connections are closed then, so that only
   * a payment's POST, which has one of its own, can be met by it alone.
   */
  at?: string
  /** The next payment is the happy path's. */
  outcome?: Outcome
  /** What else is set, e.g. a server that accepts what it must refuse. */
  options?: { latencyLimitMs?: number }
  breaks: string
  /** What else is rightly told: an error's body with a 200 is no documented reply. */
  also?: readonly string[]
}

const once = (route: FaultRule['route'], fault: Fault, skip = 0): FaultRule => ({
  route,
  fault,
  count: 1,
  ...(skip === 0 ? {} : { skip }),
})
const status = (httpStatus: number): Fault => ({ kind: 'status', httpStatus, retryAfterS: 0 })

/** One fault at the first such call of one check. */
const during = (at: string, route: FaultRule['route'], fault: Fault, skip = 0) => ({
  name: `${fault.kind} during ${at}`,
  at,
  rule: once(route, fault, skip),
  breaks: at,
})
const served = (httpStatus: number): Fault => ({ kind: 'status-after', httpStatus })
const missing = ['external-id', 'participant-id', 'method', 'user-name', 'user-tax-id', 'amount']

/**
 * Checks that no fault of the simulator breaks, and why. All are judged in test/unit/core/readiness/checks.test.ts.
 */
export const withoutCase: Readonly<Record<string, string>> = {
  'https-only': 'an environment of plain http beyond loopback cannot be made',
  'participants-unique': 'a fault that gives two banks one id takes the mock bank away too',
  'consent-in-time': 'a late consent is one that comes after a minute',
  'webhooks-signed': 'faults concern the API; the simulator signs what it sends',
}

/** Each kind of fault of simulator/faults, where a GET or the auth call may meet it, and each bad course of a payment. */
export const faultCases: readonly FaultCase[] = [
  {
    name: 'latency',
    rule: once('payment-status', { kind: 'latency', ms: 700 }),
    options: { latencyLimitMs: 600 },
    breaks: 'latency',
  },
  {
    name: 'bandwidth',
    rule: once('payment-status', { kind: 'bandwidth', bytesPerSecond: 200 }),
    options: { latencyLimitMs: 500 },
    breaks: 'latency',
  },
  {
    name: 'slow drip',
    rule: once('payment-status', { kind: 'slow-drip', bytes: 30, everyMs: 80 }),
    options: { latencyLimitMs: 500 },
    breaks: 'latency',
  },
  {
    name: 'hang before headers',
    rule: once('payment-status', { kind: 'hang', where: 'before-headers' }),
    breaks: 'answers-whole',
  },
  {
    name: 'hang in the body',
    rule: once('get-payment', { kind: 'hang', where: 'mid-body' }),
    breaks: 'answers-whole',
  },
  {
    name: 'reset before processing',
    rule: once('participants', { kind: 'reset', when: 'before-processing' }, 4),
    breaks: 'answers-whole',
  },
  {
    name: 'reset after processing',
    rule: once('payment-status', { kind: 'reset', when: 'after-processing' }),
    breaks: 'answers-whole',
  },
  {
    name: 'reset in the body',
    rule: once('payment-status', { kind: 'reset', when: 'mid-body' }),
    breaks: 'answers-whole',
  },
  { name: 'status 500', rule: once('payment-status', status(500)), breaks: 'no-server-errors' },
  {
    name: 'status 503 of the auth call',
    rule: once('auth', status(503)),
    breaks: 'no-server-errors',
  },
  { name: 'status 429', rule: once('payment-status', status(429)), breaks: 'polling-rhythm' },
  {
    name: 'status after processing',
    rule: once('get-payment', { kind: 'status-after', httpStatus: 502 }),
    breaks: 'no-server-errors',
  },
  {
    name: 'cut-off JSON',
    rule: once('payment-status', { kind: 'truncated-json' }),
    breaks: 'answers-whole',
  },
  {
    name: 'no JSON',
    rule: once('payment-status', { kind: 'invalid-json' }),
    breaks: 'answers-whole',
  },
  {
    name: 'content type',
    rule: once('payment-status', { kind: 'content-type', value: 'text/plain' }),
    breaks: 'content-types',
  },
  { name: 'byte order mark', rule: once('payment-status', { kind: 'bom' }), breaks: 'encoding' },
  {
    name: 'huge body',
    rule: once('get-payment', { kind: 'huge-body', bytes: 2_000_000 }),
    breaks: 'answers-whole',
  },
  {
    name: 'duplicate headers',
    rule: once('get-payment', { kind: 'duplicate-headers' }),
    breaks: 'content-types',
  },
  {
    name: 'redirect',
    rule: once('get-payment', { kind: 'redirect', location: 'https://example.invalid/' }),
    breaks: 'no-server-errors',
  },
  {
    name: 'expired certificate',
    rule: once('*', { kind: 'certificate', problem: 'expired' }),
    breaks: 'tls-quality',
  },
  {
    name: 'self-signed certificate',
    rule: once('*', { kind: 'certificate', problem: 'self-signed' }),
    breaks: 'tls-quality',
  },
  {
    name: 'certificate of another host',
    rule: once('*', { kind: 'certificate', problem: 'wrong-host' }),
    breaks: 'tls-quality',
  },
  {
    name: 'revoked tokens',
    rule: once('payment-status', { kind: 'revoke-tokens' }),
    breaks: 'token-holds',
  },
  {
    name: 'clock',
    rule: once('payment-status', { kind: 'clock-skew', seconds: -3600 }),
    breaks: 'clock',
  },
  {
    name: 'renamed field',
    rule: once('create-payment', {
      kind: 'drift',
      change: 'rename',
      field: 'createAt',
      to: 'createdOn',
    }),
    breaks: 'drift-summary',
  },
  {
    name: 'field of another type',
    rule: once('get-payment', { kind: 'drift', change: 'retype', field: 'method' }),
    breaks: 'drift-summary',
  },
  {
    name: 'echoed secrets',
    rule: once('payment-status', { kind: 'echo-secrets' }),
    breaks: 'secrets-kept',
  },
  {
    name: 'token without a lifetime',
    rule: once('auth', { kind: 'drift', change: 'remove', field: 'expireIn' }),
    breaks: 'token-lifetime',
  },
  { name: 'regressed', outcome: { kind: 'regressed' }, breaks: 'happy-path' },
  { name: 'skipped', outcome: { kind: 'skipped' }, breaks: 'happy-path' },
  { name: 'out of order', outcome: { kind: 'out-of-order' }, breaks: 'happy-path' },
  { name: 'stuck', outcome: { kind: 'stuck', at: 'PAYMENT_PENDING' }, breaks: 'happy-path' },
  {
    name: 'rejected',
    outcome: { kind: 'payment-rejected', code: 'SALDO_INSUFICIENTE' },
    breaks: 'happy-path',
  },
  // The POST is answered with 201 whatever was in it.
  {
    name: 'accepts wrong keys',
    rule: { route: 'auth', fault: { kind: 'status-after', httpStatus: 200 }, skip: 1, count: 1 },
    breaks: 'auth-wrong-secret',
    also: ['drift-summary'],
  },
  {
    name: 'accepts empty keys',
    rule: { route: 'auth', fault: { kind: 'status-after', httpStatus: 200 }, skip: 2, count: 1 },
    breaks: 'auth-empty-keys',
    also: ['drift-summary'],
  },
  {
    name: 'lists without a token',
    rule: {
      route: 'participants',
      fault: { kind: 'status-after', httpStatus: 200 },
      skip: 1,
      count: 1,
    },
    breaks: 'token-required',
  },
  {
    name: 'takes a broken token',
    rule: {
      route: 'participants',
      fault: { kind: 'status-after', httpStatus: 200 },
      skip: 2,
      count: 1,
    },
    breaks: 'token-broken',
  },
  {
    name: 'takes an expired token',
    rule: {
      route: 'participants',
      fault: { kind: 'status-after', httpStatus: 200 },
      skip: 3,
      count: 1,
    },
    breaks: 'token-expired',
  },
  {
    name: 'bank without a name',
    rule: once('participants', { kind: 'drift', change: 'remove', field: 'data.name' }, 5),
    breaks: 'participants-listed',
  },
  // A refusal that should not be, an acceptance that should not be, or an answer that is lost, in the middle of one check.
  { name: 'refuses good keys', rule: once('auth', status(401)), breaks: 'auth-good' },
  {
    name: 'token that is no JWT',
    rule: once('auth', { kind: 'drift', change: 'add', field: 'accessToken', to: 'x' }),
    breaks: 'token-shape',
  },
  {
    name: 'refuses a fresh token',
    rule: once('participants', status(403), 4),
    breaks: 'token-refresh',
  },
  {
    ...during('happy-path', 'create-payment', status(422)),
    name: 'refuses the minimal payload',
    also: ['payment-minimal', 'participant-accepted'],
  },
  {
    name: 'consent page that opens twice',
    at: 'happy-path',
    rule: once('consent', served(200), 1),
    breaks: 'consent-once',
  },
  {
    name: 'no consent page',
    at: 'happy-path',
    rule: {
      route: 'payment-status',
      fault: { kind: 'drift', change: 'remove', field: 'redirectConsentURL' },
    },
    breaks: 'consent-url',
  },
  during('path-consent-rejected', 'create-payment', status(422)),
  during('path-payment-rejected', 'create-payment', status(422)),
  during('path-error', 'create-payment', status(422)),
  {
    name: 'has a status for every id',
    rule: { route: 'payment-status', fault: served(200) },
    breaks: 'status-unknown-id',
    also: ['drift-summary'],
  },
  {
    name: 'mute refusal',
    rule: once('auth', { kind: 'status', httpStatus: 401, body: 'empty' }, 1),
    breaks: 'errors-readable',
  },
  during('unknown-outcome', 'create-payment', status(422), 1),
  during('redirect-optional', 'create-payment', { kind: 'reset', when: 'after-processing' }),
  during('utf-8', 'create-payment', status(422)),
  ...['manu-auto', 'manu', 'dict', 'qrcode'].map((name) =>
    during(`method-pix-${name}`, 'create-payment', status(422)),
  ),
  ...[...missing.map((name) => `missing-${name}`), 'wrong-types', 'content-type-refused'].map(
    (check) => ({ ...during(check, 'create-payment', served(201)), also: ['drift-summary'] }),
  ),
  { ...during('duplicate-external-id', 'create-payment', served(201), 1), also: ['drift-summary'] },
]

/** The checks that a case made fail. */
export async function failuresOf(place: SuitePlace, it: FaultCase): Promise<string[]> {
  const { control } = place.simulator
  const rules = it.rule === undefined ? [] : [it.rule]
  await control.setFaults(it.at === undefined ? rules : [])
  let set = false
  const unsubscribe = place.bench.subscribe((name, payload) => {
    const running = name === 'readiness' && checkThatRuns(payload as ReadinessRun)
    if (set || it.at === undefined || running !== it.at) return
    set = true
    void control.setFaults(rules)
  })
  await control.setNextOutcome(it.outcome ?? null)
  const run = await place.run(it.options).finally(unsubscribe)
  await control.setFaults([])
  await control.setNextOutcome(null)
  return run.checks
    .filter(({ verdict }) => verdict === 'failed' || verdict === 'needs-person')
    .map(({ id }) => id)
}

const checkThatRuns = ({ checks }: ReadinessRun): string | undefined =>
  checks.find(({ state }) => state === 'running')?.id
