import type { DriftFinding } from '../../core/model/drift.ts'
import type { ExchangeSummary } from '../../core/model/exchange.ts'
import type { Observation, PaymentOutcome } from '../../core/model/observation.ts'
import type { PaymentSummary } from '../../core/model/payment.ts'
import type { ReportComparison } from '../../core/model/readiness.ts'
import type { WebhookRecord } from '../../core/model/webhook.ts'
import type { RequestLine } from '../../simulator/index.ts'

/*
 * The lines of --json, each with exactly the fields of docs/cli.md: what the core adds to its models later does not
 * leak into a script's input.
 */

export type Line = Record<string, unknown> & { type: string }

/** Leaves out what is absent; JSON.stringify would do so too, but tests and people read these objects. */
export const line = (type: string, fields: Record<string, unknown>): Line => ({
  type,
  ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
})

/** What is told of a check, a scenario or a file of a report. */
export interface CheckLine {
  id: string
  verdict: string
  reason?: string
  /** From one report to another. */
  change?: 'better' | 'worse' | 'other'
  /** Of the error that ended a scenario before its payment, and what to do about it. */
  code?: string
  hint?: string
}

const wholeMs = (ms: number): number => Math.max(0, Math.round(ms))

export const exchangeJson = (exchange: ExchangeSummary): Line =>
  line('exchange', {
    id: exchange.id,
    method: exchange.method,
    url: exchange.url,
    httpStatus: exchange.httpStatus,
    errorCode: exchange.errorCode,
    latencyMs: wholeMs(exchange.latencyMs),
    retryOf: exchange.retryOf,
  })

/** Undefined for a poll that saw no status: that one is told by its exchange line. */
export const observationJson = (observation: Observation): Line | undefined =>
  observation.status === undefined
    ? undefined
    : line('observation', {
        paymentId: observation.paymentId,
        seq: observation.seq,
        at: observation.at,
        status: observation.status,
        httpStatus: observation.httpStatus ?? 200,
        latencyMs: wholeMs(observation.latencyMs),
      })

export const outcomeJson = (outcome: PaymentOutcome): Line =>
  line('outcome', {
    outcome: outcome.outcome,
    paymentId: outcome.paymentId,
    externalId: outcome.externalId || undefined,
    order: outcome.order,
    reason: outcome.reason && { code: outcome.reason.code, message: outcome.reason.message },
    elapsedMs: wholeMs(outcome.elapsedMs),
  })

export const paymentJson = (payment: PaymentSummary): Line =>
  line('payment', {
    externalId: payment.externalId,
    paymentId: payment.paymentId,
    environment: environmentName(payment.environmentId),
    state: payment.state,
    amountCentavos: payment.amountCentavos,
    createdAt: payment.createdAt,
    lastStatus: payment.lastStatus,
  })

/** The environment's id; every `--env custom` is `custom`, whatever its origin. */
export const environmentName = (environmentId: string): string =>
  environmentId.startsWith('custom:') ? 'custom' : environmentId

/** A request that `simulate` served. */
export const requestJson = (request: RequestLine): Line =>
  line('request', {
    seq: request.seq,
    at: request.at,
    method: request.method,
    path: request.path,
    route: request.route,
    httpStatus: request.status,
    latencyMs: wholeMs(request.latencyMs),
    fault: request.fault,
  })

/** A check of a readiness run, or a scenario. */
export const checkJson = (check: CheckLine): Line =>
  line('check', {
    id: check.id,
    verdict: check.verdict,
    reason: check.reason,
    change: check.change,
    code: check.code,
    hint: check.hint,
  })

/** Drift that one of two reports has and the other has not. */
export const driftChangeJson = (
  change: 'appeared' | 'gone',
  { step, path, kind, expected, seen }: DriftFinding,
): Line => line('drift', { change, step, path, kind, expected, seen })

/** How many verdicts and drift findings changed between two reports: the last line, also where nothing did. */
export const comparisonJson = ({ changes, driftAppeared, driftGone }: ReportComparison): Line => {
  const count = (wanted: string): number => changes.filter(({ kind }) => kind === wanted).length
  return line('comparison', {
    better: count('better'),
    worse: count('worse'),
    other: count('other'),
    driftAppeared: driftAppeared.length,
    driftGone: driftGone.length,
  })
}

/** Where a readiness report is. */
export const reportJson = (report: {
  verdict: string
  folder: string
  manifestSha256: string
}): Line =>
  line('report', {
    verdict: report.verdict,
    folder: report.folder,
    manifestSha256: report.manifestSha256,
  })

/** A webhook that `webhooks listen` received. */
export const webhookJson = (webhook: WebhookRecord): Line =>
  line('webhook', {
    id: webhook.id,
    at: webhook.at,
    verdict: webhook.verdict,
    eventType: webhook.eventType,
    eventName: webhook.eventName,
    status: webhook.status,
    localId: webhook.localId,
    paymentId: webhook.paymentId,
    externalId: webhook.externalId,
    bytes: webhook.bytes,
  })

export const errorJson = (failure: { code: string; message: string; hint: string }): Line =>
  line('error', { code: failure.code, message: failure.message, hint: failure.hint })
