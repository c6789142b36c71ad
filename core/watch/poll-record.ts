import { toFailure } from '../failure.ts'
import type { PaymentChange } from '../journal/payments-table.ts'
import type { PollError, StatusResult } from '../klavi/calls/payment-status.ts'
import type { Observation } from '../model/observation.ts'
import type { PaymentSummary } from '../model/payment.ts'
import { isoTime } from '../system.ts'
import { updateStalls } from './stalls.ts'
import { endOf, orderEvent, worseOrder } from './status-machine.ts'
import type { Watch } from './watch.ts'

/** What a poll taught: the line of the log, and what it changes in the payment, if anything. */
export interface PollRecord {
  observation: Observation
  change?: PaymentChange
  end?: ReturnType<typeof endOf>
}

/** Notes a status in the watch. `delayMs` of the next poll is asked for only where there is one. */
export function seen(
  watch: Watch,
  found: StatusResult,
  nowMs: number,
  delayMs: () => number,
): PollRecord {
  const status = found.status ?? ''
  const event = orderEvent(watch.seen, status)
  const isNew = status !== watch.seen.at(-1)
  // The first line of the log begins the payment's course, also where the POST's answer had said the same.
  const changed = isNew || !watch.logged
  watch.logged = true
  if (isNew) {
    watch.seen.push(status)
    watch.sinceMs = nowMs
  }
  const order = worseOrder(watch.order, event ?? 'kept')
  watch.failures = 0
  watch.answered = true
  const end = endOf(status)
  const observation: Observation = {
    ...nextRow(watch, nowMs, found.latencyMs, end === undefined ? delayMs() : undefined),
    status,
    httpStatus: found.httpStatus,
    exchangeId: found.exchangeId,
    changed,
  }
  if (event !== undefined) observation.event = event
  if (found.reason !== undefined) observation.reason = found.reason
  if (found.consentUrl !== undefined) observation.consentUrl = found.consentUrl

  const change: PaymentChange = {}
  if (isNew) change.statusSince = isoTime(nowMs)
  if (isNew || watch.payment.lastStatus !== status) change.lastStatus = status
  if (order !== watch.payment.order) change.order = order
  if (found.consentUrl !== watch.payment.consentUrl) change.consentUrl = found.consentUrl ?? null
  if (found.reason !== undefined && !sameReason(found.reason, watch.payment.reason)) {
    change.reason = found.reason
  }
  Object.assign(change, learned(watch.payment, found))
  Object.assign(change, standing(watch, nowMs, found.consentUrl !== undefined))
  watch.order = order
  return withChange({ observation, end }, change)
}

/** Notes a poll that failed. */
export function missed(
  watch: Watch,
  failed: PollError,
  nowMs: number,
  delayMs: () => number,
): PollRecord {
  watch.failures += 1
  const { error } = failed
  const observation: Observation = {
    ...nextRow(watch, nowMs, failed.latencyMs, delayMs()),
    errorCode: error.code,
    errorMessage: toFailure(error).message,
    changed: false,
  }
  if (failed.httpStatus !== undefined) observation.httpStatus = failed.httpStatus
  if (failed.exchangeId !== undefined) observation.exchangeId = failed.exchangeId
  const consentUrl = watch.payment.consentUrl !== undefined
  return withChange({ observation }, standing(watch, nowMs, consentUrl))
}

/** What a payment that was not sent from here is about, from the first reply that says it. */
function learned(payment: PaymentSummary, found: StatusResult): PaymentChange {
  const change: PaymentChange = {}
  const { amountWire, amountCentavos, externalId } = found
  if (payment.amountWire === '' && amountWire !== undefined && amountCentavos !== undefined) {
    Object.assign(change, { amountWire, amountCentavos })
  }
  if (payment.externalId === '' && externalId !== undefined) change.externalId = externalId
  return change
}

function standing(watch: Watch, nowMs: number, consentUrl: boolean): Pick<PaymentChange, 'stalls'> {
  const status = watch.seen.at(-1)
  if (status === undefined) return {}
  const next = updateStalls(watch.stalls, { status, sinceMs: watch.sinceMs, consentUrl }, nowMs)
  if (next === undefined) return {}
  watch.stalls = next
  return { stalls: next }
}

const withChange = (record: PollRecord, change: PaymentChange): PollRecord =>
  Object.keys(change).length === 0 ? record : { ...record, change }

const sameReason = (
  one: { code: string; message: string },
  other: { code: string; message: string } | undefined,
): boolean => one.code === other?.code && one.message === other.message

function nextRow(
  watch: Watch,
  nowMs: number,
  latencyMs: number,
  delay: number | undefined,
): Pick<
  Observation,
  'localId' | 'paymentId' | 'seq' | 'at' | 'elapsedMs' | 'latencyMs' | 'nextPollMs'
> {
  watch.seq += 1
  const row = {
    localId: watch.payment.localId,
    paymentId: watch.payment.paymentId ?? '',
    seq: watch.seq,
    at: isoTime(nowMs),
    elapsedMs: Math.max(0, nowMs - Date.parse(watch.payment.createdAt)),
    latencyMs,
  }
  return delay === undefined ? row : { ...row, nextPollMs: delay }
}
