import { KlaviError } from '../../core/failure.ts'
import type { ExchangeExport } from '../../core/model/exchange-query.ts'
import type { Workbench } from '../../core/workbench-api.ts'
import type { CommandOf } from '../args/command.ts'
import type { Run } from '../host/host.ts'
import { withSession } from '../host/session.ts'
import { chooseTarget } from '../host/target.ts'

/**
 * Writes an exchange, or all of a payment, to stdout. Secrets were redacted when it was recorded; personal data is
 * masked here unless `--unmasked` asks for it. Reads the journal only.
 */
export async function exportExchanges(run: Run, command: CommandOf<'export'>): Promise<number> {
  const target = chooseTarget(command, run.env)
  return withSession(run, target.bench, async ({ bench }) => {
    const { format, maskPersonal } = command
    const { text } = await bench.exchanges.export({
      format,
      maskPersonal,
      ...what(bench, command.id),
    })
    run.terminal.out.write(text)
    return 0
  })
}

/** @throws KlaviError `unknown-exchange` for an id that is neither an exchange's nor a payment's */
function what({ payments, exchanges }: Workbench, id: string): Partial<ExchangeExport> {
  try {
    return { localId: payments.get(id).localId }
  } catch (error) {
    if (!(error instanceof KlaviError) || error.code !== 'unknown-payment') throw error
    return { ids: [exchanges.get(id).id] }
  }
}
