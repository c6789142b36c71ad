import { chmodSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, it, onTestFinished } from 'vitest'
import type { ExchangeSummary } from '../../../core/model/exchange.ts'
import type { Observation } from '../../../core/model/observation.ts'
import { startChild, type Line } from '../../support/core/child.ts'
import { klaviLike, workbenchOn } from '../../support/core/klavi-like.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'
import { acceptedBySimulator } from '../../support/core/simulator-record.ts'
import { temporaryFolder } from '../../support/core/temporary-folder.ts'
import { openTestWorkbench } from '../../support/core/test-workbench.ts'

const everything = { limit: 1_000_000 }
const isNotice = ({ type, name, payload }: Line): boolean =>
  type === 'event' &&
  name === 'notice' &&
  (payload as { code?: string }).code === 'journal-unavailable'
const failed = ({ type }: Line): boolean => type === 'failed'

/** A limit of the shell stands for a full disk: the journal's files cannot grow beyond it. */
it.skipIf(process.platform === 'win32')(
  'a disk that is full is told, and every payment that left is in the journal',
  async () => {
    const profile = temporaryFolder()
    const before = await openTestWorkbench({ folder: profile })
    await before.bench.payments.send('simulator', sampleDraft(), { watch: false })
    await before.close()
    const largest = Math.max(
      ...['journal.db', 'journal.db-wal'].map((name) => statSync(join(profile, name)).size),
    )
    const child = startChild(
      'bench-child.ts',
      { profile, stepMs: 5 },
      { fileLimitBytes: largest + 40_000 },
    )
    await child.line(({ type }) => type === 'ready')
    // One after another, until the disk is full; that takes about ten.
    for (let sent = 0; sent < 200 && !child.lines.some(failed); sent += 1) {
      child.tell({ do: 'send', amount: '48,00' })
      const count = child.lines.filter(({ type }) => type === 'sent' || failed({ type })).length
      await child.line(
        () => child.lines.filter(({ type }) => type === 'sent' || failed({ type })).length > count,
      )
    }
    expect(child.lines.find(failed)).toMatchObject({ code: 'journal-unavailable' })
    // It lives on and obeys.
    child.tell({ do: 'resume' })
    await child.line(({ type }) => type === 'resumed')
    await child.kill()

    // There is room again.
    const { bench } = await openTestWorkbench({ folder: profile })
    const known = new Set(bench.payments.list(everything).map(({ externalId }) => externalId))
    const accepted = acceptedBySimulator(profile)
    expect(accepted.length).toBeGreaterThan(1)
    expect(new Set(accepted.map(({ externalId }) => externalId)).size).toBe(accepted.length)
    for (const { externalId } of accepted) expect(known).toContain(externalId)

    // What was shown and is not in the journal was shown after it had been told that nothing can be written.
    const told = child.lines.findIndex(isNotice)
    const safe = told === -1 ? child.lines : child.lines.slice(0, told)
    const exchanges = new Set(bench.exchanges.list(everything).map(({ id }) => id))
    for (const line of safe) {
      if (line['name'] === 'exchange') {
        expect(exchanges).toContain((line['payload'] as ExchangeSummary).id)
      } else if (line['name'] === 'observation') {
        const { localId, seq } = line['payload'] as Observation
        expect(bench.watch.log({ localId, afterSeq: seq - 1, limit: 1 })[0]?.seq).toBe(seq)
      }
    }
    const { payment } = await bench.payments.send('simulator', sampleDraft(), { watch: false })
    expect(payment.state).toBe('accepted')
  },
  60_000,
)

it('a journal that another program holds for longer than one waits: nothing leaves, and later all goes on', async () => {
  const server = await klaviLike({})
  const { bench, folder } = await workbenchOn(server)
  // The token is there, so that the payment's own intent is what has to wait.
  await bench.authenticate('custom')
  const other = new Database(join(folder, 'journal.db'))
  onTestFinished(() => void other.close())
  other.exec('BEGIN IMMEDIATE')
  await expect(bench.payments.send('custom', sampleDraft())).rejects.toMatchObject({
    code: 'journal-unavailable',
    details: { reason: expect.stringMatching(/locked|busy/i) },
  })
  expect(server.of('POST /payments')).toEqual([])
  other.exec('ROLLBACK')

  const { payment } = await bench.payments.send('custom', sampleDraft(), { watch: false })
  expect(payment.state).toBe('accepted')
  expect(server.of('POST /payments')).toHaveLength(1)
  expect(bench.payments.list(everything)).toHaveLength(1)
})

it('an intent that could not be written whole is no payment under way', async () => {
  const server = await klaviLike({})
  const { bench, folder } = await workbenchOn(server)
  await bench.authenticate('custom')
  const other = new Database(join(folder, 'journal.db'))
  other.exec(
    `CREATE TRIGGER no_lease BEFORE INSERT ON watches BEGIN SELECT raise(ABORT, 'full'); END`,
  )
  other.close()
  await expect(bench.payments.send('custom', sampleDraft())).rejects.toMatchObject({
    code: 'journal-unavailable',
  })
  expect(server.of('POST /payments')).toEqual([])
  // Nothing left this machine: it must not come back as one whose outcome is unknown.
  expect(bench.payments.list(everything)).toEqual([])
})

// As root, modes are no obstacle.
it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'a folder that cannot be written is told, can be looked at, and sends nothing',
  async () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o555)
    onTestFinished(() => chmodSync(folder, 0o755))
    const server = await klaviLike({})
    const { bench } = await workbenchOn(server, { folder })
    expect(bench.notices.list().map(({ code }) => code)).toContain('journal-unavailable')
    await expect(bench.authenticate('custom')).resolves.toBeDefined()
    await expect(bench.payments.send('custom', sampleDraft())).rejects.toMatchObject({
      code: 'journal-unavailable',
    })
    expect(server.of('POST /payments')).toEqual([])
    expect(bench.exchanges.list(everything)).toHaveLength(1)
  },
)
