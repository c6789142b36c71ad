import { describe, expect, it } from 'vitest'
import { happy, refused, settings, watcherScene } from '../../../support/core/watcher-scene.ts'

describe('a watch that is paused', () => {
  it('polls no more, keeps its place, and goes on when it is resumed', async () => {
    const { clock, watcher, accept, payment, polls, journal, seen } = watcherScene(happy)
    accept()
    watcher.start(payment(), settings)
    await clock.advance(1_000)
    watcher.pause('local-1')
    expect(payment()).toMatchObject({ state: 'accepted', watching: false, paused: true })
    await clock.advance(60_000)
    expect(polls()).toBe(2)
    expect(clock.waiting()).toEqual([])
    // Nobody takes it over: it rests because a person said so.
    expect(journal.leases.orphans(clock.now())).toEqual([])
    watcher.start(payment(), settings)
    expect(payment()).toMatchObject({ watching: true })
    expect(payment()).not.toHaveProperty('paused')
    await clock.advance(60_000)
    expect(seen()).toEqual(happy)
  })
})

describe('the interval', () => {
  it('changes while the watch goes on, and moves a poll that would come later', async () => {
    const { clock, watcher, accept, payment, polls } = watcherScene(['ENQUEUED'])
    accept()
    watcher.start(payment(), { ...settings, intervalMs: 30_000 })
    await clock.advance(0)
    watcher.setInterval('local-1', 1_000)
    await clock.advance(1_000)
    expect(polls()).toBe(2)
    await clock.advance(3_000)
    expect(polls()).toBe(5)
    watcher.setInterval('local-1', 10_000)
    await clock.advance(11_000)
    expect(polls()).toBe(7)
  })
})

describe('sleep', () => {
  it('lets no poll leave until the machine wakes, and then one at once', async () => {
    const { clock, watcher, accept, payment, polls } = watcherScene(['ENQUEUED'])
    accept()
    watcher.start(payment(), settings)
    await clock.advance(0)
    watcher.sleep()
    await clock.advance(30_000)
    expect(polls()).toBe(1)
    watcher.wake()
    await clock.advance(0)
    expect(polls()).toBe(2)
    await clock.advance(1_000)
    expect(polls()).toBe(3)
  })

  it('does not let a watch run out of time before it was looked at once more', async () => {
    const { clock, watcher, accept, payment } = watcherScene(['ENQUEUED', 'PAYMENT_COMPLETED'])
    accept()
    watcher.start(payment(), { intervalMs: 1_000, timeoutMs: 60_000 })
    const end = watcher.finished('local-1')
    await clock.advance(0)
    watcher.sleep()
    await clock.advance(8 * 3_600_000)
    watcher.wake()
    await clock.advance(1_000)
    expect(await end).toMatchObject({ outcome: 'completed' })
  })

  it('still ends a watch whose time is over and whose payment goes on', async () => {
    const { clock, watcher, accept, payment } = watcherScene(['ENQUEUED'])
    accept()
    watcher.start(payment(), { intervalMs: 1_000, timeoutMs: 60_000 })
    const end = watcher.finished('local-1')
    await clock.advance(0)
    watcher.sleep()
    await clock.advance(8 * 3_600_000)
    watcher.wake()
    await clock.advance(10_000)
    expect(await end).toMatchObject({ outcome: 'stopped' })
  })
})

it('a clock that is set back neither hurries nor stops a watch', async () => {
  const { clock, watcher, accept, payment, polls } = watcherScene(['ENQUEUED'])
  accept()
  watcher.start(payment(), settings)
  await clock.advance(1_000)
  clock.setBack(3_600_000)
  await clock.advance(3_000)
  expect(polls()).toBe(5)
})

it('gives up after a hundred failures in a row', async () => {
  const { clock, watcher, accept, payment, polls, observations } = watcherScene([
    refused('http-server'),
  ])
  accept()
  watcher.start(payment(), { intervalMs: 1_000, timeoutMs: 24 * 3_600_000 })
  const end = watcher.finished('local-1')
  await clock.advance(2 * 3_600_000)
  expect(polls()).toBe(100)
  expect(await end).toMatchObject({ outcome: 'stopped', answered: false })
  // The slowest that errors make it: half a minute.
  expect(Math.max(...observations.map(({ nextPollMs }) => nextPollMs ?? 0))).toBeLessThanOrEqual(
    30_000,
  )
  expect(payment()).toMatchObject({ state: 'accepted', watching: false })
})

it('marks a stall apart from the order, and closes it when the state is left', async () => {
  const consentUrl = 'https://bank.example/consent'
  const awaiting = { status: 'CONSENT_AWAITING_AUTHORIZATION', consentUrl }
  const steps = [...Array<typeof awaiting>(70).fill(awaiting), 'CONSENT_AUTHORIZED', 'ENQUEUED']
  const { clock, watcher, accept, payment, payments } = watcherScene(steps)
  accept()
  watcher.start(payment(), settings)
  await clock.advance(60_000)
  expect(payment()).not.toHaveProperty('stalls')
  await clock.advance(1_000)
  expect(payment()).toMatchObject({
    order: 'kept',
    stalls: [{ kind: 'consent-url', since: '2026-11-22T12:00:00.000Z', limitMs: 60_000 }],
  })
  expect(payments.at(-1)?.stalls).toHaveLength(1)
  await clock.advance(9_000)
  expect(payment()).toMatchObject({
    order: 'kept',
    stalls: [{ until: '2026-11-22T12:01:10.000Z' }],
    statusSince: '2026-11-22T12:01:10.000Z',
  })
})

it('many watches wait on one timer besides the heartbeat', async () => {
  const { clock, watcher, accept, payment } = watcherScene(['ENQUEUED'])
  for (let made = 0; made < 40; made += 1) {
    accept(`local-${made}`)
    watcher.start(payment(`local-${made}`), settings)
  }
  expect(clock.waiting()).toHaveLength(2)
  await clock.advance(500)
  expect(clock.waiting()).toHaveLength(2)
  watcher.close()
  expect(clock.waiting()).toEqual([])
})
