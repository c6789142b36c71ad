import { describe, expect, it } from 'vitest'
import { createTimetable } from '../../../../core/watch/timetable.ts'
import { fakeClock, settle } from '../../../support/core/fake-clock.ts'

/** Tasks that note when they ran and end when they are told to. */
function scene(laneSize = 2) {
  const clock = fakeClock()
  const timetable = createTimetable(clock, laneSize)
  const ran: string[] = []
  const ends = new Map<string, () => void>()
  return {
    clock,
    timetable,
    ran,
    quick: (key: string, delayMs: number, lane = 'a') =>
      timetable.put(key, lane, delayMs, async () => void ran.push(key)),
    slow: (key: string, delayMs: number, lane = 'a') =>
      timetable.put(key, lane, delayMs, async () => {
        ran.push(key)
        await new Promise<void>((end) => ends.set(key, end))
      }),
    async end(key: string) {
      ends.get(key)?.()
      await settle()
    },
  }
}

describe('a timetable', () => {
  it('runs everything in the order in which it is due, on one timer', async () => {
    const { clock, ran, quick } = scene()
    for (const [key, delay] of [
      ['c', 300],
      ['a', 100],
      ['b', 200],
    ] as const) {
      quick(key, delay)
    }
    for (let made = 0; made < 1_000; made += 1) quick(`late ${made}`, 10_000 + made)
    expect(clock.waiting()).toEqual([100])
    await clock.advance(300)
    expect(ran).toEqual(['a', 'b', 'c'])
    expect(clock.waiting()).toHaveLength(1)
  })

  it('lets only so many of one lane run at once, and serves the rest in turn', async () => {
    const { clock, ran, slow, quick, end } = scene(2)
    for (const key of ['1', '2', '3', '4']) slow(key, 100)
    quick('elsewhere', 100, 'b')
    await clock.advance(100)
    expect(ran).toEqual(['1', '2', 'elsewhere'])
    await end('2')
    expect(ran.at(-1)).toBe('3')
    await end('1')
    expect(ran.at(-1)).toBe('4')
  })

  it('goes on after a task that fails', async () => {
    const { clock, timetable, ran, quick } = scene(1)
    timetable.put('bad', 'a', 10, () => Promise.reject(new Error('bug')))
    quick('good', 20)
    await clock.advance(20)
    expect(ran).toEqual(['good'])
  })

  it('forgets what was removed, also while it waits for room', async () => {
    const { clock, timetable, ran, slow, quick, end } = scene(1)
    slow('1', 10)
    quick('2', 10)
    quick('3', 10)
    quick('gone', 50)
    timetable.remove('gone')
    await clock.advance(10)
    timetable.remove('2')
    await end('1')
    await clock.advance(100)
    expect(ran).toEqual(['1', '3'])
    expect(clock.waiting()).toEqual([])
  })

  it('replaces what a key had', async () => {
    const { clock, timetable, ran, quick } = scene()
    quick('a', 100)
    quick('a', 500)
    expect(timetable.dueIn('a')).toBe(500)
    await clock.advance(499)
    expect(ran).toEqual([])
    await clock.advance(1)
    expect(ran).toEqual(['a'])
    expect(timetable.dueIn('a')).toBeUndefined()
  })

  it('rests while it is held, and spreads what fell due meanwhile', async () => {
    const { clock, timetable, ran, quick } = scene()
    for (const key of ['a', 'b', 'c', 'd']) quick(key, 100)
    quick('later', 10_000)
    timetable.hold()
    await clock.advance(5_000)
    expect(ran).toEqual([])
    expect(clock.waiting()).toEqual([])
    timetable.release(400)
    await clock.advance(0)
    expect(ran).toEqual(['a'])
    await clock.advance(100)
    expect(ran).toEqual(['a', 'b'])
    await clock.advance(200)
    expect(ran).toEqual(['a', 'b', 'c', 'd'])
    await clock.advance(4_700)
    expect(ran.at(-1)).toBe('later')
  })

  it('does not care whether the wall clock is set', async () => {
    const { clock, ran, quick } = scene()
    quick('a', 1_000)
    clock.setBack(3_600_000)
    await clock.advance(1_000)
    expect(ran).toEqual(['a'])
  })
})
