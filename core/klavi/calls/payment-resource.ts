import { redactJson } from '../../evidence/redactor.ts'
import { KlaviError } from '../../failure.ts'
import type { PaymentDetails } from '../../model/payment-details.ts'
import type { PaymentFlow } from '../../model/payment.ts'
import { isoTime } from '../../system.ts'
import { rulesOf } from '../dialects/index.ts'
import { readDetails } from '../read-details.ts'
import type { CallOptions, Target, TokenSource } from '../target.ts'
import type { CallTools } from './call-tools.ts'

/**
 * `GET /payments/{id}`, for a scheduled payment `GET /scheduled/{id}` (docs/klavi-api.md §3.4, §3.6).
 * @throws KlaviError
 */
export async function paymentResource(
  tools: CallTools,
  target: Target,
  tokens: TokenSource,
  { paymentId, flow }: { paymentId: string; flow: PaymentFlow },
  options: CallOptions,
): Promise<PaymentDetails> {
  const { dialect, id: environmentId } = target.environment
  const rules = rulesOf(dialect)
  const scheduled = flow === 'scheduled'
  const path = scheduled ? rules.scheduledOf?.(paymentId) : rules.paymentPath(paymentId)
  if (path === undefined) throw new KlaviError('unsupported-call', { call: flow, dialect })
  const step = scheduled ? 'scheduled' : 'payment'
  const result = await tools.get(target, tokens, { step, path }, options)
  const reply = tools.good(result, target.environment)
  const raw = redactJson(reply.json, tools.redact)
  return {
    environmentId,
    paymentId,
    flow,
    fetchedAt: isoTime(tools.clock.now()),
    exchangeId: reply.exchangeId,
    ...readDetails(raw, rules),
    raw,
    ...(options.localId === undefined ? {} : { localId: options.localId }),
  }
}
