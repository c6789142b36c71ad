import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createEventQueue, type EventBatch } from '../../../../electron/main/event-queue.ts'
import { systemClock } from '../../../../core/system.ts'
import type { Events } from '../../../../electron/contract/channels.ts'

type Payment = Events['payments'][number]
type Observation = Events['observations'][number]

const payment = (localId: string, state: Payment['state']) => ({ localId, state }) as Payment
const observation = (seq: number) => ({ seq }) as Observation

let sent: EventBatch[]
const queueOf = (options: { maxQueued?: number } = {}) =>
  createEventQueue({ clock: systemClock, send: (batch) => sent.push(batch), ...options })

beforeEach(() => {
  sent = []
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

test('collects for one frame and sends one message', () => {
  const queue = queueOf()
  queue.push('observations', observation(1))
  queue.push('payments', payment('a', 'accepted'))
  queue.push('observations', observation(2))
  vi.advanceTimersByTime(15)
  expect(sent).toEqual([])
  vi.advanceTimersByTime(1)
  expect(sent).toEqual([
    [
      ['observations', [{ seq: 1 }, { seq: 2 }]],
      ['payments', [{ localId: 'a', state: 'accepted' }]],
    ],
  ])
})

test('sends at most one message per frame, and none when there is nothing', () => {
  const queue = queueOf()
  for (let seq = 1; seq <= 64; seq += 1) {
    queue.push('observations', observation(seq))
    vi.advanceTimersByTime(1)
  }
  vi.advanceTimersByTime(1_000)
  expect(sent).toHaveLength(4)
  expect(sent.flat().flatMap(([, payload]) => payload)).toHaveLength(64)
})

test('keeps only the latest state of a payment, at the place of its last change', () => {
  const queue = queueOf()
  queue.push('payments', payment('a', 'intent'))
  queue.push('payments', payment('b', 'intent'))
  queue.push('payments', payment('a', 'completed'))
  vi.advanceTimersByTime(16)
  expect(sent).toEqual([[['payments', [payment('b', 'intent'), payment('a', 'completed')]]]])
})

test('a flood costs the oldest entries, never memory', () => {
  const queue = queueOf({ maxQueued: 3 })
  for (let seq = 1; seq <= 10; seq += 1) queue.push('observations', observation(seq))
  vi.advanceTimersByTime(16)
  expect(sent).toEqual([[['observations', [8, 9, 10].map(observation)]]])
})

test('a value is sent as it is now', () => {
  const queue = queueOf()
  queue.push('vault.waiting', true)
  queue.push('vault.waiting', false)
  vi.advanceTimersByTime(16)
  expect(sent).toEqual([[['vault.waiting', false]]])
})

test('commands are sent one by one, in their order', () => {
  const queue = queueOf()
  queue.push('command', { id: 'step.payment' })
  queue.push('command', { id: 'payment.new' })
  vi.advanceTimersByTime(16)
  expect(sent).toEqual([
    [
      ['command', { id: 'step.payment' }],
      ['command', { id: 'payment.new' }],
    ],
  ])
})

test('what was cleared is not sent, and the queue goes on', () => {
  const queue = queueOf()
  queue.push('observations', observation(1))
  queue.clear()
  vi.advanceTimersByTime(100)
  expect(sent).toEqual([])
  queue.push('observations', observation(2))
  vi.advanceTimersByTime(16)
  expect(sent).toEqual([[['observations', [observation(2)]]]])
})
