import type { Db, Row } from './database.ts'

/** A shorter id (a person may have typed `1`) would be found in what has nothing to do with it. */
const tellingLength = 8

/**
 * Removes a payment and what tells of it; runs inside the caller's transaction.
 * - By its key: exchanges, observations, watch, notes, details, POSTs, webhooks and guard events that are tied to it.
 * - By its ids, where nothing ties it: webhooks and return visits that name it, exchanges and POSTs of the request desk
 *   that were about it, readiness runs that sent it (their evidence is the payment; the verdict that unlocks production
 *   stays, it names none), examples of drift.
 * @returns keys of the large bodies that it had, for `LargeBodies.release`
 */
export function forgetPayment(db: Db, localId: string): string[] {
  const payment = db
    .prepare('SELECT payment_id, external_id FROM payments WHERE local_id = ?')
    .get(localId) as Row | undefined
  if (payment === undefined) return []
  const ids = [localId, payment['payment_id'], payment['external_id']].filter(
    (id): id is string => typeof id === 'string' && id.length >= tellingLength,
  )
  const bodies = new Set<string>()
  const noteBodies = (where: string, value: string): void => {
    const rows = db
      .prepare(
        `SELECT DISTINCT response_body_key AS key FROM exchanges WHERE response_body_key IS NOT NULL AND ${where}`,
      )
      .all(value) as { key: string }[]
    for (const { key } of rows) bodies.add(key)
  }

  noteBodies('local_id = ?', localId)
  db.prepare(`DELETE FROM return_visits WHERE json_extract(record, '$.localId') = ?`).run(localId)
  db.prepare('DELETE FROM guard_events WHERE local_id = ?').run(localId)
  for (const id of ids) {
    const loose = 'local_id IS NULL AND instr(url, ?) > 0'
    noteBodies(loose, id)
    db.prepare(`DELETE FROM exchanges WHERE ${loose}`).run(id)
    db.prepare('DELETE FROM posts WHERE local_id IS NULL AND instr(path || body, ?) > 0').run(id)
    db.prepare('DELETE FROM webhooks WHERE local_id IS NULL AND instr(record || body, ?) > 0').run(
      id,
    )
    db.prepare('DELETE FROM return_visits WHERE instr(record, ?) > 0').run(id)
    db.prepare('DELETE FROM readiness_runs WHERE instr(head || evidence, ?) > 0').run(id)
    db.prepare(`UPDATE drift SET example = '' WHERE instr(example, ?) > 0`).run(id)
  }
  db.prepare('UPDATE payments SET resend_of = NULL WHERE resend_of = ?').run(localId)
  db.prepare('DELETE FROM payments WHERE local_id = ?').run(localId)
  return [...bodies]
}
