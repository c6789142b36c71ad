import type { DriftFinding } from '../../core/model/drift.ts'
import { m } from '../../messages/index.ts'
import type { CommandOf } from '../args/command.ts'
import type { Run } from '../host/host.ts'
import { withSession } from '../host/session.ts'
import { chooseTarget } from '../host/target.ts'
import { driftJson } from '../output/client-json.ts'
import { plainText } from '../output/plain-text.ts'

/** Where replies differed from their documentation. Reads the journal only: no keys, no network. */
export async function drift(run: Run, command: CommandOf<'drift'>): Promise<number> {
  const target = chooseTarget(command, run.env)
  return withSession(run, target.bench, async ({ bench }) => {
    const name = target.extra?.id ?? command.env
    const only = name === undefined ? undefined : (await bench.environments.find(name)).id
    const findings = bench.drift.list(only)
    if (command.form === undefined) tell(run, findings)
    else run.reporter.document(bench.drift.export(command.form, only))
    if (command.clear) {
      bench.drift.clear(only)
      run.reporter.say(m.cli_drift_cleared({ count: findings.length }))
    }
    return 0
  })
}

function tell({ reporter }: Run, findings: DriftFinding[]): void {
  for (const finding of findings) reporter.line(driftJson(finding))
  for (const { verdict, step, path, kind, expected, seen, example, count } of findings) {
    const what = [kind, expected && `${expected} →`, seen].filter(Boolean).join(' ')
    const where = `${verdict.padEnd(7)}  ${step.padEnd(12)}  ${path}`
    const times = reporter.look.style('dim', `×${count}`)
    reporter.result(
      `${plainText(where)}  ${plainText(what)}  ${times}  ${plainText(example)}`.trimEnd(),
    )
  }
  if (findings.length === 0) reporter.result(m.cli_drift_none())
}
