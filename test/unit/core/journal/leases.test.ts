import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../../core/journal/database.ts'
import { leaseLifetimeMs, leasesTable } from '../../../../core/journal/leases.ts'
import { paymentsTable } from '../../../../core/journal/payments-table.ts'
import { sampleIntent } from '../../../support/core/sample-intent.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'

const watch = { localId: 'local-1', intervalMs: 500, timeoutMs: 60_000, startedMs: 1_000 }
const now = 1_000_000

/** Two owners on one journal; `kill` ends the process of one. */
function scene() {
  const { db } = openDatabase(join(temporaryFolder(), 'journal.db'), 0)
  const payments = paymentsTable(db)
  for (const localId of ['local-1', 'local-2']) payments.insertIntent(sampleIntent({ localId }))
  const alive = new Set([11, 22])
  const isAlive = (pid: number): boolean => alive.has(pid)
  return {
    app: leasesTable(db, { id: 'app', host: 'here', pid: 11, isAlive }),
    terminal: leasesTable(db, { id: 'terminal', host: 'here', pid: 22, isAlive }),
    elsewhere: leasesTable(db, { id: 'elsewhere', host: 'there', pid: 22, isAlive }),
    kill: (pid: number) => alive.delete(pid),
    payments,
  }
}

describe('a lease', () => {
  it('belongs to whoever takes it first', () => {
    const { app, terminal } = scene()
    expect(app.take(watch, now)).toBe(true)
    expect(terminal.take(watch, now)).toBe(false)
    expect(app.holds('local-1')).toBe(true)
    expect(terminal.holds('local-1')).toBe(false)
    expect(terminal.orphans(now)).toEqual([])
  })

  it('may be taken again by its owner, with other settings', () => {
    const { app, terminal, kill } = scene()
    app.take(watch, now)
    expect(app.take({ ...watch, intervalMs: 9_000 }, now)).toBe(true)
    kill(11)
    expect(terminal.orphans(now)).toEqual([{ ...watch, intervalMs: 9_000 }])
  })

  it('is one for each payment', () => {
    const { app, terminal } = scene()
    app.take(watch, now)
    expect(terminal.take({ ...watch, localId: 'local-2' }, now)).toBe(true)
  })

  it('is shown on its payment while it is held', () => {
    const { app, payments } = scene()
    expect(payments.byLocalId('local-1')?.watching).toBe(false)
    app.take(watch, now)
    expect(payments.byLocalId('local-1')?.watching).toBe(true)
    app.release('local-1')
    expect(payments.byLocalId('local-1')?.watching).toBe(false)
  })
})

describe('a lease is dead', () => {
  it('when its heartbeat is old', () => {
    const { app, terminal } = scene()
    app.take(watch, now)
    const late = now + leaseLifetimeMs + 1
    expect(terminal.take(watch, now + leaseLifetimeMs)).toBe(false)
    expect(terminal.isDead('local-1', late)).toBe(true)
    expect(terminal.orphans(late)).toEqual([watch])
    expect(terminal.take(watch, late)).toBe(true)
    expect(app.holds('local-1')).toBe(false)
  })

  it('not while it is renewed', () => {
    const { app, terminal } = scene()
    app.take(watch, now)
    app.renew(now + 10_000)
    expect(terminal.take(watch, now + leaseLifetimeMs + 1)).toBe(false)
    terminal.renew(now + 50_000)
    expect(terminal.take(watch, now + 10_000 + leaseLifetimeMs + 1)).toBe(true)
  })

  it('at once when its process does not run any more', () => {
    const { app, terminal, kill } = scene()
    app.take(watch, now)
    expect(terminal.isDead('local-1', now)).toBe(false)
    kill(11)
    expect(terminal.isDead('local-1', now)).toBe(true)
    expect(terminal.take(watch, now)).toBe(true)
  })

  it('by age only where its process is another machine’s', () => {
    const { app, elsewhere, kill } = scene()
    app.take(watch, now)
    kill(11)
    expect(elsewhere.take(watch, now)).toBe(false)
    expect(elsewhere.take(watch, now + leaseLifetimeMs + 1)).toBe(true)
  })

  it('when it was given up, for others to go on with', () => {
    const { app, terminal } = scene()
    app.take(watch, now)
    app.release('local-1')
    expect(terminal.orphans(now)).toEqual([watch])
    expect(terminal.take(watch, now)).toBe(true)
  })

  it('when the clock was set back behind its heartbeat', () => {
    const { app, terminal } = scene()
    app.take(watch, now)
    const before = now - leaseLifetimeMs - 1
    expect(terminal.take(watch, now - leaseLifetimeMs)).toBe(false)
    expect(terminal.take(watch, before)).toBe(true)
  })
})

describe('a watch that is over', () => {
  it('is gone on with by nobody', () => {
    const { app, terminal } = scene()
    app.take(watch, now)
    app.end('local-1')
    expect(app.holds('local-1')).toBe(false)
    expect(terminal.isDead('local-1', now)).toBe(true)
    expect(terminal.orphans(now + 1_000_000)).toEqual([])
  })

  it('may be begun anew', () => {
    const { app, terminal } = scene()
    app.take(watch, now)
    app.end('local-1')
    expect(terminal.take(watch, now)).toBe(true)
    expect(app.take(watch, now)).toBe(false)
  })

  it('is not brought back by its owner’s renewal', () => {
    const { app, terminal } = scene()
    app.take(watch, now)
    app.end('local-1')
    app.renew(now + 1)
    expect(terminal.orphans(now + 1_000_000)).toEqual([])
  })
})

it('only its owner gives a lease up', () => {
  const { app, terminal } = scene()
  app.take(watch, now)
  terminal.release('local-1')
  expect(app.holds('local-1')).toBe(true)
})

it('an owner is no orphan of itself', () => {
  const { app } = scene()
  app.take(watch, now)
  expect(app.orphans(now + 1_000_000)).toEqual([])
})

it('a payment that was never watched is dead', () => {
  expect(scene().app.isDead('local-1', now)).toBe(true)
})
