import type { Sandbox } from '../sandbox.ts'
import type { PaymentRecord } from './record.ts'
import type { PaymentEvent } from './timeline.ts'

/** Notes what was done to a payment, now; resolves when it is on disk. */
export async function notePaymentEvent(
  sandbox: Sandbox,
  record: PaymentRecord,
  kind: PaymentEvent['kind'],
): Promise<void> {
  await sandbox.book.addEvent(record.id, { kind, at: sandbox.now() })
  sandbox.webhooks.refresh(record)
}
