import { KlaviError, toFailure } from '../failure.ts'
import { heartbeatMs } from '../journal/leases.ts'
import type { PaymentIntent } from '../journal/payments-table.ts'
import type { CreateResult } from '../klavi/client.ts'
import type { Environment } from '../model/environment.ts'
import type { PaymentDraft, PaymentSummary, SendResult } from '../model/payment.ts'
import { readReais } from '../payments/amount.ts'
import { emptyDraft, readDraft } from '../payments/draft.ts'
import { maskName } from '../payments/mask.ts'
import { buildPayload, payloadText } from '../payments/payload.ts'
import { readPayload } from '../payments/raw-payload.ts'
import { checkDraft } from '../payments/rules.ts'
import { toWireAmount } from '../payments/wire-amount.ts'
import { isoTime } from '../system.ts'
import { endOf } from '../watch/status-machine.ts'
import type { RawPayment, SendOptions, Workbench } from '../workbench-api.ts'
import { obtainToken, type Context } from './context.ts'
import { assertMaySend } from './guard.ts'
import { leaseSettings, type Watches } from './watches.ts'

export function paymentCases(
  context: Context,
  watches: Watches,
): Pick<Workbench, 'payments' | 'drafts'> {
  const { journal, environments, ports } = context
  const memory = new Map<string, PaymentDraft>()
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
        const intent = makeIntent(context, environment, what, () => nextId(environment.id))
        nextIds.delete(environment.id)
        return send(context, watches, environment, intent, options)
      },
      list: (query) => journal.payments.list(query),
      get: find,
      adopt(localId, paymentId) {
        const payment = find(localId)
        if (payment.state !== 'unknown') {
          throw new KlaviError('invalid-input', { detail: `${localId}: ${payment.state}` })
        }
        journal.payments.update(payment.localId, { paymentId: paymentId.trim(), state: 'accepted' })
        return watches.start(payment.localId)
      },
    },
  }
}

/** @throws KlaviError payload-invalid, for a form with errors; a raw body is sent as it is */
function makeIntent(
  context: Context,
  environment: Environment,
  what: PaymentDraft | RawPayment,
  newExternalId: () => string,
): { intent: PaymentIntent; body: string } {
  const { random, clock } = context.ports
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
  const facts = readPayload(body, environment.dialect)
  const intent: PaymentIntent = {
    localId: random.uuid(),
    environmentId: environment.id,
    environmentName: environment.name,
    origin: environment.origin,
    externalId: facts.externalId,
    amountCentavos: facts.amountCentavos,
    amountWire: facts.amountWire,
    participantId: facts.participantId,
    participantName,
    payerName: maskName(facts.payerName),
    body: context.redactor.text(body),
    createdAt: isoTime(clock.now()),
  }
  return { intent, body }
}

/** The heart of promise 3 (docs/architecture.md): intent on disk, then one POST, then what became of it on disk. */
async function send(
  context: Context,
  watches: Watches,
  environment: Environment,
  { intent, body }: { intent: PaymentIntent; body: string },
  options: SendOptions,
): Promise<SendResult> {
  const { journal, environments, tokens, client, ports } = context
  const { localId } = intent
  assertMaySend(context, environment, { amountCentavos: intent.amountCentavos })
  const fault = context.journalFault()
  if (fault !== undefined) throw new KlaviError('journal-unavailable', { reason: fault })

  // Whatever can fail before the POST fails here, while nothing has been written.
  const target = await environments.target(environment)
  const signal = options.signal === undefined ? {} : { signal: options.signal }
  const token = await tokens.forPayment(environment.id, localId, () =>
    obtainToken(context, target, signal),
  )
  try {
    journal.payments.insertIntent({ ...intent, origin: target.environment.origin })
    const lease = leaseSettings(context, environment, options.watch)
    journal.leases.take({ localId, startedMs: ports.clock.now(), ...lease }, ports.clock.now())
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    throw new KlaviError('journal-unavailable', { reason }, thrown)
  }
  context.publish('payment', find(context, localId))

  const stopBeating = keepLeases(context)
  try {
    const result = await client.createPayment(target, token, body, { localId, ...signal })
    return settle(context, watches, localId, result, options)
  } finally {
    stopBeating()
  }
}

/** A slow answer must not look to other programs like a sender that died. Returns how to stop. */
function keepLeases({ journal, write, ports }: Context): () => void {
  const { clock } = ports
  let cancel = (): void => {}
  const next = (): void => {
    cancel = clock.after(heartbeatMs, () => {
      write(() => journal.leases.renew(clock.now()))
      next()
    })
  }
  next()
  return () => cancel()
}

function settle(
  context: Context,
  watches: Watches,
  localId: string,
  result: CreateResult,
  options: SendOptions,
): SendResult {
  const { journal, ports } = context
  const now = isoTime(ports.clock.now())
  if (result.kind === 'created') {
    const status = result.status
    const end = status === undefined ? undefined : endOf(status)
    context.write(() =>
      journal.payments.update(localId, {
        state: end ?? 'accepted',
        paymentId: result.paymentId,
        ...(status === undefined ? {} : { lastStatus: status }),
        ...(result.consentUrl === undefined ? {} : { consentUrl: result.consentUrl }),
        ...(result.reason === undefined ? {} : { reason: result.reason }),
        ...(end === undefined ? {} : { endedAt: now }),
      }),
    )
    if (options.watch === false || end !== undefined) {
      context.write(() => journal.leases.end(localId))
    } else {
      watches.start(localId, options.watch)
    }
    const payment = find(context, localId)
    context.publish('payment', payment)
    return { payment }
  }

  const failure = toFailure(result.error)
  context.write(() => {
    journal.payments.update(localId, {
      state: result.kind,
      reason: { code: failure.code, message: failure.message },
      ...(result.kind === 'unknown' ? {} : { endedAt: now }),
    })
    journal.leases.end(localId)
  })
  const payment = find(context, localId)
  context.publish('payment', payment)
  const { code, message, hint } =
    result.kind === 'unknown' ? toFailure(new KlaviError('outcome-unknown')) : failure
  return { payment, error: { code, message, hint } }
}

function find(context: Context, localId: string): PaymentSummary {
  const found = context.journal.payments.byLocalId(localId)
  if (found === undefined) throw new KlaviError('unknown-payment', { id: localId })
  return found
}
