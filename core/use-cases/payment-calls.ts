import type { PaymentCalls } from '../client-api.ts'
import { redactionMark } from '../evidence/redactor.ts'
import { KlaviError } from '../failure.ts'
import type { Reply } from '../klavi/calls/call-tools.ts'
import { creatingPath } from '../klavi/calls/create-payment.ts'
import { rulesOf } from '../klavi/dialects/index.ts'
import { readStatus } from '../klavi/replies.ts'
import type { PaymentSummary } from '../model/payment.ts'
import { endOf } from '../watch/status-machine.ts'
import { isoTime } from '../system.ts'
import { buildTemplate } from '../payments/template.ts'
import type { Context } from './context.ts'
import { sendPost, type Post } from './send-post.ts'
import { readyPayment, sendPayment } from './send-payment.ts'
import { paymentTokens } from './token-sources.ts'
import type { Watches } from './watches.ts'

export function paymentCalls(context: Context, watches: Watches): PaymentCalls {
  const { journal, environments, client, ports } = context

  const find = (id: string): PaymentSummary => {
    const found = journal.payments.find(id)
    if (found === undefined) throw new KlaviError('unknown-payment', { id })
    return found
  }
  /** @throws KlaviError `invalid-input` for one that has no id at Klavi */
  const created = (id: string): PaymentSummary & { paymentId: string } => {
    const payment = find(id)
    const { paymentId } = payment
    if (paymentId !== undefined) return { ...payment, paymentId }
    throw new KlaviError('invalid-input', { detail: `${id}: ${payment.state}` })
  }

  const details: PaymentCalls['details'] = async (id, signal) => {
    const { localId, paymentId, environmentId, flow = 'payment' } = created(id)
    const target = await environments.target(environments.find(environmentId))
    const options = { localId, ...(signal === undefined ? {} : { signal }) }
    const tokens = paymentTokens(context, target, localId, options)
    const found = await client.paymentResource(target, tokens, { paymentId, flow }, options)
    context.write(() => journal.details.put(localId, found))
    return found
  }

  /** The payer's document as this program sent it, else as the resource has it. */
  const payerOf = async (localId: string, signal?: AbortSignal): Promise<string> =>
    payerDocument(journal.payments.bodyOf(localId)) ??
    (await details(localId, signal)).payer?.document ??
    ''

  /** A payment that nobody watches would not learn that it has ended. */
  const noteEnd = (localId: string, status: string | undefined): void => {
    const end = status === undefined ? undefined : endOf(status)
    if (status === undefined || end === undefined) return
    if (find(localId).watching) return watches.cases.pollNow(localId)
    const endedAt = isoTime(ports.clock.now())
    context.write(() => {
      journal.payments.update(localId, { state: end, lastStatus: status, endedAt })
    })
    context.publish('payment', find(localId))
  }

  return {
    details,
    knownDetails: (id) => journal.details.get(find(id).localId) ?? null,
    async cancel(id, by, options = {}) {
      const { localId, paymentId, environmentId } = created(id)
      const environment = environments.find(environmentId)
      const { dialect } = environment
      const path = rulesOf(dialect).cancelPath?.(paymentId)
      if (path === undefined) throw new KlaviError('unsupported-call', { call: 'cancel', dialect })
      const body = cancelBody(by.document ?? (await payerOf(localId, options.signal)))
      const post: Post = {
        path,
        step: 'cancel',
        query: [],
        body,
        kind: 'cancel',
        localId,
        judge: (reply) => notCancelled(reply, context.redactor.text),
      }
      const { result, json } = await sendPost(context, environment, post, options)
      noteEnd(localId, readStatus(json).status)
      return result
    },
    async resend(id, options) {
      const payment = find(id)
      if (payment.state !== 'unknown' || payment.paymentId !== undefined) {
        throw new KlaviError('invalid-input', { detail: `${id}: ${payment.state}` })
      }
      const body = journal.payments.bodyOf(payment.localId) ?? ''
      const query = journal.payments.queryOf(payment.localId) ?? ''
      if (body === '' || `${body}${query}`.includes(redactionMark)) {
        throw new KlaviError('body-unknown', { id })
      }
      const environment = environments.find(payment.environmentId)
      const { localId, participantName, flow } = payment
      const ready = readyPayment(context, environment, body, {
        participantName,
        resendOf: localId,
        query: [...new URLSearchParams(query)],
        ...(flow && { flow }),
      })
      const { payment: second, error } = await sendPayment(
        context,
        watches,
        environment,
        ready,
        options,
      )
      return error === undefined ? { payment: second } : { payment: second, error }
    },
    template(environmentId, flow, draft) {
      const { dialect } = environments.find(environmentId)
      if (creatingPath(rulesOf(dialect), flow) === undefined) {
        throw new KlaviError('unsupported-call', { call: flow, dialect })
      }
      return buildTemplate(dialect, flow, draft, ports.random.uuid(), ports.clock.now())
    },
  }
}

/** G1 `user.taxId`, G2 and G3 `customer.identifier`. */
function payerDocument(body: string | undefined): string | undefined {
  try {
    const payload = JSON.parse(body ?? '') as Record<string, Record<string, unknown> | undefined>
    const found = payload['customer']?.['identifier'] ?? payload['user']?.['taxId']
    return typeof found === 'string' && found !== '' ? found : undefined
  } catch {
    // A body that this program did not send, or that is no JSON.
    return undefined
  }
}

/**
 * What a 2xx says against the cancellation: a page, or a status that is another end or none. A reply of JSON, or without
 * a body by its own status, that names no status says nothing against it (its form is not documented).
 */
function notCancelled(
  { exchangeId, isJson, json, status: httpStatus }: Reply,
  redact: (text: string) => string,
): KlaviError | undefined {
  if (httpStatus === 204) return undefined
  if (!isJson) return new KlaviError('malformed-body', { status: httpStatus, exchangeId })
  const { status } = readStatus(json)
  if (status === undefined || endOf(status) === 'canceled') return undefined
  return new KlaviError('not-cancelled', { status: redact(status), exchangeId })
}

/** @throws KlaviError `invalid-document` */
function cancelBody(typed: string): string {
  const document = typed.replace(/[.\-/\s]/g, '').toUpperCase()
  const identifierType = /^\d{11}$/.test(document)
    ? 'CPF'
    : /^[0-9A-Z]{12}\d{2}$/.test(document)
      ? 'CNPJ'
      : undefined
  if (identifierType === undefined) throw new KlaviError('invalid-document', { document: typed })
  return JSON.stringify({ cancelledBy: document, identifierType })
}
