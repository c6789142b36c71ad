import { KlaviError, toFailure } from '../../core/failure.ts'
import type { Environment } from '../../core/model/environment.ts'
import type { PaymentSummary } from '../../core/model/payment.ts'
import { m } from '../../messages/index.ts'
import type { CommandOf } from '../args/command.ts'
import { UsageError } from '../args/usage-error.ts'
import type { Run } from '../host/host.ts'
import { withSession, type Session } from '../host/session.ts'
import { chooseTarget, prepareStored, prepareTarget, type Target } from '../host/target.ts'
import { zoneName } from '../output/times.ts'
import { exitCodeOf, exitCodeOfError } from './exit-code.ts'
import { follow, report, storedOutcome } from './follow.ts'

/** Watches payments to their ends, several at once; the exit code is the highest of theirs. */
export async function watch(run: Run, command: CommandOf<'watch'>): Promise<number> {
  const target = chooseTarget(command, run.env)
  return withSession(run, target.bench, async (session) => {
    if (command.for !== undefined)
      return adopt(run, session, target, command.ids[0] ?? '', command.for)
    const payments = await findAll(session, target, command.ids)
    const [zone, count] = [zoneName(), payments.length]
    run.reporter.say(
      count === 1 ? m.cli_watch_intro_one({ zone }) : m.cli_watch_intro({ count, zone }),
    )
    if (payments.length > 1)
      for (const payment of payments) session.label(payment.localId, labelOf(payment))
    const codes = await Promise.all(payments.map((payment) => watchOne(run, session, payment)))
    return Math.max(...codes)
  })
}

/** The way out of an unknown outcome: the payment gets the id that the person learned elsewhere, and is watched. */
async function adopt(
  run: Run,
  session: Session,
  target: Target,
  paymentId: string,
  known: string,
): Promise<number> {
  const { bench } = session
  const payment = bench.payments.get(known)
  const named = target.options.env === undefined ? undefined : await prepareTarget(session, target)
  await prepareFor(session, target, payment, named, new Set(named && [named.id]))
  run.reporter.say(m.cli_watch_intro_one({ zone: zoneName() }))
  bench.payments.adopt(payment.localId, paymentId)
  return follow(run, session, payment.localId)
}

const labelOf = ({ paymentId, externalId }: PaymentSummary): string =>
  `${(paymentId ?? externalId).slice(0, 8).padEnd(8)}  `

/** The payments that the ids mean, each once, their environments ready. Nothing is called until all are found. */
async function findAll(session: Session, target: Target, ids: string[]): Promise<PaymentSummary[]> {
  const { bench } = session
  const known = ids.map((id) => [id, find(session, id)] as const)
  const explicit = target.options.env !== undefined
  const foreign = known.some(([, payment]) => payment === undefined)
  const named = explicit || foreign ? await prepareTarget(session, target) : undefined
  const found = new Map<string, PaymentSummary>()
  const ready = new Set(named === undefined ? [] : [named.id])
  for (const [id, stored] of known) {
    if (stored !== undefined)
      await prepareFor(session, target, stored, explicit ? named : undefined, ready)
    const payment = stored ?? bench.watch.adoptForeign(named?.id ?? 'simulator', id)
    found.set(payment.localId, payment)
  }
  return [...found.values()]
}

function find({ bench }: Session, id: string): PaymentSummary | undefined {
  try {
    return bench.payments.get(id)
  } catch (error) {
    if (error instanceof KlaviError && error.code === 'unknown-payment') return undefined
    throw error
  }
}

/** A payment is watched where it was sent, and nowhere else: its id means nothing to another host. */
async function prepareFor(
  session: Session,
  target: Target,
  payment: PaymentSummary,
  named: Environment | undefined,
  ready: Set<string>,
): Promise<void> {
  const { environmentId, environmentName } = payment
  const id = payment.paymentId ?? payment.externalId
  if (named !== undefined && named.id !== environmentId) {
    throw new UsageError(
      m.cli_other_environment({ id, environment: environmentName, named: named.name }),
      m.cli_other_environment_hint(),
    )
  }
  if (ready.has(environmentId) || storedOutcome(payment) !== undefined) return
  if (environmentId.startsWith('custom:')) {
    throw new UsageError(
      m.cli_custom_again({ id, environment: environmentName }),
      m.cli_custom_again_hint(),
    )
  }
  ready.add(environmentId)
  await prepareStored(session, target, await session.bench.environments.find(environmentId))
}

async function watchOne(run: Run, session: Session, payment: PaymentSummary): Promise<number> {
  const ended = storedOutcome(payment)
  if (ended !== undefined) {
    report(run, session, ended)
    return exitCodeOf(ended)
  }
  try {
    session.bench.watch.start(payment.localId)
    return await follow(run, session, payment.localId)
  } catch (error) {
    const failure = toFailure(error)
    run.reporter.failure(failure)
    return exitCodeOfError(failure.code)
  }
}
