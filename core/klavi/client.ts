import type { Redactor } from '../evidence/redactor.ts'
import type { Clock } from '../ports.ts'
import { authenticate } from './calls/authenticate.ts'
import { callTools, type CallTools } from './calls/call-tools.ts'
import { createPayment } from './calls/create-payment.ts'
import { participants } from './calls/participants.ts'
import { paymentResource } from './calls/payment-resource.ts'
import { paymentStatus } from './calls/payment-status.ts'
import { rawGet, rawPost } from './calls/raw-call.ts'
import type { ClockSkew } from './clock-skew.ts'
import type { Exchanger } from './exchanger.ts'
import type { Retrier } from './retries.ts'

type Call<Args extends unknown[], Result> = (tools: CallTools, ...args: Args) => Result

/** The calls of the Klavi API, in the environment's dialect (docs/klavi-api.md §3); each has a file in calls/. */
export function createClient(
  exchange: Exchanger,
  clock: Clock,
  redact: Redactor['text'],
  retrier: Retrier,
  skew: Pick<ClockSkew, 'of'>,
) {
  const tools = callTools(exchange, clock, redact, retrier, skew)
  const bound =
    <Args extends unknown[], Result>(call: Call<Args, Result>) =>
    (...args: Args): Result =>
      call(tools, ...args)

  return {
    authenticate: bound(authenticate),
    participants: bound(participants),
    createPayment: bound(createPayment),
    paymentStatus: bound(paymentStatus),
    paymentResource: bound(paymentResource),
    rawGet: bound(rawGet),
    rawPost: bound(rawPost),
    failureOf: tools.failureOf,
  }
}

export type KlaviClient = ReturnType<typeof createClient>
