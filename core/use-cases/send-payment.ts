import { KlaviError, toFailure } from '../failure.ts'
import { heartbeatMs } from '../journal/leases.ts'
import { isLock } from '../journal/database.ts'
import type { PaymentChange, PaymentIntent } from '../journal/payments-table.ts'
import type { Written } from '../journal/write-batch.ts'
import { creatingPath, type CreateResult } from '../klavi/calls/create-payment.ts'
import { rulesOf } from '../klavi/dialects/index.ts'
import type { Environment } from '../model/environment.ts'
import type { HeaderList } from '../model/exchange.ts'
import type { PaymentFlow, PaymentSummary, SendResult } from '../model/payment.ts'
import { maskName } from '../payments/mask.ts'
import { readPayload } from '../payments/raw-payload.ts'
import { isoTime } from '../system.ts'
import { endOf } from '../watch/status-machine.ts'
import type { SendOptions } from '../workbench-api.ts'
import type { Context } from './context.ts'
import { assertMaySend, assertStillMaySend, noteSent } from './guard.ts'
import { paymentTokens } from './token-sources.ts'
import { leaseSettings, type Watches } from './watches.ts'

/** A payment's intent with the body that leaves, which the journal keeps redacted. */
export interface ReadyPayment {
  intent: PaymentIntent
  body: string
  /** Only what a person wrote by hand has one. */
  query: HeaderList
}

/**
 * A wire body as a payment that can be sent: what the journal needs to know of it is read from it. Where the list of banks
 * has the body's bank, its name there is the payment's, whatever the caller took it for.
 */
export function readyPayment(
  context: Context,
  environment: Environment,
  body: string,
  {
    query = [],
    ...more
  }: Pick<PaymentIntent, 'flow' | 'resendOf' | 'negative'> & {
    participantName?: string
    query?: HeaderList
  } = {},
): ReadyPayment {
  const { random, clock } = context.ports
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
    payerName: maskName(facts.payerName),
    body: context.redactor.text(body),
    createdAt: isoTime(clock.now()),
    ...(query.length > 0 && {
      query: context.redactor.text(new URLSearchParams(query).toString()),
    }),
    ...more,
    participantName:
      context.participantLists.nameOf(environment, facts.participantId) ??
      more.participantName ??
      '',
  }
  return { intent, body, query }
}

/** What a send came to, with the exchange that the POST was. */
export type Sent = SendResult & { exchangeId: string }

/** The heart of promise 3 (docs/architecture.md): intent on disk, then one POST, then what became of it on disk. */
export async function sendPayment(
  context: Context,
  watches: Watches,
  environment: Environment,
  { intent, body, query }: ReadyPayment,
  options: SendOptions,
): Promise<Sent> {
  const { journal, environments, client, ports } = context
  const { localId, flow = 'payment' } = intent
  assertFlow(environment, flow)
  const request = { body, confirmation: options.confirmation }
  assertMaySend(context, environment, request)
  const fault = context.journalFaultNow()
  if (fault !== undefined) throw new KlaviError('journal-unavailable', { reason: fault })

  // Whatever can fail before the POST fails here, while nothing has been written.
  const target = await environments.target(environment)
  const signal = options.signal === undefined ? {} : { signal: options.signal }
  const token = await paymentTokens(context, target, localId, beforePost(options)).get()
  options.before?.throwIfAborted()
  assertStillMaySend(context, environment, request)
  try {
    const lease = leaseSettings(context, environment, options.watch)
    await patiently(context, beforePost(options).signal, () => {
      journal.payments.insertIntent({
        ...withoutSecrets(context, intent),
        origin: target.environment.origin,
      })
      journal.leases.take({ localId, startedMs: ports.clock.now(), ...lease }, ports.clock.now())
    })
    noteSent(context, environment, localId)
  } catch (thrown) {
    if (thrown instanceof KlaviError && thrown.code === 'aborted') throw thrown
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    // Written in part: nothing left, so that it must not be found one day as a payment whose outcome is unknown.
    context.write(() => {
      if (journal.payments.byLocalId(localId) === undefined) return
      journal.payments.update(localId, { state: 'unsent', endedAt: isoTime(ports.clock.now()) })
      journal.leases.end(localId)
    })
    throw new KlaviError('journal-unavailable', { reason }, thrown)
  }
  context.publish('payment', find(context, localId))

  const stopBeating = keepLeases(context)
  try {
    const lost = options.loseAnswer === true ? { largestBody: 0 } : {}
    const { contentType } = options
    const call = {
      localId,
      ...signal,
      ...lost,
      ...(contentType === undefined ? {} : { contentType }),
    }
    const result = await client.createPayment(target, token, { body, flow, query }, call)
    if (intent.resendOf !== undefined) learn(context, intent.resendOf, result)
    const settled = await settle(context, watches, localId, result, options)
    return { ...settled, exchangeId: result.exchangeId }
  } finally {
    stopBeating()
  }
}

/** What may still be given up by a limit of time: nothing has been written and no payment has left. */
function beforePost({ signal, before }: SendOptions): { signal?: AbortSignal } {
  const signals = [signal, before].filter((each) => each !== undefined)
  return signals.length === 0 ? {} : { signal: AbortSignal.any(signals) }
}

/** Once more: keys that nobody had read when the intent was made are known by now. */
function withoutSecrets({ redactor }: Context, intent: PaymentIntent): PaymentIntent {
  const { body, query, externalId } = intent
  return {
    ...intent,
    body: redactor.text(body),
    externalId: redactor.text(externalId),
    ...(query !== undefined && { query: redactor.text(query) }),
  }
}

/** A flow that the dialect does not have is refused before anything is written. */
function assertFlow({ dialect }: Environment, flow: PaymentFlow): void {
  if (creatingPath(rulesOf(dialect), flow) !== undefined) return
  throw new KlaviError('unsupported-call', { call: flow, dialect })
}

/** So long a send waits for another program to be done with the journal, as other writes do. */
const patienceMs = 5_000
/** The first try stands still for so long at the most, and those after it hardly. */
const firstTryMs = 500
const laterTryMs = 20
const betweenTriesMs = 100

/** An intent, on disk; a lock is waited for without standing still. @throws KlaviError aborted; what SQLite says */
async function patiently(
  { journal, ports }: Context,
  signal: AbortSignal | undefined,
  work: () => void,
): Promise<void> {
  const { clock } = ports
  const end = clock.monotonic() + patienceMs
  for (let tryMs = firstTryMs; ; tryMs = laterTryMs) {
    try {
      return journal.durably(work, tryMs)
    } catch (thrown) {
      if (!isLock(thrown) || clock.monotonic() >= end) throw thrown
    }
    await new Promise<void>((resolve) => clock.after(betweenTriesMs, resolve))
    if (signal?.aborted === true) throw new KlaviError('aborted')
  }
}

/** What the answer to a second send shows of the first, whose own was lost (docs/klavi-api.md §4). */
function learn(context: Context, localId: string, result: CreateResult): void {
  const conflict = result.kind === 'refused' && result.error.code === 'http-conflict'
  if (!conflict && result.kind !== 'created') return
  const evidence = conflict ? 'arrived' : 'maybe-twice'
  context.write(() => context.journal.payments.update(localId, { evidence }))
  context.publish('payment', find(context, localId))
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

/**
 * What the answer makes of the payment, on disk. Where it cannot be written, it is kept in memory and written as soon as
 * it can be: the answer to a POST comes once, and holds the only id.
 */
function keepAnswer(
  { journal, batch }: Context,
  localId: string,
  change: PaymentChange,
  ended: boolean,
): Promise<Written> {
  const work = (): void => {
    journal.payments.update(localId, change)
    if (ended) journal.leases.end(localId)
    const { paymentId } = change
    const payment = journal.payments.byLocalId(localId)
    if (payment && paymentId !== undefined) journal.webhooks.tie({ ...payment, paymentId })
  }
  return new Promise((resolve) => {
    const told = (written: Written): void => {
      if (written === 'held') journal.payments.hold(localId, change)
      resolve(written)
    }
    batch.add(work, told, () => journal.payments.letGo(localId, change))
  })
}

async function settle(
  context: Context,
  watches: Watches,
  localId: string,
  result: CreateResult,
  options: SendOptions,
): Promise<SendResult> {
  const { ports } = context
  const now = isoTime(ports.clock.now())
  if (result.kind === 'created') {
    const status = result.status
    const end = status === undefined ? undefined : endOf(status)
    const change: PaymentChange = {
      state: end ?? 'accepted',
      paymentId: result.paymentId,
      ...(status === undefined ? {} : { lastStatus: status, statusSince: now }),
      ...(result.consentUrl === undefined ? {} : { consentUrl: result.consentUrl }),
      ...(result.reason === undefined ? {} : { reason: result.reason }),
      ...(result.paymentUrl === undefined ? {} : { paymentUrl: result.paymentUrl }),
      ...(end === undefined ? {} : { endedAt: now }),
    }
    const unwatched = options.watch === false || end !== undefined
    const written = await keepAnswer(context, localId, change, unwatched)
    if (!unwatched) watches.start(localId, options.watch === false ? undefined : options.watch)
    const payment = find(context, localId)
    context.publish('payment', payment)
    if (written === 'kept') return { payment }
    const reason = context.journalFault() ?? ''
    const { code, message, hint } = toFailure(
      new KlaviError('answer-unsaved', { id: result.paymentId, reason }),
    )
    return { payment, error: { code, message, hint } }
  }

  const failure = toFailure(result.error)
  const change: PaymentChange = {
    state: result.kind,
    reason: { code: failure.code, message: failure.message },
    ...(result.kind === 'unknown' ? {} : { endedAt: now }),
  }
  await keepAnswer(context, localId, change, true)
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
