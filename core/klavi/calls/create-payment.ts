import { KlaviError } from '../../failure.ts'
import type { PaymentFlow } from '../../model/payment.ts'
import type { DialectRules } from '../dialects/index.ts'
import { rulesOf } from '../dialects/index.ts'
import type { ExchangeStep, HeaderList } from '../../model/exchange.ts'
import { readPaymentUrl, type StatusReply } from '../replies.ts'
import type { CallOptions, Target } from '../target.ts'
import type { Token } from '../token.ts'
import { malformed, type CallTools } from './call-tools.ts'

export type CreateResult = { exchangeId: string } & (
  | (StatusReply & { kind: 'created'; paymentId: string; paymentUrl?: string })
  /** Answered 4xx: nothing was created. */
  | { kind: 'refused'; error: KlaviError }
  /** Nothing left this machine. */
  | { kind: 'unsent'; error: KlaviError }
  /** The answer was lost, was a 5xx, or could not be read: it may exist. */
  | { kind: 'unknown'; error: KlaviError }
)

/** Where each flow begins, by dialect; undefined where the dialect has no such call. */
export const creatingPath = (rules: DialectRules, flow: PaymentFlow): string | undefined =>
  ({
    payment: rules.createPath,
    scheduled: rules.scheduledPath,
    whitelabel: rules.whitelabelPath,
  })[flow]

const steps: Readonly<Record<PaymentFlow, ExchangeStep>> = {
  payment: 'create',
  scheduled: 'scheduled',
  whitelabel: 'whitelabel',
}

/**
 * `POST /payments`, `/scheduled` or `/whitelabel`, exactly once, whatever happens (docs/klavi-api.md §3.3, §3.6, §4).
 * @throws KlaviError `unsupported-call` before anything is sent
 */
export async function createPayment(
  tools: CallTools,
  target: Target,
  token: Token,
  { body, flow, query = [] }: { body: string; flow: PaymentFlow; query?: HeaderList },
  options: CallOptions,
): Promise<CreateResult> {
  const { dialect } = target.environment
  const path = creatingPath(rulesOf(dialect), flow)
  if (path === undefined) throw new KlaviError('unsupported-call', { call: flow, dialect })
  const result = await tools.exchange({
    ...target,
    ...options,
    step: steps[flow],
    method: 'POST',
    fresh: true,
    path,
    query,
    body,
    token: token.value,
  })
  const { exchangeId } = result
  const error = tools.failureOf(result, target.environment)
  if (result.kind === 'fault') {
    const kind = result.fault.mayHaveArrived ? 'unknown' : 'unsent'
    return { exchangeId, kind, error: error as KlaviError }
  }
  if (error !== undefined) {
    const refused = result.status >= 400 && result.status < 500
    return { exchangeId, kind: refused ? 'refused' : 'unknown', error }
  }
  const found = tools.statusOf(result.json)
  const { paymentId } = found
  if (paymentId === undefined) return { exchangeId, kind: 'unknown', error: malformed(result) }
  const page = flow === 'whitelabel' ? readPaymentUrl(result.json) : undefined
  const paymentUrl = page === undefined ? {} : { paymentUrl: tools.redact(page) }
  return { exchangeId, ...found, kind: 'created', paymentId, ...paymentUrl }
}
