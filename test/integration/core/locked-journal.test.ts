import { join } from 'node:path'
import Database from 'libsql'
import { expect, it, onTestFinished } from 'vitest'
import type { Notice } from '../../../core/model/notice.ts'
import { systemClock } from '../../../core/system.ts'
import { klaviLike, workbenchOn } from '../../support/core/klavi-like.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'

/** Five seconds of patience pass in a tenth of one. */
const hasty = { ...systemClock, monotonic: () => performance.now() * 50 }
const unavailable = ({ code }: Notice): boolean => code === 'journal-unavailable'

/** A payment's POST in the middle of which another program takes the journal. */
async function scene(ports = {}) {
  let lock = (): void => {}
  const server = await klaviLike({
    create: () => {
      lock()
      return { status: 201, body: { id: 'precious-id-1', status: 'ENQUEUED' } }
    },
  })
  const test = await workbenchOn(server, { ports })
  await test.bench.authenticate('custom')
  const other = new Database(join(test.folder, 'journal.db'))
  onTestFinished(() => void other.close())
  lock = () => other.exec('BEGIN IMMEDIATE')
  const row = (): unknown => other.prepare('SELECT state, payment_id FROM payments').raw().get()
  return { ...test, server, row, release: () => other.exec('ROLLBACK') }
}

it('a POST that is answered while another program holds the journal: the answer is kept, watched and written', async () => {
  const { bench, of, seen, server, row, release } = await scene({ clock: hasty })
  const { payment, error } = await bench.payments.send('custom', sampleDraft(), {
    watch: { intervalMs: 10 },
  })
  expect(payment).toMatchObject({ state: 'accepted', paymentId: 'precious-id-1' })
  expect(error).toMatchObject({ code: 'answer-unsaved', message: /precious-id-1/ })
  expect(of('payment').at(-1)).toMatchObject({ state: 'accepted', paymentId: 'precious-id-1' })
  expect(bench.payments.get('precious-id-1')).toMatchObject({ state: 'accepted' })
  expect(bench.notices.list().some(unavailable)).toBe(true)
  expect(row()).toEqual(['intent', null])
  // The watch goes on, and what it saw waits with the rest.
  const outcome = await bench.watch.finished(payment.localId)
  expect(outcome).toMatchObject({ outcome: 'completed', paymentId: 'precious-id-1' })
  release()
  await seen('notice', (notice) => unavailable(notice) && notice.gone === true)
  expect(row()).toEqual(['completed', 'precious-id-1'])
  expect(bench.notices.list().some(unavailable)).toBe(false)
  const { localId } = payment
  const kept = bench.exchanges.list({ localId, limit: 9 }).map(({ step }) => step)
  expect(kept).toEqual(expect.arrayContaining(['create', 'status']))
  expect(bench.watch.log({ localId, limit: 9 })).toHaveLength(1)
  expect(server.of('POST /payments')).toHaveLength(1)
})

it('the program that ends meanwhile writes the answer with its last breath', async () => {
  const { bench, row, release, close } = await scene({ clock: hasty })
  await bench.payments.send('custom', sampleDraft(), { watch: false })
  expect(row()).toEqual(['intent', null])
  release()
  await close()
  expect(row()).toEqual(['accepted', 'precious-id-1'])
})

it('a journal that stays locked does not keep the program from ending', async () => {
  const { bench, release, close } = await scene({ clock: hasty })
  await bench.payments.send('custom', sampleDraft(), { watch: false })
  await close()
  release()
}, 20_000)

it('a lock that is gone within a moment is no news', async () => {
  const { bench, row, release } = await scene()
  const sending = bench.payments.send('custom', sampleDraft(), { watch: false })
  setTimeout(release, 900)
  const { payment, error } = await sending
  expect([payment.state, error]).toEqual(['accepted', undefined])
  expect(row()).toEqual(['accepted', 'precious-id-1'])
  expect(bench.notices.list().some(unavailable)).toBe(false)
})
