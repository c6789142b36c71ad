import { KlaviError } from '../failure.ts'
import type { Environment } from '../model/environment.ts'
import type { PaymentDraft, PaymentSummary } from '../model/payment.ts'
import { readReais } from '../payments/amount.ts'
import { emptyDraft, readDraft } from '../payments/draft.ts'
import { buildPayload, payloadText } from '../payments/payload.ts'
import { checkDraft } from '../payments/rules.ts'
import { toWireAmount } from '../payments/wire-amount.ts'
import { isoTime } from '../system.ts'
import type { RawPayment, SendOptions, Workbench } from '../workbench-api.ts'
import type { Context } from './context.ts'
import type { PayloadToSend } from './payload-api.ts'
import { previewPayload } from './payload.ts'
import { paymentCalls } from './payment-calls.ts'
import { checkedPaymentId } from './payment-id.ts'
import { readyPayment, sendPayment, type ReadyPayment } from './send-payment.ts'
import type { Watches } from './watches.ts'

export function paymentCases(
  context: Context,
  watches: Watches,
): Pick<Workbench, 'payments' | 'drafts'> {
  const { journal, environments, ports } = context
  const memory = new Map<string, PaymentDraft>()
  context.subscribe((name, payload) => {
    // Everything is forgotten, also what was never sent.
    if (name === 'forgotten' && (payload as { everything?: true }).everything) memory.clear()
  })
  // The id that the next send will carry, so that a preview shows the very bytes that will be sent.
  const nextIds = new Map<string, string>()
  const nextId = (environmentId: string): string => {
    const id = nextIds.get(environmentId) ?? ports.random.uuid()
    nextIds.set(environmentId, id)
    return id
  }

  const find = (id: string): PaymentSummary => {
    const found = journal.payments.find(id)
    if (found === undefined) throw new KlaviError('unknown-payment', { id })
    return found
  }

  return {
    drafts: {
      get(environmentId) {
        const draft = memory.get(environmentId) ?? readDraft(journal.drafts.get(environmentId))
        return { ...emptyDraft, ...draft }
      },
      set(environmentId, draft) {
        memory.set(environmentId, draft)
        context.write(() =>
          journal.drafts.set(environmentId, JSON.stringify(draft), isoTime(ports.clock.now())),
        )
      },
    },
    payments: {
      preview(environmentId, draft) {
        const environment = environments.find(environmentId)
        const externalId = draft.externalId || nextId(environment.id)
        const amount = readReais(draft.amount)
        const issues = checkDraft(draft, environment.kind)
        return {
          body: payloadText(buildPayload(draft, externalId, environment.dialect)),
          amountWire: amount.ok ? toWireAmount(amount.centavos, environment.dialect) : '',
          amountCentavos: amount.ok ? amount.centavos : null,
          issues,
          sendable: issues.every(({ severity }) => severity !== 'error'),
        }
      },
      async send(environmentId, what, options = {}) {
        const environment = environments.find(environmentId)
        const intent =
          'text' in what
            ? payloadIntent(context, environment, what, options)
            : makeIntent(context, environment, what, () => nextId(environment.id))
        nextIds.delete(environment.id)
        const { payment, error } = await sendPayment(context, watches, environment, intent, options)
        return error === undefined ? { payment } : { payment, error }
      },
      list: (query) => journal.payments.list(query),
      get: find,
      adopt(localId, paymentId) {
        const payment = find(localId)
        if (payment.state !== 'unknown') {
          throw new KlaviError('invalid-input', { detail: `${localId}: ${payment.state}` })
        }
        const id = checkedPaymentId(paymentId)
        journal.together(() => {
          journal.payments.update(payment.localId, { paymentId: id, state: 'accepted' })
          journal.webhooks.tie({ ...payment, paymentId: id })
        })
        return watches.start(payment.localId)
      },
      ...paymentCalls(context, watches),
    },
  }
}

/** @throws KlaviError payload-invalid, for a form with errors; a raw body is sent as it is */
function makeIntent(
  context: Context,
  environment: Environment,
  what: PaymentDraft | RawPayment,
  newExternalId: () => string,
): ReadyPayment {
  let body: string
  let participantName = ''
  if ('body' in what) {
    body = what.body
  } else {
    const errors = checkDraft(what, environment.kind).filter(({ severity }) => severity === 'error')
    if (errors.length > 0) {
      const detail = errors.map(({ message }) => message).join(' ')
      throw new KlaviError('payload-invalid', { detail, field: errors[0]?.field ?? '' })
    }
    const externalId = what.externalId || newExternalId()
    body = payloadText(buildPayload(what, externalId, environment.dialect))
    participantName = what.participantName
  }
  const flow = 'body' in what ? what.flow : undefined
  return readyPayment(context, environment, body, { participantName, ...(flow && { flow }) })
}

/**
 * A payload's intent, its variables resolved as the preview showed them.
 * @throws KlaviError payload-invalid where something cannot be right and is not meant to be wrong
 */
function payloadIntent(
  context: Context,
  environment: Environment,
  { text, participantName }: PayloadToSend,
  { negative = false }: SendOptions,
): ReadyPayment {
  const { body, findings, negativeAllowed } = previewPayload(context, environment, text)
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length > 0 && !(negative && negativeAllowed)) {
    const detail = errors.map(({ message }) => message).join(' ')
    throw new KlaviError('payload-invalid', { detail, field: errors[0]?.path.join('.') ?? '' })
  }
  context.payloadValues.used(environment.id)
  const meant = errors.length > 0 ? { negative: true as const } : {}
  return readyPayment(context, environment, body, { participantName, ...meant })
}
