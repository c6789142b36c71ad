import type { CompareTarget, PaymentSummary, Preset } from '../../../../electron/contract/types.ts'
import { m } from '../../../../messages/index.ts'
import { formatBrl } from '../../format/money.ts'
import type { Option } from '../../ui/types.ts'

/** A target as a choice's value, and back. */
export const targetKey = (target: CompareTarget): string => {
  if (target.kind === 'preset') return `preset ${target.id}`
  return target.kind === 'sent' ? `sent ${target.localId}` : target.kind
}

export function targetOf(key: string): CompareTarget {
  if (key.startsWith('preset ')) return { kind: 'preset', id: key.slice(7) }
  if (key.startsWith('sent ')) return { kind: 'sent', localId: key.slice(5) }
  return { kind: 'minimal' }
}

/** One line for a payment that was sent: amount, bank, time. */
export const paymentLine = (payment: PaymentSummary, time: (iso: string) => string): string =>
  [formatBrl(payment.amountCentavos), payment.participantName, time(payment.createdAt)]
    .filter(Boolean)
    .join(' · ')

/** What a payload can be compared with: the minimal one, presets, and every payment that was sent from here. */
export function compareOptions(
  presets: readonly Preset[],
  payments: readonly PaymentSummary[],
  time: (iso: string) => string,
): Option[] {
  return [
    { value: 'minimal', label: m.payload_compare_minimal() },
    ...payments.map((payment) => ({
      value: targetKey({ kind: 'sent', localId: payment.localId }),
      label: paymentLine(payment, time),
      hint: m.payload_compare_sent(),
    })),
    ...presets
      .filter(({ problem }) => problem === undefined)
      .map(({ id, name }) => ({
        value: targetKey({ kind: 'preset', id }),
        label: name,
        hint: m.payload_compare_preset(),
      })),
  ]
}
