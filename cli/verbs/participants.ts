import type { CutReason } from '../../core/model/participant.ts'
import { m } from '../../messages/index.ts'
import { indexParticipants, searchParticipants } from '../../shared/search/participants.ts'
import type { CommandOf } from '../args/command.ts'
import type { Run } from '../host/host.ts'
import { withSession } from '../host/session.ts'
import { chooseTarget, prepareTarget } from '../host/target.ts'
import { participantJson } from '../output/client-json.ts'
import { plainText } from '../output/plain-text.ts'

/** The account providers of an environment, as the API lists them. */
export async function participants(run: Run, command: CommandOf<'participants'>): Promise<number> {
  const target = chooseTarget(command, run.env)
  return withSession(run, target.bench, async (session) => {
    const environment = await prepareTarget(session, target)
    const list = await session.bench.participants.fetch(environment.id, run.signal)
    const { search = '', limit = Infinity } = command
    // As the window ranks them, without its favourites: what a script reads does not follow clicks.
    const fitting = searchParticipants(indexParticipants(list.participants), search)
    const found = fitting.slice(0, limit)
    for (const one of found) run.reporter.line(participantJson(one))
    for (const { id, name } of found) {
      run.reporter.result(`${plainText(id).padEnd(36)}  ${plainText(name)}`)
    }
    if (list.cut !== undefined) run.reporter.warn(cutSentences[list.cut]())
    const counts = { found: found.length, all: list.participants.length }
    if (found.length === 0) run.reporter.result(m.cli_participants_none({ all: counts.all }))
    else run.reporter.say(m.cli_participants_count(counts))
    return 0
  })
}

const cutSentences: Record<CutReason, () => string> = {
  circle: m.participants_cut_circle,
  pages: m.participants_cut_pages,
}
