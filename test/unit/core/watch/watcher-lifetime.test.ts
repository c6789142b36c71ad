import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../../core/journal/database.ts'
import { leaseLifetimeMs } from '../../../../core/journal/leases.ts'
import { settle } from '../../../support/core/fake-clock.ts'
import { happy, refused, settings, watcherScene } from '../../../support/core/watcher-scene.ts'

describe('a watch is stopped', () => {
  it('by its longest time, also in a poll that hangs', async () => {
    const { clock, watcher, accept, payment, signals, observations } = watcherScene([
      'ENQUEUED',
      'hang',
    ])
    accept()
    watcher.start(payment(), { intervalMs: 1_000, timeoutMs: 5_000 })
    const end = watcher.finished('local-1')
    await clock.advance(4_999)
    expect(signals[1]?.aborted).toBe(false)
    await clock.advance(1)
    expect(signals[1]?.aborted).toBe(true)
    expect(await end).toMatchObject({ outcome: 'stopped', answered: true })
    await settle()
    expect(observations).toHaveLength(1)
    expect(payment()).toMatchObject({ state: 'accepted', watching: false })
    expect(clock.waiting()).toEqual([])
  })

  it('by its longest time without an answer, and says so', async () => {
    const { clock, watcher, accept, payment } = watcherScene([refused('connect')])
    accept()
    watcher.start(payment(), { intervalMs: 1_000, timeoutMs: 5_000 })
    const end = watcher.finished('local-1')
    await clock.advance(5_000)
    expect(await end).toMatchObject({ outcome: 'stopped', answered: false })
  })

  it('on the person’s word; the payment goes on, and may be watched again', async () => {
    const { clock, watcher, accept, payment, polls, seen, observations } = watcherScene(happy)
    accept()
    watcher.start(payment(), settings)
    const end = watcher.finished('local-1')
    await clock.advance(1_000)
    watcher.stop('local-1')
    expect(await end).toMatchObject({ outcome: 'stopped' })
    await clock.advance(60_000)
    expect(polls()).toBe(2)
    expect(payment()).toMatchObject({ state: 'accepted', watching: false })
    watcher.start(payment(), settings)
    await clock.advance(60_000)
    expect(seen()).toEqual(happy)
    expect(observations.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('in mid-poll and begun again, without a trace of the first poll', async () => {
    const { clock, watcher, accept, payment, observations, journal } = watcherScene([
      'hang',
      'ENQUEUED',
    ])
    accept()
    watcher.start(payment(), settings)
    await clock.advance(0)
    watcher.stop('local-1')
    watcher.start(payment(), settings)
    await clock.advance(10)
    await settle()
    expect(observations.map(({ status }) => status)).toEqual(['ENQUEUED'])
    expect(journal.observations.list({ localId: 'local-1', limit: 9 })).toHaveLength(1)
  })

  it('at the end of the program, and left to whoever comes next', async () => {
    const { clock, watcher, accept, payment, journal, signals, observations } = watcherScene([
      'hang',
    ])
    accept()
    watcher.start(payment(), settings)
    await clock.advance(0)
    watcher.close()
    await settle()
    expect(signals[0]?.aborted).toBe(true)
    expect(observations).toEqual([])
    expect(clock.waiting()).toEqual([])
    expect(payment()).toMatchObject({ state: 'accepted', watching: false })
    expect(journal.leases.isDead('local-1', clock.now())).toBe(true)
    expect(journal.leases.holds('local-1')).toBe(false)
  })
})

describe('a poll on the person’s word', () => {
  it('leaves at once and moves the next one', async () => {
    const { clock, watcher, accept, payment, polls } = watcherScene(['ENQUEUED'])
    accept()
    watcher.start(payment(), settings)
    await clock.advance(600)
    watcher.pollNow('local-1')
    await clock.advance(999)
    expect(polls()).toBe(2)
    await clock.advance(1)
    expect(polls()).toBe(3)
  })

  it('does not make a second one of a poll under way, nor one where nothing is watched', async () => {
    const { clock, watcher, accept, payment, polls } = watcherScene(['hang'])
    accept()
    watcher.start(payment(), settings)
    await clock.advance(0)
    watcher.pollNow('local-1')
    watcher.pollNow('unknown')
    await clock.advance(0)
    expect(polls()).toBe(1)
  })
})

describe('a watch that goes on after a restart', () => {
  it('counts on, remembers the statuses, and keeps an earlier verdict', async () => {
    const first = watcherScene(['CONSENT_AWAITING_AUTHORIZATION', 'PAYMENT_PENDING'])
    first.accept('local-1', { lastStatus: 'ENQUEUED' })
    first.watcher.start(first.payment(), settings)
    await first.clock.advance(1_000)
    expect(first.payment().order).toBe('skipped')
    first.watcher.close()

    const second = watcherScene(
      ['PAYMENT_PENDING', 'PAYMENT_SETTLEMENT_PROCESSING', 'PAYMENT_COMPLETED'],
      {
        folder: first.folder,
        owner: 'another run',
      },
    )
    second.watcher.start(second.payment(), settings)
    await second.clock.advance(10_000)
    expect(second.observations.map(({ seq }) => seq)).toEqual([3, 4, 5])
    expect(second.observations.map(({ changed }) => changed)).toEqual([false, true, true])
    expect(second.payment()).toMatchObject({ state: 'completed', order: 'skipped' })
  })

  it('keeps the verdict also where the first status is known from the POST only', async () => {
    const first = watcherScene(['ENQUEUED', 'PAYMENT_PENDING'])
    first.accept('local-1', { lastStatus: 'ENQUEUED' })
    first.watcher.start(first.payment(), settings)
    await first.clock.advance(1_000)
    first.watcher.close()
    const second = watcherScene(['PAYMENT_SETTLEMENT_PROCESSING'], {
      folder: first.folder,
      owner: 'b',
    })
    second.watcher.start(second.payment(), settings)
    await second.clock.advance(0)
    expect(second.payment().order).toBe('skipped')
  })

  it('has only the time that was left', async () => {
    const { clock, watcher, accept, payment } = watcherScene(['ENQUEUED'])
    accept()
    const begun = clock.now() - 9_000
    watcher.start(payment(), { intervalMs: 1_000, timeoutMs: 10_000 }, begun)
    const end = watcher.finished('local-1')
    await clock.advance(1_000)
    expect(await end).toMatchObject({ outcome: 'stopped' })
  })
})

describe('the lease', () => {
  it('is refused while another living process has it', () => {
    const first = watcherScene(['ENQUEUED'], { owner: 'first' })
    first.accept()
    first.watcher.start(first.payment(), settings)
    const second = watcherScene(['ENQUEUED'], { folder: first.folder, owner: 'second' })
    expect(() => second.watcher.start(second.payment(), settings)).toThrow(
      expect.objectContaining({ code: 'watch-owned' }),
    )
    expect(second.watcher.isWatching('local-1')).toBe(false)
  })

  it('is renewed for as long as anything is watched', async () => {
    const first = watcherScene(['ENQUEUED'], { owner: 'first' })
    first.accept()
    first.watcher.start(first.payment(), settings)
    await first.clock.advance(10 * leaseLifetimeMs)
    expect(first.journal.leases.isDead('local-1', first.clock.now())).toBe(false)
    first.watcher.stop('local-1')
    expect(first.clock.waiting()).toEqual([])
  })

  it('that was taken by another process ends this side of the watch, silently', async () => {
    const first = watcherScene(['ENQUEUED'], { owner: 'first' })
    first.accept()
    first.watcher.start(first.payment(), settings)
    const end = first.watcher.finished('local-1')
    await first.clock.advance(1_000)
    // What a sleep of the machine looks like: no heartbeat for long, and somebody else was awake.
    const { db } = openDatabase(join(first.folder, 'journal.db'), 0)
    db.prepare(`UPDATE watches SET owner = 'other', host = 'elsewhere'`).run()
    const before = first.observations.length
    await first.clock.advance(60_000)
    expect(await end).toMatchObject({ outcome: 'stopped' })
    expect(first.observations.length).toBe(before)
    expect(first.journal.observations.lastSeq('local-1')).toBe(before)
    expect(first.clock.waiting()).toEqual([])
    const row = db.prepare('SELECT owner, ended FROM watches').get() as object
    expect(row).toMatchObject({ owner: 'other', ended: 0 })
    db.close()
  })
})

it('watches many payments at once, each for itself', async () => {
  const { clock, watcher, accept, payment, journal } = watcherScene(['ENQUEUED'])
  for (let made = 0; made < 100; made += 1) {
    accept(`local-${made}`)
    watcher.start(payment(`local-${made}`), settings)
  }
  await clock.advance(5_500)
  for (let made = 0; made < 100; made += 1) {
    expect(journal.observations.lastSeq(`local-${made}`)).toBe(6)
  }
  watcher.close()
})
