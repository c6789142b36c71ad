import { m } from '../../messages/index.ts'
import type { ExchangeSummary } from '../model/exchange.ts'
import type { PaymentOutcome } from '../model/observation.ts'
import type { PaymentSummary } from '../model/payment.ts'
import type { ScenarioExpectation } from '../model/scenario.ts'

/** What a scenario's payment came to. */
export interface Seen {
  payment: PaymentSummary
  outcome: PaymentOutcome
  exchanges: readonly ExchangeSummary[]
}

/** Each expectation that does not hold, in words of the language in force. */
export function judge(
  expected: ScenarioExpectation,
  { payment, outcome, exchanges }: Seen,
): string[] {
  const reasons: string[] = []
  const { status, order, within, latency, error } = expected
  const ended = payment.lastStatus ?? payment.state
  const refused = payment.state === 'refused'
  const http = exchanges.find(({ step }) => step === 'create')?.httpStatus
  if (status !== undefined && ended !== status) {
    reasons.push(m.scenario_status_differs({ expected: status, seen: ended }))
  }
  if (order !== undefined && !refused && (payment.order ?? 'kept') !== order) {
    reasons.push(m.scenario_order_differs({ expected: order, seen: payment.order ?? 'kept' }))
  }
  if (within !== undefined && outcome.elapsedMs > within * 1_000) {
    reasons.push(
      m.scenario_too_long({ limit: within, seconds: Math.round(outcome.elapsedMs / 100) / 10 }),
    )
  }
  const slowest = Math.max(0, ...exchanges.map(({ latencyMs }) => latencyMs))
  if (latency !== undefined && slowest > latency) {
    reasons.push(m.scenario_too_slow({ limit: latency, ms: slowest }))
  }
  if (error?.http !== undefined && (!refused || http !== error.http)) {
    reasons.push(m.scenario_http_differs({ expected: error.http, seen: String(http ?? '—') }))
  }
  if (error?.code !== undefined && payment.reason?.code !== error.code) {
    reasons.push(
      m.scenario_code_differs({ expected: error.code, seen: payment.reason?.code ?? '—' }),
    )
  }
  const unsure = outcome.outcome === 'unknown' || outcome.outcome === 'stopped'
  if (reasons.length === 0 && unsure) {
    reasons.push(m.scenario_not_ended({ seen: outcome.outcome }))
  }
  return reasons
}
