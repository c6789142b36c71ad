import type { StoryEntry, StoryKind, StoryQuery } from '../model/history.ts'
import type { Observation } from '../model/observation.ts'
import type { Db, Row } from './database.ts'
import { toExchangeSummary, summaryColumns } from './exchanges-table.ts'

/** Where an entry is found: read whole only where it is in the window. */
export interface StoryPlace {
  at: string
  kind: StoryKind
  key: string
}

/** At the same millisecond a cause stands before what it caused. */
const order: readonly StoryKind[] = [
  'override',
  'intent',
  'post',
  'exchange',
  'observation',
  'webhook',
  'details',
  'resend',
  'note',
  'end',
]

export interface StoryTable {
  /** Where the entries are, oldest first. */
  places(query: StoryQuery): { places: StoryPlace[]; total: number }
  /** The entry of an exchange, an observation or an override, whole; of the rest, where it stands. */
  entry(localId: string, place: StoryPlace): StoryEntry
}

export const storyTable = (db: Db): StoryTable => ({
  places: (query) => storyPlaces(db, query),
  entry: (localId, place) => storyEntry(db, localId, place),
})

/**
 * All that happened to a payment on one line of time. A poll is told by its observation; its exchange stands beside it
 * only where it failed.
 */
function storyPlaces(
  db: Db,
  { localId, everyPoll, offset, limit }: StoryQuery,
): { places: StoryPlace[]; total: number } {
  const polls = everyPoll === true ? 'observations' : 'observation_marks'
  const parts = [
    `SELECT created_at AS at, 'intent' AS kind, local_id AS key FROM payments WHERE local_id = @id`,
    `SELECT ended_at, 'end', local_id FROM payments WHERE local_id = @id AND ended_at IS NOT NULL`,
    `SELECT at, 'exchange', id FROM exchanges WHERE local_id = @id
       AND (step <> 'status' OR error_code IS NOT NULL OR http_status >= 400)`,
    `SELECT (SELECT o.at FROM observations o WHERE o.local_id = @id AND o.seq = m.seq), 'observation',
       CAST(m.seq AS TEXT) FROM ${polls} m WHERE m.local_id = @id`,
    `SELECT at, 'webhook', id FROM webhooks WHERE local_id = @id`,
    `SELECT json_extract(record, '$.fetchedAt'), 'details', local_id FROM payment_details WHERE local_id = @id`,
    `SELECT created_at, 'post', id FROM posts WHERE local_id = @id`,
    `SELECT created_at, 'resend', local_id FROM payments WHERE resend_of = @id`,
    `SELECT at, 'note', id FROM notes WHERE local_id = @id`,
    `SELECT at, 'override', CAST(id AS TEXT) FROM guard_events WHERE local_id = @id AND kind = 'sent'`,
  ]
  const all = parts.join('\nUNION ALL ')
  const rank = order.map((kind, place) => `WHEN '${kind}' THEN ${place}`).join(' ')
  const total = db.prepare(`SELECT count(*) AS n FROM (${all})`).get({ id: localId }) as Row
  const places = db
    .prepare(
      `SELECT at, kind, key FROM (${all}) ORDER BY at, CASE kind ${rank} END, key LIMIT @limit OFFSET @offset`,
    )
    .all({ id: localId, limit, offset }) as StoryPlace[]
  return {
    places: places.map(({ at, kind, key }) => ({ at, kind, key })),
    total: Number(total['n']),
  }
}

/** The entry of an exchange or an observation. */
function storyEntry(db: Db, localId: string, { at, kind, key }: StoryPlace): StoryEntry {
  const entry: StoryEntry = { id: `${kind}:${key}`, at, kind }
  if (kind === 'exchange') {
    const row = db.prepare(`SELECT ${summaryColumns} FROM exchanges WHERE id = ?`).get(key)
    entry.exchange = toExchangeSummary(row as Row)
  }
  if (kind === 'observation') {
    const row = db
      .prepare('SELECT record FROM observations WHERE local_id = ? AND seq = ?')
      .get(localId, Number(key)) as Row
    entry.observation = JSON.parse(String(row['record'])) as Observation
  }
  if (kind === 'override') {
    const row = db.prepare('SELECT reason FROM guard_events WHERE id = ?').get(Number(key)) as Row
    entry.text = String(row['reason'] ?? '')
  }
  return entry
}
