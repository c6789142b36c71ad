import { expect, it } from 'vitest'
import { openMemoryJournal } from '../../../../core/journal/journal.ts'
import type { Observation } from '../../../../core/model/observation.ts'
import { sampleIntent } from '../../../support/core/sample-intent.ts'

const observation = (seq: number, changes: Partial<Observation> = {}): Observation => ({
  localId: 'local-1',
  paymentId: 'p-1',
  seq,
  at: '2026-11-22T12:00:00.000Z',
  elapsedMs: 10,
  latencyMs: 1,
  changed: false,
  ...changes,
})

function scene() {
  const journal = openMemoryJournal('test')
  for (const localId of ['local-1', 'local-2']) {
    journal.payments.insertIntent(sampleIntent({ localId }))
  }
  return journal
}

it('lists what was observed of a payment, oldest first, after a number', () => {
  const { observations } = scene()
  const all = [
    observation(1, { status: 'ENQUEUED', httpStatus: 200, changed: true, event: 'skipped' }),
    observation(2, { errorCode: 'reset', errorMessage: 'closed' }),
    observation(3, { status: 'ENQUEUED', nextPollMs: 500 }),
  ]
  for (const row of [all[2], all[0], all[1]]) observations.insert(row as Observation)
  observations.insert(observation(1, { localId: 'local-2' }))
  expect(observations.list({ localId: 'local-1', limit: 10 })).toEqual(all)
  expect(observations.list({ localId: 'local-1', afterSeq: 1, limit: 1 })).toEqual([all[1]])
  expect(observations.lastSeq('local-1')).toBe(3)
  expect(observations.lastSeq('unknown')).toBe(0)
})

it('lists the statuses seen, repeats and failures left out', () => {
  const { observations } = scene()
  observations.insert(observation(1, { status: 'STARTED', changed: true }))
  observations.insert(observation(2, { status: 'STARTED' }))
  observations.insert(observation(3, { errorCode: 'reset' }))
  observations.insert(observation(4, { status: 'ENQUEUED', changed: true }))
  expect(observations.statuses('local-1')).toEqual(['STARTED', 'ENQUEUED'])
})

it('refuses a number that was used, and a payment that is not there', () => {
  const { observations } = scene()
  observations.insert(observation(1))
  expect(() => observations.insert(observation(1))).toThrow(/UNIQUE/)
  expect(() => observations.insert(observation(1, { localId: 'unknown' }))).toThrow(/FOREIGN KEY/)
})
