import type { PaymentState, PaymentSummary } from '../../core/model/payment.ts'
import { formatReais } from '../../core/payments/amount.ts'
import { m } from '../../messages/index.ts'
import type { Workbench } from '../../core/workbench-api.ts'

/** An older end is no news: it is told again when a payment is read anew. */
const freshMs = 60_000
const remembered = 1_000

const titles: Partial<Record<PaymentState, () => string>> = {
  completed: m.notification_completed,
  rejected: m.notification_rejected,
  error: m.notification_error,
  canceled: m.notification_canceled,
  expired: m.notification_expired,
}

export interface EndNotice {
  title: string
  body: string
  localId: string
}

/**
 * Tells the person by the system's own notification when a payment ends, unless the window is before them. Names nobody:
 * it may stand on a locked screen.
 */
export function tellEnds(
  workbench: Pick<Workbench, 'subscribe'>,
  host: { isWatched(): boolean; now(): number; show(notice: EndNotice): void },
): () => void {
  const told = new Set<string>()
  return workbench.subscribe((name, payload) => {
    if (name !== 'payment') return
    const payment = payload as PaymentSummary
    const { localId, endedAt, state } = payment
    const title = titles[state]
    if (title === undefined || endedAt === undefined || told.has(localId)) return
    told.add(localId)
    if (told.size > remembered) told.delete(told.values().next().value ?? '')
    if (host.isWatched() || host.now() - Date.parse(endedAt) > freshMs) return
    host.show({
      localId,
      title: title(),
      body: m.notification_body({
        amount: formatReais(payment.amountCentavos),
        bank: payment.participantName || payment.participantId || '–',
        environment: payment.environmentName,
      }),
    })
  })
}
