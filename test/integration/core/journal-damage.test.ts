import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { klaviLike, workbenchOn } from '../../support/core/klavi-like.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'
import { temporaryFolder } from '../../support/core/temporary-folder.ts'
import { openTestWorkbench } from '../../support/core/test-workbench.ts'

it('a corrupt journal is set aside, told, and never deleted; payments go on', async () => {
  const folder = temporaryFolder()
  const damaged = 'this was a journal once '.repeat(400)
  writeFileSync(join(folder, 'journal.db'), damaged)
  const { bench } = await openTestWorkbench({ folder })
  const notice = bench.notices.list().find(({ code }) => code === 'journal-set-aside')
  const aside = readdirSync(folder).find((name) => name.startsWith('journal.db.damaged-')) ?? ''
  expect(notice?.message).toContain(aside)
  expect(readFileSync(join(folder, aside), 'utf8')).toBe(damaged)

  const { payment } = await bench.payments.send('simulator', sampleDraft(), { watch: false })
  expect(payment.state).toBe('accepted')
  expect(bench.payments.list({ limit: 9 })).toHaveLength(1)
  bench.notices.dismiss(notice?.id ?? '')
  expect(bench.notices.list().map(({ code }) => code)).not.toContain('journal-set-aside')
})

// As root, modes are no obstacle: a folder stands where the file should be.
it('where no journal can be written nothing is sent, and it is told', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'journal.db'))
  const server = await klaviLike({})
  const { bench } = await workbenchOn(server, { folder })
  const notice = bench.notices.list().find(({ code }) => code === 'journal-unavailable')
  expect(notice?.severity).toBe('error')
  await expect(bench.payments.send('custom', sampleDraft())).rejects.toMatchObject({
    code: 'journal-unavailable',
  })
  expect(server.of('POST /payments')).toEqual([])
  // Everything else can be looked at.
  await expect(bench.authenticate('custom')).resolves.toBeDefined()
  await expect(bench.participants.fetch('custom')).resolves.toBeDefined()
  expect(bench.payments.list({ limit: 9 })).toEqual([])
  expect(bench.exchanges.list({ limit: 9 })).toHaveLength(2)
})

it('a journal that fails in mid-run is told, and nothing is sent any more', async () => {
  const server = await klaviLike({
    status: () => ({ status: 200, body: { id: 'p-1', status: 'X' } }),
  })
  const { bench, folder } = await workbenchOn(server)
  await bench.authenticate('custom')
  // Somebody else holds the file and does not let go: every write waits in vain.
  const { default: Database } = await import('libsql')
  const other = new Database(join(folder, 'journal.db'))
  other.exec(
    'PRAGMA foreign_keys = OFF; DROP TABLE watches; DROP TABLE observations; DROP TABLE exchanges;',
  )
  await bench.authenticate('custom')
  expect(bench.notices.list().map(({ code }) => code)).toContain('journal-unavailable')
  await expect(bench.payments.send('custom', sampleDraft())).rejects.toMatchObject({
    code: 'journal-unavailable',
  })
  expect(server.of('POST /payments')).toEqual([])
  other.close()
})
