import { z, type ZodType } from 'zod'
import type { RequestChannel, Requests } from './channels.ts'

/*
 * What the window may tell the simulator. Bounds are the simulator's own; here is only kept out what could not have
 * been meant, and every kind of fault and outcome is spelt out, so that a new one has to be let in by hand.
 */

const nothing = z.null()
const text = z.string().min(1).max(500)
const code = z.string().min(1).max(100)
const ms = z.number().min(0).max(86_400_000)
const bytes = z.number().min(1).max(100_000_000)
const httpStatus = z.int().min(200).max(599)
const limit = z.int().min(1).max(1_000)

/** The simulator itself sends to this machine only; what the window hands on is held to the same. */
const ownAddress = z
  .url({ protocol: /^https?$/, hostname: /^(127\.0\.0\.1|localhost|\[::1\])$/ })
  .max(500)

const outcome = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum([
      'completed',
      'canceled',
      'expired',
      'consent-unanswered',
      'held',
      'partially-accepted',
      'scheduled',
      'skipped',
      'out-of-order',
      'regressed',
      'flips-back',
      'long-way',
    ]),
  }),
  z.strictObject({ kind: z.enum(['consent-rejected', 'payment-rejected', 'error']), code }),
  z.strictObject({ kind: z.literal('stuck'), at: code }),
  z.strictObject({ kind: z.literal('unknown-status'), status: code }),
  z.strictObject({ kind: z.literal('refused'), code: code.nullable() }),
  z.strictObject({ kind: z.literal('outage'), httpStatus: z.literal([429, 504]) }),
])

const fault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('latency'), ms, jitterMs: ms.exactOptional() }),
  z.strictObject({ kind: z.literal('bandwidth'), bytesPerSecond: bytes }),
  z.strictObject({ kind: z.literal('slow-drip'), bytes, everyMs: ms }),
  z.strictObject({ kind: z.literal('hang'), where: z.enum(['before-headers', 'mid-body']) }),
  z.strictObject({
    kind: z.literal('reset'),
    when: z.enum(['before-processing', 'after-processing', 'mid-body']),
  }),
  z.strictObject({
    kind: z.literal('status'),
    httpStatus,
    retryAfterS: z.number().min(0).max(86_400).exactOptional(),
    body: z.enum(['envelope', 'ofb', 'html', 'empty']).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('status-after'), httpStatus }),
  z.strictObject({ kind: z.literal('content-type'), value: text }),
  z.strictObject({ kind: z.literal('huge-body'), bytes }),
  z.strictObject({
    kind: z.literal('redirect'),
    location: text,
    httpStatus: z.literal([301, 302, 303, 307, 308]).exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('certificate'),
    problem: z.enum(['expired', 'self-signed', 'wrong-host']),
  }),
  z.strictObject({
    kind: z.literal('clock-skew'),
    seconds: z.number().min(-315_360_000).max(315_360_000),
  }),
  z.strictObject({
    kind: z.literal('drift'),
    change: z.enum(['rename', 'remove', 'add', 'retype']),
    field: text,
    to: text.exactOptional(),
  }),
  z.strictObject({
    kind: z.enum([
      'truncated-json',
      'invalid-json',
      'bom',
      'duplicate-headers',
      'revoke-tokens',
      'echo-secrets',
    ]),
  }),
])

const rule = z.strictObject({
  route: z.enum([
    '*',
    'auth',
    'participants',
    'create-payment',
    'get-payment',
    'payment-status',
    'cancel-payment',
    'create-scheduled',
    'get-scheduled',
    'whitelabel',
    'logo',
    'consent',
    'control',
    'unknown',
  ]),
  fault,
  probability: z.number().min(0).max(1).exactOptional(),
  skip: z.int().min(0).max(1_000_000).exactOptional(),
  count: z.int().min(1).max(1_000_000).exactOptional(),
  durationMs: ms.exactOptional(),
})

type SimulatorChannel = Extract<RequestChannel, `simulator.${string}`>
type SimulatorSchemas = { readonly [K in SimulatorChannel]: ZodType<Requests[K]['input']> }

export const simulatorSchemas: SimulatorSchemas = {
  'simulator.state': nothing,
  'simulator.start': nothing,
  'simulator.catalogue': nothing,
  'simulator.configure': z.strictObject({
    dialect: z.enum(['g1', 'g2', 'g3']).exactOptional(),
    stepMs: ms.min(1).exactOptional(),
    speed: z.literal(0).or(z.number().min(1).max(100)).exactOptional(),
    autoAuthorize: z.boolean().exactOptional(),
    consentMs: ms.nullable().exactOptional(),
    webhookUrl: ownAddress.nullable().exactOptional(),
  }),
  'simulator.recipe': z.strictObject({ name: code.nullable() }),
  'simulator.addFault': z.strictObject({ rule }),
  'simulator.removeFault': z.strictObject({ index: z.int().min(0).max(10_000) }),
  'simulator.nextOutcome': z.strictObject({ outcome: outcome.nullable() }),
  'simulator.payments': z.strictObject({ limit }),
  'simulator.act': z.strictObject({
    id: z.string().min(1).max(200),
    action: z.enum(['step', 'authorize', 'reject', 'cancel']),
  }),
  'simulator.requests': z.strictObject({ limit }),
  'simulator.revokeTokens': nothing,
  'simulator.revealCa': nothing,
  'simulator.follow': z.strictObject({ on: z.boolean() }),
}
