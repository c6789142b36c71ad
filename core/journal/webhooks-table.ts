import type { BodySlice } from '../model/exchange.ts'
import type { Page } from '../model/page.ts'
import type { PaymentSummary } from '../model/payment.ts'
import type { WebhookQuery, WebhookRecord } from '../model/webhook.ts'
import { Conditions } from './conditions.ts'
import type { Db, Row } from './database.ts'

export interface WebhooksTable {
  /** `body`: redacted. */
  insert(webhook: WebhookRecord, body: string): void
  get(id: string): WebhookRecord | undefined
  /** Newest first. */
  query(query: WebhookQuery): Page<WebhookRecord>
  /** Oldest first. */
  of(localId: string): WebhookRecord[]
  /** In characters. */
  body(id: string, offset: number, length: number): BodySlice | undefined
  /** Ties webhooks that came before their payment was known here. */
  tie(payment: Tied): void
}

/** `externalId` may be empty: a payment that is only watched has none. */
type Tied = Pick<PaymentSummary, 'localId' | 'environmentId' | 'externalId'> & { paymentId: string }

export function webhooksTable(db: Db): WebhooksTable {
  return {
    insert(webhook, body) {
      db.prepare(
        `INSERT INTO webhooks (id, environment_id, local_id, payment_id, external_id, at, verdict, record, body)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        webhook.id,
        webhook.environmentId,
        webhook.localId ?? null,
        webhook.paymentId ?? null,
        webhook.externalId ?? null,
        webhook.at,
        webhook.verdict,
        JSON.stringify(webhook),
        body.replaceAll('\u0000', '\u2400'),
      )
    },
    get(id) {
      const row = db.prepare('SELECT local_id, record FROM webhooks WHERE id = ?').get(id)
      return row === undefined ? undefined : toRecord(row as Row)
    },
    query({ search, environmentId, localId, verdict, limit, offset }) {
      const conditions = new Conditions()
      if (environmentId !== undefined) conditions.add('environment_id = ?', environmentId)
      if (localId !== undefined) conditions.add('local_id = ?', localId)
      if (verdict !== undefined) conditions.add('verdict = ?', verdict)
      for (const word of search.trim().split(/\s+/).filter(Boolean)) {
        const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`
        conditions.add(`(record LIKE ? ESCAPE '\\' OR body LIKE ? ESCAPE '\\')`, like, like)
      }
      const { where, values } = conditions
      const total = db.prepare(`SELECT count(*) AS n FROM webhooks ${where}`).get(...values) as Row
      const rows = db
        .prepare(
          `SELECT local_id, record FROM webhooks ${where} ORDER BY at DESC, rowid DESC LIMIT ? OFFSET ?`,
        )
        .all(...values, limit, offset) as Row[]
      return { rows: rows.map(toRecord), offset, total: Number(total['n']) }
    },
    of: (localId) =>
      (
        db
          .prepare('SELECT local_id, record FROM webhooks WHERE local_id = ? ORDER BY at, rowid')
          .all(localId) as Row[]
      ).map(toRecord),
    body(id, offset, length) {
      const row = db
        .prepare(
          'SELECT substr(body, ?, ?) AS text, length(body) AS total FROM webhooks WHERE id = ?',
        )
        .get(offset + 1, length, id) as Row | undefined
      if (row === undefined) return undefined
      return { text: String(row['text']), offset, total: Number(row['total']) }
    },
    tie({ localId, environmentId, paymentId, externalId }) {
      db.prepare(
        `UPDATE webhooks SET local_id = ? WHERE local_id IS NULL AND environment_id = ?
           AND (payment_id = ? OR (external_id <> '' AND external_id = ?))`,
      ).run(localId, environmentId, paymentId, externalId)
    },
  }
}

function toRecord(row: Row): WebhookRecord {
  const record = JSON.parse(String(row['record'])) as WebhookRecord
  if (typeof row['local_id'] === 'string') record.localId = row['local_id']
  return record
}
