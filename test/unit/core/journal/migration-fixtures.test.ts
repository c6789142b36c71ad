import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { openJournal } from '../../../../core/journal/journal.ts'
import { journalVersion } from '../../../../core/journal/migrations.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'

const fixtures = fileURLToPath(new URL('../../../support/core/journals/', import.meta.url))
const files = readdirSync(fixtures).filter((name) => /^v\d+\.sql$/.test(name))
const versions = files.map((name) => Number(/\d+/.exec(name)?.[0])).sort((a, b) => a - b)

type Db = InstanceType<typeof Database>
const rows = (db: Db, sql: string): Record<string, unknown>[] =>
  db.prepare(sql).all() as Record<string, unknown>[]

/** What a file is made of, whatever way its tables came to be. */
function shapeOf(folder: string): object {
  const db = new Database(join(folder, 'journal.db'))
  const names = (type: string): string[] =>
    rows(db, `SELECT name FROM sqlite_master WHERE type = '${type}' ORDER BY name`).map(
      ({ name }) => String(name),
    )
  const tables = names('table').map((table) => [
    table,
    (db.pragma(`table_xinfo("${table}")`) as { name: string; type: string }[]).map(
      ({ name, type }) => `${name} ${type}`,
    ),
  ])
  const shape = {
    tables,
    indexes: names('index'),
    triggers: names('trigger'),
    views: names('view'),
  }
  db.close()
  return shape
}

/** A profile folder with a journal as that version wrote it. */
function folderOf(version: number): string {
  const folder = temporaryFolder()
  const db = new Database(join(folder, 'journal.db'))
  db.exec(readFileSync(join(fixtures, `v${version}.sql`), 'utf8'))
  db.close()
  return folder
}

// A version gets its fixture when it is released: the schema as it then is, with rows like those of the others.
it('there is a fixture of every version up to the last one that has one', () => {
  expect(versions).toEqual(versions.map((_version, index) => index + 1))
  expect(versions.at(-1)).toBeGreaterThanOrEqual(9)
  expect(versions.at(-1)).toBeLessThanOrEqual(journalVersion)
})

describe.each(versions)('a journal of version %i', (version) => {
  it('becomes what a new one is', () => {
    const [old, fresh] = [folderOf(version), temporaryFolder()]
    openJournal(old, 'test', 0).journal.close()
    openJournal(fresh, 'test', 0).journal.close()
    expect(shapeOf(old)).toEqual(shapeOf(fresh))
    const db = new Database(join(old, 'journal.db'))
    expect(rows(db, 'PRAGMA integrity_check')[0]).toMatchObject({ integrity_check: 'ok' })
    expect(rows(db, 'PRAGMA foreign_key_check')).toEqual([])
    db.close()
  })

  it('keeps everything that was in it, and can be searched', () => {
    const { journal, setAsideAs } = openJournal(folderOf(version), 'test', 0)
    expect(setAsideAs).toBeUndefined()
    const query = { search: '', sort: 'createdAt', descending: true, offset: 0, limit: 9 } as const
    const page = journal.payments.query(query)
    expect(page.rows.map(({ localId, state }) => [localId, state])).toEqual([
      ['local-3', 'unknown'],
      ['local-2', 'accepted'],
      ['local-1', 'completed'],
    ])
    expect(page.rows[2]).toMatchObject({ order: 'skipped', lastStatus: 'PAYMENT_COMPLETED' })
    expect(journal.payments.query({ ...query, search: 'order-1 brasil' }).total).toBe(1)
    expect(journal.payments.query({ ...query, methods: ['PIX_DICT'] }).total).toBe(2)
    const window = { offset: 0, limit: 9 }
    expect(journal.exchanges.query({ ...window, search: 'timeout' }).rows[0]?.id).toBe('e-9')
    expect(journal.exchanges.get('e-1')?.timings).toEqual({ total: 7 })
    const changes = journal.observations.page({ localId: 'local-1', ...window, onlyChanges: true })
    expect(changes.rows.map(({ seq }) => seq)).toEqual([1, 3])
    expect(journal.leases.orphans(Date.now()).map(({ localId }) => localId)).toEqual(['local-2'])
    expect(journal.drafts.get('simulator')).toContain('48,00')
    if (version >= 2) expect(journal.drift.list()).toHaveLength(1)
    if (version >= 3) expect(journal.posts.get('post-1')?.state).toBe('answered')
    // And goes on as if it had always been this one.
    journal.payments.update('local-2', { state: 'rejected', lastStatus: 'PAYMENT_REJECTED' })
    expect(journal.payments.query({ ...query, search: 'rejected' }).rows[0]?.localId).toBe(
      'local-2',
    )
    journal.close()
  })
})
