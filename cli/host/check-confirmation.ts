import type { Dialect } from '../../core/model/environment.ts'
import { formatReais, readReais } from '../../core/payments/amount.ts'
import { amountOfBody } from '../../core/payments/body-amount.ts'
import { fromWireAmount } from '../../core/payments/wire-amount.ts'
import { m } from '../../messages/index.ts'
import { UsageError } from '../args/usage-error.ts'
import { amountWords } from '../output/words.ts'

/**
 * `--confirm-amount R$` must say what the body says: a wire value of 4800 is R$ 48.00 in G1, and a QR code may hold the amount. An empty one confirms a body
 * that moves no money (cli/host/pass-guard.ts).
 * @throws UsageError where it does not, before anything is sent
 */
export function checkConfirmation(body: string, typed: string | undefined, dialect: Dialect): void {
  if (typed === undefined) return
  const wire = amountOf(body)
  const found = amountOfBody(body, dialect)
  if (typed.trim() === '' && found.kind === 'none') return
  const reading = readReais(typed)
  if (!reading.ok) {
    throw new UsageError(
      m.cli_bad_amount({ option: '--confirm-amount', text: typed }),
      m.cli_bad_amount_hint(),
    )
  }
  const inCode = found.kind === 'read' && found.centavos > 0 ? found.centavos : null
  const centavos = wire === undefined ? inCode : fromWireAmount(wire, dialect)
  if (centavos === reading.centavos) return
  const said = formatReais(reading.centavos)
  throw new UsageError(
    wire === undefined
      ? m.cli_amount_missing({ typed: said })
      : m.cli_amount_differs({ typed: said, amount: amountWords(wire, centavos ?? 0) }),
    m.cli_amount_differs_hint(),
  )
}

/** The amount of a payment as it goes out; undefined where the body names none there. */
function amountOf(body: string): string | undefined {
  try {
    const { amount } = (JSON.parse(body) ?? {}) as { amount?: unknown }
    return typeof amount === 'string' || typeof amount === 'number' ? String(amount) : undefined
  } catch {
    // No JSON: there is no amount that could be compared.
    return undefined
  }
}
