import type { Participant } from '../../core/model/participant.ts'
import { m } from '../../messages/index.ts'
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
    const fitting = list.participants.filter((one) => fits(one, bare(search)))
    const found = fitting.slice(0, limit)
    for (const one of found) run.reporter.line(participantJson(one))
    for (const { id, name } of found) {
      run.reporter.result(`${plainText(id).padEnd(36)}  ${plainText(name)}`)
    }
    const counts = { found: found.length, all: list.participants.length }
    if (found.length === 0) run.reporter.result(m.cli_participants_none({ all: counts.all }))
    else run.reporter.say(m.cli_participants_count(counts))
    return 0
  })
}

const fits = ({ id, name, slug = '' }: Participant, wanted: string): boolean =>
  bare(`${name} ${slug} ${id}`).includes(wanted)

/** Without accents and capitals: “itau” finds Itaú. */
const bare = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
