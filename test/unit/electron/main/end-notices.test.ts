import { describe, expect, it, vi } from 'vitest'
import type { CoreListener } from '../../../../core/events.ts'
import type { PaymentSummary } from '../../../../core/model/payment.ts'
import { tellEnds, type EndNotice } from '../../../../electron/main/end-notices.ts'
import { keepRetention } from '../../../../electron/main/retention.ts'
import { followSleep } from '../../../../electron/main/sleep.ts'
import { fakeClock } from '../../../support/core/fake-clock.ts'

const now = Date.parse('2026-11-22T12:00:10.000Z')
const ended = {
  localId: 'l-1',
  state: 'rejected',
  endedAt: '2026-11-22T12:00:09.000Z',
  amountCentavos: 4_800,
  participantName: 'Mock Bank',
  payerName: 'Ana L.',
  environmentName: 'Simulator',
} as PaymentSummary

function scene(watched = false) {
  let listen: CoreListener = () => {}
  const shown: EndNotice[] = []
  tellEnds(
    { subscribe: (listener) => ((listen = listener), () => {}) },
    { isWatched: () => watched, now: () => now, show: (notice) => shown.push(notice) },
  )
  return { tell: (payment: PaymentSummary) => listen('payment', payment), shown }
}

describe('a payment that ends', () => {
  it('is told once, with amount and bank and no name of a person', () => {
    const { tell, shown } = scene()
    tell(ended)
    tell(ended)
    expect(shown).toHaveLength(1)
    expect(shown[0]).toMatchObject({ localId: 'l-1', title: 'Payment rejected' })
    expect(shown[0]?.body).toMatch(/48,00.*Mock Bank.*Simulator/)
    expect(JSON.stringify(shown)).not.toContain('Ana')
  })

  it('is not told to somebody who looks at it, nor long after', () => {
    const watched = scene(true)
    watched.tell(ended)
    expect(watched.shown).toEqual([])
    const late = scene()
    late.tell({ ...ended, endedAt: '2026-11-22T11:00:00.000Z' })
    expect(late.shown).toEqual([])
  })

  it('is told only where it ended', () => {
    const { tell, shown } = scene()
    const { endedAt: _, ...going } = ended
    tell({ ...going, state: 'accepted' })
    tell({ ...ended, state: 'refused' })
    expect(shown).toEqual([])
  })
})

it('the machine’s sleep reaches the watches, also before there are any', () => {
  const handlers = new Map<string, () => void>()
  const watch = { sleep: vi.fn(), wake: vi.fn() }
  let there = false
  followSleep({ on: (event, run) => handlers.set(event, run) }, () => (there ? watch : undefined))
  handlers.get('suspend')?.()
  there = true
  handlers.get('suspend')?.()
  handlers.get('resume')?.()
  expect([watch.sleep.mock.calls.length, watch.wake.mock.calls.length]).toEqual([1, 1])
})

it('retention is kept a minute after the start and daily, and only where it is asked for', async () => {
  const clock = fakeClock()
  const sweep = vi.fn()
  const report = vi.fn()
  let settings = { retentionDays: 0, retentionMegabytes: 0 }
  const stop = keepRetention({ clock, settings: () => settings, journal: { sweep }, report })
  await clock.advance(60_000)
  expect(sweep).not.toHaveBeenCalled()
  settings = { retentionDays: 30, retentionMegabytes: 0 }
  await clock.advance(24 * 3_600_000)
  expect(sweep).toHaveBeenCalledExactlyOnceWith({ days: 30, megabytes: 0 })
  sweep.mockImplementation(() => {
    throw new Error('busy')
  })
  await clock.advance(24 * 3_600_000)
  expect(report).toHaveBeenCalledOnce()
  stop()
  expect(clock.waiting()).toEqual([])
})
