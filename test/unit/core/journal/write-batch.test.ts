import { describe, expect, it } from 'vitest'
import { createWriteBatch } from '../../../../core/journal/write-batch.ts'
import { fakeClock } from '../../../support/core/fake-clock.ts'

/** A batch over a list that can be rolled back, as a database can. */
function scene() {
  const clock = fakeClock()
  const told: string[] = []
  const failures: unknown[] = []
  let rows: string[] = []
  let commits = 0
  const batch = createWriteBatch({
    clock,
    together(work) {
      const before = [...rows]
      try {
        work()
        commits += 1
      } catch (thrown) {
        rows = before
        throw thrown
      }
    },
    failed: (thrown) => void failures.push(thrown),
    went: () => {},
  })
  const add = (name: string, work = () => void rows.push(name)): void =>
    batch.add(work, () => told.push(`${name} of ${rows.length}`))
  return { clock, batch, add, told, failures, rows: () => rows, commits: () => commits }
}

describe('a batch of writes', () => {
  it('writes at once what comes now and then, and tells it after its commit', async () => {
    const { clock, add, told, commits } = scene()
    for (let made = 1; made <= 60; made += 1) {
      add(`row ${made}`)
      expect(told.at(-1)).toBe(`row ${made} of ${made}`)
      await clock.advance(500)
    }
    expect(commits()).toBe(60)
  })

  it('lets what comes by the hundred share commits, in order, and tells nothing before', async () => {
    const { clock, add, told, rows, commits } = scene()
    for (let made = 1; made <= 300; made += 1) add(`row ${made}`)
    const early = told.length
    expect(early).toBeLessThan(30)
    expect(rows()).toHaveLength(early)
    await clock.advance(100)
    expect(rows()).toEqual(Array.from({ length: 300 }, (_none, index) => `row ${index + 1}`))
    expect(told.slice(early).every((line) => line.endsWith(' of 300'))).toBe(true)
    expect(told).toHaveLength(300)
    expect(commits()).toBe(early + 1)
  })

  it('commits what waits when it is asked to, and once', async () => {
    const { clock, batch, add, rows, commits } = scene()
    for (let made = 1; made <= 100; made += 1) add(`row ${made}`)
    batch.flush()
    expect(rows()).toHaveLength(100)
    const so = commits()
    await clock.advance(1_000)
    batch.flush()
    expect(commits()).toBe(so)
  })

  it('keeps the other writes where one cannot be made, and tells that one', async () => {
    const { batch, add, told, failures, rows } = scene()
    for (let made = 1; made <= 30; made += 1) add(`row ${made}`)
    const refused = new Error('no room')
    add('refused', () => {
      throw refused
    })
    add('last')
    batch.flush()
    expect(rows()).toHaveLength(31)
    expect(rows().at(-1)).toBe('last')
    expect(failures).toEqual([refused])
    expect(told).toHaveLength(32)
  })
})

describe('a file that cannot be written for a while', () => {
  const full = Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' })

  it('has everything held in order, told of once after five seconds, and written when it can be', async () => {
    const { clock, batch, add, told, failures, rows } = scene()
    let room = false
    const written: string[] = []
    const write = (name: string) => () => {
      if (!room) throw full
      written.push(name)
    }
    batch.add(
      write('answer'),
      (what) => told.push(what),
      () => told.push('answer kept'),
    )
    expect(batch.now(write('lease'))).toBe('held')
    await clock.advance(4_500)
    expect([told, failures]).toEqual([[], []])
    await clock.advance(1_000)
    expect(told).toEqual(['held'])
    expect(failures).toContain(full)
    room = true
    await clock.advance(500)
    expect(written).toEqual(['answer', 'lease'])
    expect(told).toEqual(['held', 'answer kept'])
    add('later')
    expect(rows()).toEqual(['later'])
  })

  it('drops without a word what belongs to a payment that was forgotten', () => {
    const { batch, failures } = scene()
    const gone = Object.assign(new Error('gone'), { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' })
    const told: string[] = []
    const fail = (): void => {
      throw gone
    }
    batch.add(fail, (what) => told.push(what))
    expect([told, failures]).toEqual([['dropped'], []])
  })
})
