import { m } from '../../messages/index.ts'
import { KlaviError } from '../failure.ts'
import { isGuarded } from '../klavi/environments.ts'
import type { Environment } from '../model/environment.ts'
import type { GuardEvent, GuardState, SendConfirmation } from '../model/guard.ts'
import { formatReais, readReais } from '../payments/amount.ts'
import { jsonProblemWords } from '../payments/json-words.ts'
import { amountOfBody } from '../payments/body-amount.ts'
import { failingDocuments } from '../payments/wire-documents.ts'
import { wireFields } from '../payments/wire-fields.ts'
import { isoTime } from '../system.ts'
import type { Context } from './context.ts'

export { isGuarded }

/** What is about to be sent. */
export interface SendRequest {
  /** The wire body: its documents are checked, and what it pays is read from it. */
  body?: string
  /** Only of a documented call that pays nothing, e.g. a cancellation; a body that names an amount is money all the same. */
  movesNoMoney?: boolean
  confirmation?: SendConfirmation | undefined
}

/** The guard as hosts drive it. */
export interface GuardCases {
  /** Null where this environment is not guarded. */
  state(environmentId: string): GuardState | null
  /** By typing the environment's name. @throws KlaviError guard-name, journal-unavailable */
  unlock(environmentId: string, typedName: string): GuardState
  /** All of them where none is named. */
  lock(environmentId?: string): void
  /** Leaves the readiness gate aside until it locks. @throws KlaviError production-locked, override-reason */
  override(environmentId: string, reason: string): GuardState
  /** The person did something in the host's window. */
  active(): void
  /** Latest first. */
  log(query: { environmentId?: string; limit: number }): GuardEvent[]
}

export function guardCases({ guard, environments, journal }: Context): GuardCases {
  return {
    state: (environmentId) => guard.state(environments.find(environmentId)) ?? null,
    unlock: (environmentId, typedName) => guard.unlock(environments.find(environmentId), typedName),
    lock: (environmentId) => guard.lock(environmentId),
    override: (environmentId, reason) => guard.override(environments.find(environmentId), reason),
    active: () => guard.active(),
    log: (query) => journal.guardEvents.list(query),
  }
}

/**
 * Every POST but the auth call passes here, whichever host or screen asks, before anything is written. In a guarded
 * environment: unlocked; no failing check digits, and no name that stands twice; and, unless it is known to pay nothing,
 * a readiness report or its override, and the very amount typed again.
 * @throws KlaviError production-locked, payload-invalid, readiness-missing, amount-unreadable, confirmation-missing,
 * confirmation-differs
 */
export function assertMaySend(
  context: Pick<Context, 'guard'>,
  environment: Environment,
  request: SendRequest,
): void {
  assertStillMaySend(context, environment, request)
  context.guard.active()
}

/**
 * The same once more, right before the intent is written: a keychain's dialog or a slow auth call may have stood between,
 * and whoever locked meanwhile means this send too. What happens by itself is no sign of a person, so that nothing is put
 * off by it.
 */
export function assertStillMaySend(
  { guard }: Pick<Context, 'guard'>,
  environment: Environment,
  request: SendRequest,
): void {
  const state = guard.state(environment)
  if (state === undefined) return
  const { name, dialect } = environment
  if (state.locked) throw new KlaviError('production-locked', { environment: name })

  const { body = '' } = request
  assertOneReading(body)
  const documents = failingDocuments(body)
  if (documents.length > 0) {
    const detail = m.guard_check_digits({ fields: documents.join(', ') })
    throw new KlaviError('payload-invalid', { detail, field: documents[0] ?? '' })
  }
  const amount = amountOfBody(body, dialect)
  if (request.movesNoMoney === true && amount.kind === 'none') return
  if (state.readiness.state !== 'passed' && state.override === undefined) {
    throw new KlaviError('readiness-missing', { environment: name })
  }
  if (amount.kind === 'none') throw new KlaviError('amount-unreadable', { environment: name })
  if (amount.kind === 'two') {
    const { amount: named, code } = amount
    const detail = m.guard_two_amounts({ named: formatReais(named), code: formatReais(code) })
    throw new KlaviError('payload-invalid', { detail, field: 'qrCode' })
  }
  checkConfirmation(amount.centavos, request.confirmation)
}

/** Which of two values a server takes is its own affair, so that the amount confirmed might not be the one paid. */
function assertOneReading(body: string): void {
  const { repeated, tooDeep } = wireFields(body)
  if (!tooDeep && repeated.length === 0) return
  const fields = repeated.join(', ')
  const detail = tooDeep ? jsonProblemWords('too-deep') : m.guard_repeated({ fields })
  throw new KlaviError('payload-invalid', { detail, field: repeated[0] ?? '' })
}

function checkConfirmation(centavos: number, confirmation: SendConfirmation | undefined): void {
  const typed = confirmation?.typedAmount.trim() ?? ''
  if (typed === '') throw new KlaviError('confirmation-missing', { amount: formatReais(centavos) })
  const reading = readReais(typed)
  if (reading.ok && reading.centavos === centavos && centavos > 0) return
  throw new KlaviError('confirmation-differs', { typed, amount: formatReais(centavos) })
}

/** Writes into the guard's log that a payment leaves for a guarded environment; called once its intent is on disk. */
export function noteSent(context: Context, environment: Environment, localId: string): void {
  const state = context.guard.state(environment)
  if (state === undefined) return
  const reason = state.readiness.state === 'passed' ? undefined : state.override?.reason
  context.journal.guardEvents.insert({
    at: isoTime(context.ports.clock.now()),
    environmentId: environment.id,
    environmentName: environment.name,
    kind: 'sent',
    localId,
    ...(reason !== undefined && { reason }),
  })
}
