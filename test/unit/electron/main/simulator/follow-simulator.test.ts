import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemClock } from '../../../../../core/system.ts'
import type { SimulatorPayment, SimulatorStatus } from '../../../../../electron/contract/types.ts'
import { followSimulator } from '../../../../../electron/main/simulator/follow-simulator.ts'
import type { RequestLine } from '../../../../../simulator/index.ts'

function setUp() {
  const pushed: [string, unknown][] = []
  const heard = new Set<(line: RequestLine) => void>()
  const world = {
    status: { running: false } as SimulatorStatus,
    payments: [] as SimulatorPayment[],
    looks: 0,
  }
  const desk = {
    status: async () => {
      world.looks += 1
      return world.status
    },
    payments: async () => world.payments,
    subscribe(listener: (line: RequestLine) => void) {
      heard.add(listener)
      return () => heard.delete(listener)
    },
  }
  const queue = { push: (channel: string, item: unknown) => pushed.push([channel, item]) }
  const follower = followSimulator(desk, queue as never, systemClock)
  const serve = (seq: number): void => {
    for (const listener of heard) {
      listener({ seq, at: '', method: 'GET', path: '/', route: 'auth', latencyMs: 1 })
    }
  }
  return { world, pushed, heard, serve, follower }
}
const payment = (id: string, nextAt: string | null = null) => ({ id, nextAt }) as SimulatorPayment

beforeEach(() => void vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('tells the state and each payment once, oldest first, and again only when it changed', async () => {
  const { world, pushed, follower } = setUp()
  world.payments = [payment('new'), payment('old')]
  follower.follow(true)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(pushed).toEqual([
    ['simulatorState', { running: false }],
    ['simulatorPayments', payment('old')],
    ['simulatorPayments', payment('new')],
  ])
  world.payments = [payment('new'), { ...payment('old'), ended: true }]
  await vi.advanceTimersByTimeAsync(1_000)
  expect(pushed.slice(3)).toEqual([['simulatorPayments', world.payments[1]]])
})

test('looks when the next status is due', async () => {
  const { world, follower } = setUp()
  world.payments = [payment('a', new Date(Date.now() + 300).toISOString())]
  follower.follow(true)
  await vi.advanceTimersByTimeAsync(290)
  expect(world.looks).toBe(1)
  world.payments = [payment('a')]
  await vi.advanceTimersByTimeAsync(20)
  expect(world.looks).toBe(2)
})

test('passes every request on, and looks once per burst', async () => {
  const { world, pushed, serve, follower } = setUp()
  follower.follow(true)
  await vi.advanceTimersByTimeAsync(0)
  for (let seq = 1; seq <= 50; seq += 1) serve(seq)
  await vi.advanceTimersByTimeAsync(100)
  expect(pushed.filter(([channel]) => channel === 'simulatorRequests')).toHaveLength(50)
  expect(world.looks).toBe(2)
})

test('stops, and tells all again when it is looked at again', async () => {
  const { world, pushed, heard, follower } = setUp()
  follower.follow(true)
  follower.follow(true)
  await vi.advanceTimersByTimeAsync(0)
  expect(heard.size).toBe(1)
  follower.follow(false)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(heard.size).toBe(0)
  expect(world.looks).toBe(1)
  follower.follow(true)
  await vi.advanceTimersByTimeAsync(0)
  expect(pushed).toHaveLength(2)
})
