import { hostname } from 'node:os'
import type {
  OrderVerdict,
  PaymentFlow,
  PaymentState,
  PaymentSummary,
  ResendEvidence,
  Stall,
} from '../model/payment.ts'
import { isAlive } from './is-alive.ts'
import { durably, type Db, type Row } from './database.ts'

/** What is written before the POST leaves. */
export interface PaymentIntent {
  localId: string
  environmentId: string
  environmentName: string
  /** The origin that the POST goes to. */
  origin: string
  externalId: string
  amountCentavos: number
  amountWire: string
  participantId: string
  participantName: string
  /** Masked. */
  payerName: string
  /** The wire body, redacted. */
  body: string
  /** What stood behind the path's `?`, redacted. */
  query?: string
  createdAt: string
  /** Set for a payment that this program did not send but only watches. */
  paymentId?: string
  state?: PaymentState
  flow?: PaymentFlow
  resendOf?: string
  /** Sent with errors on purpose. */
  negative?: true
}

export interface PaymentChange {
  state?: PaymentState
  paymentId?: string
  endedAt?: string
  lastStatus?: string
  order?: OrderVerdict
  reason?: { code: string; message: string }
  /** null: the server gives none any more. */
  consentUrl?: string | null
  paymentUrl?: string
  evidence?: ResendEvidence
  statusSince?: string
  stalls?: Stall[]
  /** Learned of a payment that is only watched. */
  amountWire?: string
  amountCentavos?: number
  externalId?: string
}

export interface PaymentsTable {
  insertIntent(intent: PaymentIntent): void
  update(localId: string, change: PaymentChange): void
  byLocalId(localId: string): PaymentSummary | undefined
  /** By localId, paymentId or externalId; the latest where several match. */
  find(id: string): PaymentSummary | undefined
  list(query: { search?: string; limit: number }): PaymentSummary[]
  /**
   * A change that is known and not yet on disk: `byLocalId` and `find` answer with it, until the same object is let go.
   */
  hold(localId: string, change: PaymentChange): void
  letGo(localId: string, change: PaymentChange): void
  /** Payments whose intent is on disk and whose POST was under way when a program died. */
  interrupted(): { localId: string; createdAt: string }[]
  originOf(localId: string): string | undefined
  bodyOf(localId: string): string | undefined
  /** Undefined where it was posted without one. */
  queryOf(localId: string): string | undefined
  /** How many payments of an environment there are. */
  countOf(environmentId: string): number
  /** The localIds of those that have not ended. */
  goingOn(environmentId: string): string[]
}

/** A payment's row with what its watch adds; `p` and `w` are the tables. */
export const paymentColumns = `p.*, (w.ended = 0 AND w.owner IS NOT NULL AND w.paused = 0) AS watching, w.host AS watch_host,
  w.pid AS watch_pid,
  CASE WHEN w.ended = 0 THEN w.paused END AS paused, CASE WHEN w.ended = 0 THEN w.interval_ms END AS interval_ms,
  (SELECT g.reason FROM guard_events g WHERE g.local_id = p.local_id AND g.kind = 'sent') AS readiness_override`
export const paymentSource = 'payments p LEFT JOIN watches w ON w.local_id = p.local_id'

export function paymentsTable(db: Db): PaymentsTable {
  const insert = db.prepare(`
    INSERT INTO payments (local_id, environment_id, environment_name, origin, external_id, payment_id, state,
      amount_centavos, amount_wire, participant_id, participant_name, payer_name, body, created_at,
      flow, resend_of, negative, query)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const held = new Map<string, PaymentChange[]>()
  const withHeld = (summary: PaymentSummary): PaymentSummary => {
    const changed = { ...summary }
    for (const { consentUrl, ...change } of held.get(summary.localId) ?? []) {
      Object.assign(changed, change)
      if (consentUrl === null) delete changed.consentUrl
      else if (consentUrl !== undefined) changed.consentUrl = consentUrl
    }
    return changed
  }
  /** The payment whose id at Klavi is only held so far. */
  const heldAs = (paymentId: string): PaymentSummary | undefined => {
    for (const [localId, changes] of held) {
      if (changes.some((change) => change.paymentId === paymentId)) {
        return one('p.local_id = ?', localId)
      }
    }
    return undefined
  }
  const one = (where: string, ...values: unknown[]): PaymentSummary | undefined => {
    const row = db
      .prepare(
        `SELECT ${paymentColumns} FROM ${paymentSource} WHERE ${where} ORDER BY p.created_at DESC LIMIT 1`,
      )
      .get(...values) as Row | undefined
    return row === undefined ? undefined : withHeld(toSummary(row))
  }

  return {
    insertIntent(intent) {
      durably(db, () =>
        insert.run(
          intent.localId,
          intent.environmentId,
          intent.environmentName,
          intent.origin,
          intent.externalId,
          intent.paymentId ?? null,
          intent.state ?? 'intent',
          intent.amountCentavos,
          intent.amountWire,
          intent.participantId,
          intent.participantName,
          intent.payerName,
          intent.body,
          intent.createdAt,
          intent.flow ?? 'payment',
          intent.resendOf ?? null,
          intent.negative === true ? 1 : 0,
          intent.query ?? null,
        ),
      )
    },
    update(localId, change) {
      const values: Record<string, unknown> = {}
      if (change.state !== undefined) values['state'] = change.state
      if (change.paymentId !== undefined) values['payment_id'] = change.paymentId
      if (change.endedAt !== undefined) values['ended_at'] = change.endedAt
      if (change.lastStatus !== undefined) values['last_status'] = change.lastStatus
      if (change.order !== undefined) values['order_verdict'] = change.order
      if (change.consentUrl !== undefined) values['consent_url'] = change.consentUrl
      if (change.paymentUrl !== undefined) values['payment_url'] = change.paymentUrl
      if (change.evidence !== undefined) values['evidence'] = change.evidence
      if (change.amountWire !== undefined) values['amount_wire'] = change.amountWire
      if (change.amountCentavos !== undefined) values['amount_centavos'] = change.amountCentavos
      if (change.externalId !== undefined) values['external_id'] = change.externalId
      if (change.statusSince !== undefined) values['status_since'] = change.statusSince
      if (change.stalls !== undefined) values['stalls'] = JSON.stringify(change.stalls)
      if (change.reason !== undefined) {
        values['reason_code'] = change.reason.code
        values['reason_message'] = change.reason.message
      }
      const names = Object.keys(values)
      if (names.length === 0) return
      db.prepare(
        `UPDATE payments SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE local_id = ?`,
      ).run(...Object.values(values), localId)
    },
    hold: (localId, change) => void held.set(localId, [...(held.get(localId) ?? []), change]),
    letGo(localId, change) {
      const left = (held.get(localId) ?? []).filter((one) => one !== change)
      if (left.length > 0) held.set(localId, left)
      else held.delete(localId)
    },
    byLocalId: (localId) => one('p.local_id = ?', localId),
    find: (id) =>
      // A payment that is only watched has no externalId of its own.
      id === ''
        ? undefined
        : (one('p.local_id = ? OR p.payment_id = ? OR p.external_id = ?', id, id, id) ??
          heldAs(id)),
    list({ search, limit }) {
      const term = search?.trim() ?? ''
      const where =
        term === ''
          ? ''
          : `WHERE ${[
              'local_id',
              'payment_id',
              'external_id',
              'participant_name',
              'payer_name',
              'state',
              'last_status',
              'reason_code',
              'environment_name',
              'amount_wire',
            ]
              .map((name) => `p.${name} LIKE @like ESCAPE '\\'`)
              .join(' OR ')}`
      const like = `%${term.replace(/[\\%_]/g, '\\$&')}%`
      const statement = db.prepare(
        `SELECT ${paymentColumns} FROM ${paymentSource} ${where} ORDER BY p.created_at DESC, p.rowid DESC LIMIT @limit`,
      )
      const rows = statement.all(term === '' ? { limit } : { like, limit }) as Row[]
      return rows.map(toSummary)
    },
    interrupted: () =>
      db
        .prepare(
          `SELECT local_id AS localId, created_at AS createdAt FROM payments WHERE state = 'intent'`,
        )
        .all() as { localId: string; createdAt: string }[],
    originOf: (localId) =>
      text(db.prepare('SELECT origin FROM payments WHERE local_id = ?').get(localId), 'origin'),
    countOf(environmentId) {
      const row = db
        .prepare('SELECT count(*) AS total FROM payments WHERE environment_id = ?')
        .get(environmentId) as Row
      return Number(row['total'])
    },
    goingOn: (environmentId) =>
      (
        db
          .prepare(`SELECT local_id FROM payments WHERE environment_id = ? AND state = 'accepted'`)
          .all(environmentId) as Row[]
      ).map((row) => String(row['local_id'])),
    bodyOf: (localId) =>
      text(db.prepare('SELECT body FROM payments WHERE local_id = ?').get(localId), 'body'),
    queryOf: (localId) =>
      text(db.prepare('SELECT query FROM payments WHERE local_id = ?').get(localId), 'query'),
  }
}

const text = (row: unknown, name: string): string | undefined => {
  const value = (row as Row | undefined)?.[name]
  return typeof value === 'string' ? value : undefined
}

/** A watch whose program was killed is watched by nobody, although its row still says so. */
const diedAt = (host: unknown, pid: unknown): boolean =>
  host === hostname() && typeof pid === 'number' && pid !== process.pid && !isAlive(pid)

/** One row that cannot be read must not hide all the others. */
function readStalls(text: string): Stall[] {
  try {
    const stalls: unknown = JSON.parse(text)
    return Array.isArray(stalls) ? (stalls as Stall[]) : []
  } catch {
    return []
  }
}

export function toSummary(row: Row): PaymentSummary {
  const summary: PaymentSummary = {
    localId: String(row['local_id']),
    environmentId: String(row['environment_id']),
    environmentName: String(row['environment_name']),
    externalId: String(row['external_id']),
    state: row['state'] as PaymentState,
    amountCentavos: Number(row['amount_centavos']),
    amountWire: String(row['amount_wire']),
    participantId: String(row['participant_id']),
    participantName: String(row['participant_name']),
    payerName: String(row['payer_name']),
    createdAt: String(row['created_at']),
    watching: row['watching'] === 1 && !diedAt(row['watch_host'], row['watch_pid']),
  }
  const optional = {
    paymentId: row['payment_id'],
    endedAt: row['ended_at'],
    lastStatus: row['last_status'],
    order: row['order_verdict'],
    consentUrl: row['consent_url'],
    flow: row['flow'] === 'payment' ? undefined : row['flow'],
    paymentUrl: row['payment_url'],
    resendOf: row['resend_of'],
    evidence: row['evidence'],
    readinessOverride: row['readiness_override'],
    statusSince: row['status_since'],
    intervalMs: row['interval_ms'],
  }
  for (const [key, value] of Object.entries(optional)) {
    if (value !== null && value !== undefined) Object.assign(summary, { [key]: value })
  }
  if (row['negative'] === 1) summary.negative = true
  if (typeof row['stalls'] === 'string') summary.stalls = readStalls(row['stalls'])
  if (row['paused'] === 1) summary.paused = true
  if (summary.watching && row['watch_pid'] !== process.pid) summary.watchedElsewhere = true
  if (typeof row['reason_code'] === 'string') {
    summary.reason = { code: row['reason_code'], message: String(row['reason_message'] ?? '') }
  }
  return summary
}
