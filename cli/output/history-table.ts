import type { PaymentSummary } from '../../core/model/payment.ts'
import { formatReais } from '../../core/payments/amount.ts'
import { m } from '../../messages/index.ts'
import { plainText } from './plain-text.ts'
import type { Style } from './style.ts'
import { dateTime } from './times.ts'
import { stateWords } from './words.ts'

/** Payments as an aligned table, a heading first. */
export function historyTable(payments: readonly PaymentSummary[], style: Style): string[] {
  const heading = [
    m.cli_column_created(),
    m.cli_column_environment(),
    m.cli_column_amount(),
    m.cli_column_state(),
    m.cli_column_last_status(),
    m.cli_column_id(),
  ]
  const rows = payments.map((payment) => [
    dateTime(payment.createdAt),
    plainText(payment.environmentName),
    payment.amountCentavos > 0
      ? formatReais(payment.amountCentavos)
      : plainText(payment.amountWire) || '—',
    stateWords(payment.state),
    plainText(payment.lastStatus ?? ''),
    plainText(payment.paymentId ?? payment.externalId),
  ])
  const widths = heading.map((_, column) =>
    Math.max(...[heading, ...rows].map((row) => [...(row[column] ?? '')].length)),
  )
  const layOut = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return column === 2 ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  return [style('dim', layOut(heading)), ...rows.map(layOut)]
}
