import type { Environment } from '../../core/model/environment.ts'
import type { Participant } from '../../core/model/participant.ts'
import { m } from '../../messages/index.ts'
import { fold } from '../../shared/search/fold.ts'
import { UsageError } from '../args/usage-error.ts'
import type { Session } from './session.ts'

/**
 * The bank with this id, name or slug, in the environment's list as the API gives it now: a bank that is no longer listed is
 * found out before anything is sent.
 * @throws UsageError where none or several fit
 */
export async function findBank(
  session: Session,
  environment: Environment,
  wanted: string,
  signal: AbortSignal,
): Promise<Participant> {
  const { participants } = await session.bench.participants.fetch(environment.id, signal)
  const byId = participants.find(({ id }) => id.toLowerCase() === wanted.toLowerCase())
  if (byId !== undefined) return byId
  const text = fold(wanted)
  const found = participants.filter(
    ({ name, slug }) => fold(name) === text || fold(slug ?? '') === text,
  )
  const [bank] = found
  if (bank !== undefined && found.length === 1) return bank
  const hint = m.cli_bank_hint({ text: wanted })
  if (bank === undefined) {
    throw new UsageError(m.cli_bank_none({ text: wanted, environment: environment.name }), hint)
  }
  const ids = found.map(({ id }) => id).join(', ')
  throw new UsageError(m.cli_bank_several({ text: wanted, ids }), hint)
}
