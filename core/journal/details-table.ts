import type { PaymentDetails } from '../model/payment-details.ts'
import type { Db, Row } from './database.ts'

/** The payment resource as it was read last, by payment. */
export interface DetailsTable {
  put(localId: string, details: PaymentDetails): void
  get(localId: string): PaymentDetails | undefined
}

export function detailsTable(db: Db): DetailsTable {
  return {
    put(localId, details) {
      db.prepare(
        `INSERT INTO payment_details (local_id, record) VALUES (?, ?)
         ON CONFLICT (local_id) DO UPDATE SET record = excluded.record`,
      ).run(localId, JSON.stringify(details))
    },
    get(localId) {
      const row = db
        .prepare('SELECT record FROM payment_details WHERE local_id = ?')
        .get(localId) as Row | undefined
      return row === undefined ? undefined : (JSON.parse(String(row['record'])) as PaymentDetails)
    },
  }
}
