import { m } from '../../messages/index.ts'
import type { CommandOf } from '../args/command.ts'
import type { Run } from '../host/host.ts'
import { withSession } from '../host/session.ts'
import { chooseTarget, prepareTarget } from '../host/target.ts'
import { tokenJson } from '../output/client-json.ts'
import { dateTime } from '../output/times.ts'
import { durationWords } from '../output/words.ts'

/** Authenticates once and tells what is known of the token; the token itself is told to nobody. */
export async function auth(run: Run, command: CommandOf<'auth'>): Promise<number> {
  const target = chooseTarget(command, run.env)
  return withSession(run, target.bench, async (session) => {
    const { bench } = session
    const environment = await prepareTarget(session, target)
    const { source, expiresAt } = await bench.authenticate(environment.id, run.signal)
    const view = bench.tokens.view(environment.id)
    run.reporter.line(tokenJson(environment, view))
    const lifetime = durationWords(Math.max(0, Date.parse(expiresAt) - Date.now()))
    run.reporter.result(m.cli_auth_done({ environment: environment.name, lifetime, source }))
    run.reporter.say(`  ${m.cli_auth_until({ time: dateTime(expiresAt) })}`)
    const { clockSkewMs = 0 } = view
    if (clockSkewMs !== 0) {
      run.reporter.say(`  ${m.cli_auth_skew({ duration: durationWords(Math.abs(clockSkewMs)) })}`)
    }
    return 0
  })
}
