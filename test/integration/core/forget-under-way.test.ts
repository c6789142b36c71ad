import { join } from 'node:path'
import Database from 'libsql'
import { expect, it, onTestFinished } from 'vitest'
import { klaviLike, workbenchOn } from '../../support/core/klavi-like.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'

/** An answer that is given when the test says so. */
function held() {
  let arrived = (): void => {}
  let answer = (): void => {}
  const asked = new Promise<void>((resolve) => (arrived = resolve))
  const given = new Promise<void>((resolve) => (answer = resolve))
  return {
    asked,
    answer: () => answer(),
    hold: async () => {
      arrived()
      await given
    },
  }
}

it('nothing is forgotten while a payment is being sent, and all of it afterwards', async () => {
  const post = held()
  const server = await klaviLike({
    create: async () => {
      await post.hold()
      return { status: 201, body: { id: 'p-1', status: 'ENQUEUED' } }
    },
  })
  const { bench } = await workbenchOn(server)
  const sending = bench.payments.send('custom', sampleDraft(), { watch: false })
  await post.asked
  const [intent] = bench.payments.list({ limit: 1 })
  const refused = expect.objectContaining({ code: 'payment-sending' })
  expect(() => bench.history.forget(intent?.localId ?? '')).toThrow(refused)
  expect(() => bench.journal.forgetEverything()).toThrow(refused)
  post.answer()
  expect((await sending).payment).toMatchObject({ state: 'accepted', paymentId: 'p-1' })
  expect(bench.history.forget('p-1').payments).toBe(1)
  expect(bench.payments.list({ limit: 1 })).toEqual([])
})

it('a payment that is forgotten in the middle of a poll raises no alarm and comes back nowhere', async () => {
  const poll = held()
  const server = await klaviLike({
    status: async () => {
      await poll.hold()
      return { status: 200, body: { id: 'p-1', status: 'PAYMENT_PENDING' } }
    },
    create: () => ({ status: 201, body: { id: 'p-forgotten-1', status: 'ENQUEUED' } }),
  })
  const { bench, folder, of } = await workbenchOn(server)
  const { payment } = await bench.payments.send('custom', sampleDraft())
  await poll.asked
  bench.history.forget(payment.localId)
  poll.answer()
  // Its exchange ends by being cut off; one that is written after it shows that it was dealt with.
  await bench.authenticate('custom')
  // One that was raised would be withdrawn with the next write.
  expect(of('notice').map(({ code }) => code)).not.toContain('journal-unavailable')
  expect(bench.journal.usage().writable).toBe(true)
  expect(of('exchange').filter(({ localId }) => localId === payment.localId).length).toBe(1)
  const file = new Database(join(folder, 'journal.db'))
  onTestFinished(() => void file.close())
  const left = file.prepare(`SELECT count(*) FROM exchanges WHERE url LIKE '%p-forgotten-1%'`)
  expect(left.raw().get()).toEqual([0])
})
