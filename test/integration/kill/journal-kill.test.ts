import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'
import { expect, it } from 'vitest'
import { openJournal } from '../../../core/journal/journal.ts'
import { journalVersion } from '../../../core/journal/migrations.ts'
import { startChild } from '../../support/core/child.ts'
import { seededFractions } from '../../support/core/seeded-random.ts'
import { temporaryFolder } from '../../support/core/temporary-folder.ts'

const long = process.env['KLAVI_TESTER_LONG'] !== undefined
const rounds = long ? 50 : 5
const seed = Number(process.env['KLAVI_TESTER_SEED'] ?? 20261122)
const fixture = fileURLToPath(new URL('../../support/core/journals/v1.sql', import.meta.url))
const more = 1_500

/** A journal of the first version with many payments: half of them old, half of the day. */
function oldJournal(): string {
  const folder = temporaryFolder()
  const db = new Database(join(folder, 'journal.db'))
  db.exec(readFileSync(fixture, 'utf8'))
  const copy = db.prepare(
    `INSERT INTO payments SELECT ?, environment_id, environment_name, origin, ?, payment_id, 'completed', amount_centavos,
       amount_wire, participant_id, participant_name, payer_name, body, ?, ?, last_status, order_verdict, reason_code,
       reason_message, consent_url FROM payments WHERE local_id = 'local-1'`,
  )
  db.transaction(() => {
    for (let index = 0; index < more; index += 1) {
      const at = index % 2 === 0 ? '2026-01-01T00:00:00.000Z' : '2026-11-22T11:00:00.000Z'
      copy.run(`copy-${index}`, `order-copy-${index}`, at, at)
    }
  })()
  db.close()
  return folder
}

function expectWhole(folder: string, least: number): void {
  const { journal, setAsideAs } = openJournal(folder, 'test', Date.now())
  expect(setAsideAs).toBeUndefined()
  const query = { search: 'order-copy', sort: 'createdAt', descending: true } as const
  const found = journal.payments.query({ ...query, offset: 0, limit: 1 })
  expect(found.total).toBeGreaterThanOrEqual(least)
  expect(journal.payments.query({ ...query, search: '', offset: 0, limit: 1 }).total).toBe(
    found.total + 3,
  )
  journal.close()
  const db = new Database(join(folder, 'journal.db'))
  expect(db.pragma('integrity_check')).toMatchObject([{ integrity_check: 'ok' }])
  expect(db.pragma('foreign_key_check')).toEqual([])
  expect(db.pragma('user_version')).toMatchObject([{ user_version: journalVersion }])
  const triggers = db.prepare(`SELECT count(*) AS n FROM sqlite_master WHERE type = 'trigger'`)
  expect((triggers.get() as { n: number }).n).toBeGreaterThanOrEqual(10)
  db.close()
}

it.each([
  ['its migration', false],
  ['its making anew', true],
])(
  `a journal survives ${rounds} kills during %s`,
  async (_name, sweep) => {
    const fraction = seededFractions(seed)
    for (let round = 0; round < rounds; round += 1) {
      const profile = oldJournal()
      const child = startChild('journal-writer.ts', { profile, sweep })
      await child.line(({ type }) => type === (sweep ? 'opened' : 'begin'))
      // The moment of the kill is the one thing here that is measured in time.
      await setTimeout(fraction() * 120)
      await child.kill()
      expectWhole(profile, sweep ? more / 2 : more)
    }
  },
  long ? 300_000 : 60_000,
)
