import type { BodySlice, ExchangeDetail, ExchangeSummary, HeaderList } from '../model/exchange.ts'
import type { Db, Row } from './database.ts'
import type { LargeBodies } from './large-bodies.ts'

/** One exchange as it is written: redacted, whole. */
export interface ExchangeRecord extends ExchangeDetail {
  requestBody: string
  /** Empty where it is in a file of its own. */
  responseBody: string
  /** Of LargeBodies. */
  responseBodyKey?: string
}

export interface ExchangesTable {
  insert(record: ExchangeRecord): void
  list(query: { environmentId?: string; localId?: string; limit: number }): ExchangeSummary[]
  get(id: string): ExchangeDetail | undefined
  /** `offset` and `length` in characters. */
  body(query: {
    id: string
    side: 'request' | 'response'
    offset: number
    length: number
  }): BodySlice | undefined
  /** Where a body lies; `key` names its text, which never changes. */
  bodyPlace(
    id: string,
    side: 'request' | 'response',
  ): { key: string; characters: number; file?: string } | undefined
}

export const summaryColumns =
  'id, environment_id, local_id, step, at, method, url, http_status, error_code, latency_ms, retry_of'

export function exchangesTable(
  db: Db,
  bodies: Pick<LargeBodies, 'slice' | 'place'>,
): ExchangesTable {
  const insert = db.prepare(`
    INSERT INTO exchanges (${summaryColumns}, error_message, request_headers, request_body, response_headers,
      response_body, request_bytes, response_bytes, transport, response_body_key)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)

  return {
    insert(record) {
      const transport = {
        timings: record.timings,
        tls: record.tls,
        remoteAddress: record.remoteAddress,
        proxy: record.proxy,
        reused: record.reused,
        responseSha256: record.responseSha256,
        incomplete: record.incomplete,
      }
      insert.run(
        record.id,
        record.environmentId,
        record.localId ?? null,
        record.step,
        record.at,
        record.method,
        record.url,
        record.httpStatus ?? null,
        record.errorCode ?? null,
        Math.round(record.latencyMs),
        record.retryOf ?? null,
        record.errorMessage ?? null,
        JSON.stringify(record.requestHeaders),
        visible(record.requestBody),
        JSON.stringify(record.responseHeaders),
        visible(record.responseBody),
        record.requestBytes,
        record.responseBytes,
        JSON.stringify(transport),
        record.responseBodyKey ?? null,
      )
    },
    list({ environmentId, localId, limit }) {
      const conditions: string[] = []
      const values: unknown[] = []
      if (environmentId !== undefined) {
        conditions.push('environment_id = ?')
        values.push(environmentId)
      }
      if (localId !== undefined) {
        conditions.push('local_id = ?')
        values.push(localId)
      }
      const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
      const rows = db
        .prepare(
          `SELECT ${summaryColumns} FROM exchanges ${where} ORDER BY at DESC, rowid DESC LIMIT ?`,
        )
        .all(...values, limit) as Row[]
      return rows.map(toExchangeSummary)
    },
    get(id) {
      const row = db
        .prepare(
          `SELECT ${summaryColumns}, error_message, request_headers, response_headers, request_bytes, response_bytes, transport
           FROM exchanges WHERE id = ?`,
        )
        .get(id) as Row | undefined
      return row === undefined ? undefined : toDetail(row)
    },
    body({ id, side, offset, length }) {
      const row = db
        .prepare(
          `SELECT substr(${side}_body, ?, ?) AS text, length(${side}_body) AS total, response_body_key
           FROM exchanges WHERE id = ?`,
        )
        .get(offset + 1, length, id) as Row | undefined
      if (row === undefined) return undefined
      const key = row['response_body_key']
      if (side === 'response' && typeof key === 'string') return bodies.slice(key, offset, length)
      return { text: String(row['text'] ?? ''), offset, total: Number(row['total'] ?? 0) }
    },
    bodyPlace(id, side) {
      const row = db
        .prepare(
          `SELECT length(${side}_body) AS total, response_body_key FROM exchanges WHERE id = ?`,
        )
        .get(id) as Row | undefined
      if (row === undefined) return undefined
      const key = row['response_body_key']
      if (side === 'request' || typeof key !== 'string') {
        return { key: `${id} ${side}`, characters: Number(row['total'] ?? 0) }
      }
      const place = bodies.place(key)
      return place && { key, ...place }
    },
  }
}

/** SQLite's text functions end at a zero character, which a binary body may hold: its picture stands for it. */
const visible = (body: string): string => body.replaceAll('\u0000', '\u2400')

export function toExchangeSummary(row: Row): ExchangeSummary {
  const summary: ExchangeSummary = {
    id: String(row['id']),
    environmentId: String(row['environment_id']),
    step: row['step'] as ExchangeSummary['step'],
    at: String(row['at']),
    method: row['method'] as ExchangeSummary['method'],
    url: String(row['url']),
    latencyMs: Number(row['latency_ms']),
  }
  if (typeof row['local_id'] === 'string') summary.localId = row['local_id']
  if (typeof row['http_status'] === 'number') summary.httpStatus = row['http_status']
  if (typeof row['error_code'] === 'string') summary.errorCode = row['error_code']
  if (typeof row['retry_of'] === 'string') summary.retryOf = row['retry_of']
  return summary
}

function toDetail(row: Row): ExchangeDetail {
  const detail: ExchangeDetail = {
    ...toExchangeSummary(row),
    requestHeaders: JSON.parse(String(row['request_headers'])) as HeaderList,
    responseHeaders: JSON.parse(String(row['response_headers'])) as HeaderList,
    requestBytes: Number(row['request_bytes']),
    responseBytes: Number(row['response_bytes']),
    ...(JSON.parse(String(row['transport'] ?? '{}')) as Partial<ExchangeDetail>),
  }
  if (typeof row['error_message'] === 'string') detail.errorMessage = row['error_message']
  return detail
}
