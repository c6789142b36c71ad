import { m } from '../../messages/index.ts'
import type { CommandOf } from '../args/command.ts'
import type { Run } from '../host/host.ts'
import { withSession, type Session } from '../host/session.ts'
import { findKnown, prepareFor } from '../host/known-payment.ts'
import { passGuard } from '../host/pass-guard.ts'
import { chooseTarget, prepareTarget, type Target } from '../host/target.ts'
import { paymentJson } from '../output/ndjson.ts'
import { exitCodeOfPost } from './exit-code.ts'

/** Cancels a payment (G3), once; one that this journal does not know is put into it first. */
export async function cancel(run: Run, command: CommandOf<'cancel'>): Promise<number> {
  const target = chooseTarget(command, run.env)
  return withSession(run, target.bench, async (session) => {
    const localId = await localIdOf(session, target, command.id)
    const { environmentId } = session.bench.payments.get(localId)
    const environment = await session.bench.environments.find(environmentId)
    passGuard(session, environment, { ...command, confirmAmount: '' })
    const by = command.by === undefined ? {} : { document: command.by }
    const { error, post } = await session.bench.payments.cancel(localId, by, {
      signal: run.signal,
    })
    run.reporter.line(paymentJson(session.bench.payments.get(localId)))
    if (error === undefined) run.reporter.result(m.cli_cancel_done({ id: command.id }))
    else run.reporter.failure(error)
    return exitCodeOfPost(post?.state, error?.code)
  })
}

async function localIdOf(session: Session, target: Target, id: string): Promise<string> {
  const known = findKnown(session, id)
  if (known !== undefined) {
    await prepareFor(session, target, known)
    return known.localId
  }
  const environment = await prepareTarget(session, target)
  return session.bench.watch.adoptForeign(environment.id, id).localId
}
