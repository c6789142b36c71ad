import { KlaviError } from '../../core/failure.ts'
import { m } from '../../messages/index.ts'
import type { CommandOf } from '../args/command.ts'
import type { Run } from '../host/host.ts'
import { withSession } from '../host/session.ts'
import { chooseTarget } from '../host/target.ts'
import { historyTable } from '../output/history-table.ts'
import { zoneName } from '../output/times.ts'

/** The profile's payments, newest first; of one environment where --env names it. Reads only: no keys, no network, no watch is taken over. */
export async function history(run: Run, command: CommandOf<'history'>): Promise<number> {
  const target = chooseTarget(command, run.env)
  return withSession(run, target.bench, async ({ bench }) => {
    const { env, search, limit } = command
    const { fault: reason, file } = bench.journal.usage()
    // An empty list would say that there is nothing.
    if (reason !== undefined && file === '') throw new KlaviError('journal-unavailable', { reason })
    const only = env && (await bench.environments.find(target.extra?.id ?? env)).id
    const { rows: payments } = bench.history.query({
      search: search ?? '',
      ...(only !== undefined && { environmentIds: [only] }),
      sort: 'createdAt',
      descending: true,
      offset: 0,
      limit,
    })
    for (const payment of payments) run.reporter.payment(payment)
    if (payments.length === 0) run.reporter.result(m.cli_history_empty())
    else for (const row of historyTable(payments, run.reporter.look.style)) run.reporter.result(row)
    if (payments.length > 0) run.reporter.say(m.cli_history_zone({ zone: zoneName() }))
    return 0
  })
}
