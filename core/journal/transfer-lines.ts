import { maskBody, maskText } from '../evidence/personal-data.ts'
import type { Db, Row } from './database.ts'

/** The version of the lines; a file of a newer one is refused. */
export const transferVersion = 1

/** Tables that travel, parents before children, with the columns that say which row is which. */
const tables = {
  payment: { table: 'payments', key: ['local_id'] },
  exchange: { table: 'exchanges', key: ['id'] },
  observation: { table: 'observations', key: ['local_id', 'seq'] },
  webhook: { table: 'webhooks', key: ['id'] },
  details: { table: 'payment_details', key: ['local_id'] },
  note: { table: 'notes', key: ['id'] },
} as const

export type TransferKind = keyof typeof tables
export const transferKinds = Object.keys(tables) as TransferKind[]
export const isTransferKind = (kind: unknown): kind is TransferKind =>
  typeof kind === 'string' && Object.hasOwn(tables, kind)

/** Columns that hold a body or a record, masked field by field. */
const jsonColumns = new Set(['body', 'record', 'request_body', 'response_body'])
/** Ids by which rows know each other stay as they are. */
const keyColumns = new Set(['id', 'local_id', 'resend_of', 'exchange_id'])

/** Columns of a table that can be written: generated ones are made again by themselves. */
function columnsOf(db: Db, table: string): string[] {
  const rows = db.pragma(`table_info(${table})`) as { name: string }[]
  return rows.map(({ name }) => name)
}

/** All rows of a kind as lines, oldest first; read in windows, so that nothing is held. */
export function* exportLines(db: Db, kind: TransferKind, maskPersonal: boolean): Generator<string> {
  const { table, key } = tables[kind]
  const columns = columnsOf(db, table)
  const order = key.join(', ')
  const step = 200
  let after: unknown[] | undefined
  for (;;) {
    const where = after === undefined ? '' : `WHERE (${order}) > (${key.map(() => '?').join(', ')})`
    const rows = db
      .prepare(
        `SELECT ${columns.join(', ')} FROM ${table} ${where} ORDER BY ${order} LIMIT ${step}`,
      )
      .all(...(after ?? [])) as Row[]
    for (const row of rows) {
      const { _metadata: _, ...plain } = row
      yield JSON.stringify({ type: kind, row: maskPersonal ? maskRow(plain) : plain })
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < step) return
    after = key.map((name) => last[name])
  }
}

function maskRow(row: Row): Row {
  const entries = Object.entries(row).map(([name, value]) => {
    if (typeof value !== 'string') return [name, value] as const
    if (jsonColumns.has(name)) return [name, maskBody(value)] as const
    return [name, keyColumns.has(name) ? value : maskText(value)] as const
  })
  return Object.fromEntries(entries) as Row
}

export interface LineWriter {
  /** @returns false for a row that was here already; throws for one that does not fit */
  write(kind: TransferKind, row: Record<string, unknown>): boolean
}

/** @param redact what every text passes through on its way in: a file may come from anywhere */
export function lineWriter(db: Db, redact: (text: string) => string): LineWriter {
  const known = new Map(
    transferKinds.map((kind) => [kind, new Set(columnsOf(db, tables[kind].table))]),
  )
  return {
    write(kind, row) {
      const names = Object.keys(row).filter((name) => known.get(kind)?.has(name))
      const values = names.map((name) => {
        const value = row[name]
        return typeof value === 'string' ? redact(value) : value
      })
      const { changes } = db
        .prepare(
          `INSERT INTO ${tables[kind].table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
           ON CONFLICT DO NOTHING`,
        )
        .run(...values)
      return changes > 0
    },
  }
}
