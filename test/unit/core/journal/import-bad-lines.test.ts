import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openJournal } from '../../../../core/journal/journal.ts'
import { sampleIntent } from '../../../support/core/sample-intent.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'

it('counts lines that the lists could not show as unreadable, and takes over no address that could be opened', async () => {
  const folder = temporaryFolder()
  const { journal } = openJournal(folder, 'one', 0)
  journal.payments.insertIntent(sampleIntent({ localId: 'good' }))
  journal.payments.update('good', { state: 'accepted', consentUrl: 'https://evil.example/' })
  const file = join(folder, 'out.ndjson')
  await journal.transfer.export(file, { maskPersonal: false, at: '2026-11-22T12:00:00.000Z' })
  journal.close()
  const [head = '', line = ''] = readFileSync(file, 'utf8').split('\n')
  const { row } = JSON.parse(line) as { row: object }
  const bad = [{ state: 'banana' }, { created_at: 'not a date' }, { stalls: '{not json' }]
  const lines = bad.map((change, at) =>
    JSON.stringify({ type: 'payment', row: { ...row, local_id: `bad-${at}`, ...change } }),
  )
  writeFileSync(file, [head, line, ...lines].join('\n'))

  const { journal: other } = openJournal(temporaryFolder(), 'two', 0)
  const result = await other.transfer.import(file, (text) => text)
  expect(result).toMatchObject({ payments: 1, unreadable: 3 })
  expect(other.payments.list({ limit: 9 }).map(({ localId }) => localId)).toEqual(['good'])
  expect(other.payments.byLocalId('good')?.consentUrl).toBeUndefined()
  other.close()
})
