import { join } from 'node:path'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { openJournal } from '../../../../core/journal/journal.ts'
import { journalVersion } from '../../../../core/journal/migrations.ts'
import { sampleIntent } from '../../../support/core/sample-intent.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'

const versionOf = (db: InstanceType<typeof Database>): number =>
  (db.pragma('user_version') as { user_version: number }[])[0]?.user_version ?? -1

describe('migrations', () => {
  it('make a new file the present version, with everything in it', () => {
    const folder = temporaryFolder()
    openJournal(folder, 'test', 0).journal.close()
    const db = new Database(join(folder, 'journal.db'))
    expect(versionOf(db)).toBe(journalVersion)
    const tables = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
    expect((tables.all() as { name: string }[]).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['drafts', 'exchanges', 'observations', 'payments', 'watches']),
    )
    db.close()
  })

  it('leave a file of the present version as it is', () => {
    const folder = temporaryFolder()
    const { journal } = openJournal(folder, 'test', 0)
    journal.payments.insertIntent(sampleIntent())
    journal.close()
    const again = openJournal(folder, 'test', 0)
    expect(again.setAsideAs).toBeUndefined()
    expect(again.journal.payments.byLocalId('local-1')?.externalId).toBe('order-1')
    again.journal.close()
  })

  it('refuse a file of a newer version, and leave it alone', () => {
    const folder = temporaryFolder()
    openJournal(folder, 'test', 0).journal.close()
    const file = join(folder, 'journal.db')
    const newer = new Database(file)
    newer.pragma(`user_version = ${journalVersion + 1}`)
    newer.close()
    expect(() => openJournal(folder, 'test', 0)).toThrow(/version .* install the newer program/)
    const after = new Database(file)
    expect(versionOf(after)).toBe(journalVersion + 1)
    after.close()
  })

  it('make connections wait for each other, and wipe what is deleted', () => {
    const folder = temporaryFolder()
    const { journal } = openJournal(folder, 'test', 0)
    journal.close()
    const db = new Database(join(folder, 'journal.db'))
    expect(db.pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }])
    db.close()
  })
})
