import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { KlaviError } from '../../../../core/failure.ts'
import { openJournal, type Journal } from '../../../../core/journal/journal.ts'
import { leaseLifetimeMs } from '../../../../core/journal/leases.ts'
import { openDatabase } from '../../../../core/journal/database.ts'
import { PollError, type StatusResult } from '../../../../core/klavi/client.ts'
import type { Observation } from '../../../../core/model/observation.ts'
import type { PaymentSummary } from '../../../../core/model/payment.ts'
import { Watcher } from '../../../../core/watch/watcher.ts'
import { fakeClock, settle } from '../../../support/core/fake-clock.ts'
import { sampleIntent } from '../../../support/core/sample-intent.ts'
import { deterministicRandom } from '../../../support/core/seeded-random.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'

type Step = string | Partial<StatusResult> | Error | 'hang'

const settings = { intervalMs: 1_000, timeoutMs: 600_000 }
const refused = (code: 'connect' | 'http-server', details = {}) =>
  new PollError(new KlaviError(code, { host: 'h', status: 500, detail: 'd', ...details }))

const open: Journal[] = []
afterEach(() => {
  for (const journal of open.splice(0)) journal.close()
})

/** A watcher over a real journal, whose polls answer what a script says; the last line is repeated. */
function scene(steps: Step[], options: { folder?: string; owner?: string } = {}) {
  const clock = fakeClock()
  const folder = options.folder ?? temporaryFolder()
  const { journal } = openJournal(folder, options.owner ?? 'test', clock.now())
  open.push(journal)
  const observations: Observation[] = []
  const payments: PaymentSummary[] = []
  const unjournalled: unknown[] = []
  const signals: AbortSignal[] = []
  let polls = 0
  let unreachable = 0
  const watcher = new Watcher({
    journal,
    clock,
    random: deterministicRandom(),
    async poll(_payment, signal) {
      signals.push(signal)
      const step = steps[Math.min(polls, steps.length - 1)] ?? 'ENQUEUED'
      polls += 1
      if (step instanceof Error) throw step
      if (step === 'hang') {
        await new Promise((_answer, reject) => {
          signal.addEventListener('abort', () => reject(new PollError(new KlaviError('aborted'))))
        })
      }
      const found = typeof step === 'string' ? { status: step } : step
      return { httpStatus: 200, latencyMs: 5, exchangeId: `e-${polls}`, ...found }
    },
    async onUnreachable() {
      unreachable += 1
    },
    publishObservation(observation) {
      const rows = journal.observations.list({ localId: observation.localId, limit: 1_000 })
      if (JSON.stringify(rows.at(-1)) !== JSON.stringify(observation))
        unjournalled.push(observation)
      observations.push(observation)
    },
    publishPayment(payment) {
      const row = journal.payments.byLocalId(payment.localId)
      if (JSON.stringify(row) !== JSON.stringify(payment)) unjournalled.push(payment)
      payments.push(payment)
    },
    write: (work) => work(),
  })
  const payment = (localId = 'local-1'): PaymentSummary => {
    const found = journal.payments.byLocalId(localId)
    if (found === undefined) throw new Error(localId)
    return found
  }
  const accept = (localId = 'local-1', changes = {}): void => {
    journal.payments.insertIntent(sampleIntent({ localId }))
    journal.payments.update(localId, { state: 'accepted', paymentId: `p-${localId}`, ...changes })
  }
  return {
    clock,
    folder,
    journal,
    watcher,
    observations,
    payments,
    unjournalled,
    signals,
    payment,
    accept,
    polls: () => polls,
    unreachable: () => unreachable,
    seen: () => observations.map(({ status, errorCode }) => status ?? errorCode),
  }
}

const happy = [
  'ENQUEUED',
  'CONSENT_AWAITING_AUTHORIZATION',
  'CONSENT_AUTHORIZED',
  'PAYMENT_PENDING',
  'PAYMENT_SETTLEMENT_PROCESSING',
  'PAYMENT_COMPLETED',
]

describe('a watch', () => {
  it('polls at once, then every interval, until the payment ends', async () => {
    const { clock, watcher, accept, payment, observations, polls, seen } = scene(happy)
    accept()
    watcher.start(payment(), settings)
    const end = watcher.finished('local-1')
    expect(watcher.isWatching('local-1')).toBe(true)
    await clock.advance(0)
    expect(polls()).toBe(1)
    await clock.advance(999)
    expect(polls()).toBe(1)
    await clock.advance(1)
    expect(polls()).toBe(2)
    await clock.advance(60_000)
    expect(seen()).toEqual(happy)
    expect(observations.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
    expect(observations.every(({ changed }) => changed)).toBe(true)
    expect(observations.map(({ nextPollMs }) => nextPollMs)).toEqual([
      ...Array(5).fill(1_000),
      undefined,
    ])
    expect(await end).toEqual({
      outcome: 'completed',
      localId: 'local-1',
      paymentId: 'p-local-1',
      externalId: 'order-1',
      order: 'kept',
      elapsedMs: 5_000,
      answered: true,
    })
    expect(payment()).toMatchObject({
      state: 'completed',
      lastStatus: 'PAYMENT_COMPLETED',
      order: 'kept',
      endedAt: '2026-11-22T12:00:05.000Z',
      watching: false,
    })
    expect(watcher.isWatching('local-1')).toBe(false)
    expect(clock.waiting()).toEqual([])
  })

  it('publishes nothing that is not in the journal already', async () => {
    const steps: Step[] = ['ENQUEUED', refused('connect'), 'X', ...happy]
    const { clock, watcher, accept, payment, unjournalled, observations, payments } = scene(steps)
    accept()
    watcher.start(payment(), settings)
    await clock.advance(60_000)
    expect(observations.length).toBe(9)
    expect(payments.length).toBeGreaterThan(5)
    expect(unjournalled).toEqual([])
  })

  it('marks a status only where it changes', async () => {
    const { clock, watcher, accept, payment, observations, payments } = scene([
      'ENQUEUED',
      'ENQUEUED',
      'ENQUEUED',
    ])
    accept('local-1', { lastStatus: 'STARTED' })
    watcher.start(payment(), settings)
    await clock.advance(2_000)
    expect(observations.map(({ changed }) => changed)).toEqual([true, false, false])
    expect(payments).toHaveLength(1)
  })

  it('does not mark the status that the POST answered already', async () => {
    const { clock, watcher, accept, payment, observations } = scene(['ENQUEUED', 'STARTED'])
    accept('local-1', { lastStatus: 'ENQUEUED' })
    watcher.start(payment(), settings)
    await clock.advance(1_000)
    expect(observations.map(({ changed }) => changed)).toEqual([false, true])
    expect(observations.map(({ event }) => event)).toEqual([undefined, 'regressed'])
  })

  it.each([
    ['CONSENT_REJECTED', 'rejected'],
    ['PAYMENT_REJECTED', 'rejected'],
    ['ERROR', 'error'],
    ['CANCELED', 'canceled'],
    ['EXPIRED', 'expired'],
  ])('that sees %s ends as %s, with its reason', async (status, outcome) => {
    const reason = { code: 'SALDO_INSUFICIENTE', message: 'sem saldo' }
    const { clock, watcher, accept, payment, observations } = scene([
      'ENQUEUED',
      { status, reason },
    ])
    accept()
    watcher.start(payment(), settings)
    const end = watcher.finished('local-1')
    await clock.advance(1_000)
    expect(await end).toMatchObject({ outcome, reason, order: 'kept', answered: true })
    expect(payment()).toMatchObject({ state: outcome, reason, watching: false })
    expect(observations[1]).toMatchObject({ status, reason })
  })

  it('names what happened to the order where it happened, and keeps the worst', async () => {
    const { clock, watcher, accept, payment, observations } = scene([
      'ENQUEUED',
      'PAYMENT_PENDING',
      'CONSENT_AUTHORIZED',
      'PAYMENT_UNDER_REVIEW',
      'PAYMENT_COMPLETED',
    ])
    accept()
    watcher.start(payment(), settings)
    await clock.advance(10_000)
    expect(observations.map(({ event }) => event)).toEqual([
      undefined,
      'skipped',
      'regressed',
      'unknown-status',
      'skipped',
    ])
    expect(payment().order).toBe('unknown-status')
  })

  it('keeps the address of the consent while it is given, and drops it after', async () => {
    const consentUrl = 'https://bank.example/consent'
    const { clock, watcher, accept, payment, observations } = scene([
      { status: 'CONSENT_AWAITING_AUTHORIZATION', consentUrl },
      'CONSENT_AUTHORIZED',
    ])
    accept()
    watcher.start(payment(), settings)
    await clock.advance(0)
    expect(payment().consentUrl).toBe(consentUrl)
    expect(observations[0]?.consentUrl).toBe(consentUrl)
    await clock.advance(1_000)
    expect(payment()).not.toHaveProperty('consentUrl')
  })

  it('is not begun twice, nor for a payment without an id', async () => {
    const { clock, watcher, accept, payment, polls, journal } = scene(['ENQUEUED'])
    accept()
    watcher.start(payment(), settings)
    watcher.start(payment(), settings)
    journal.payments.insertIntent(sampleIntent({ localId: 'local-2' }))
    watcher.start(payment('local-2'), settings)
    await clock.advance(0)
    expect(polls()).toBe(1)
    expect(watcher.isWatching('local-2')).toBe(false)
  })
})

describe('after a failed poll', () => {
  it('it waits longer each time, and as before once an answer came', async () => {
    const failed = refused('http-server')
    const { clock, watcher, accept, payment, observations } = scene([
      failed,
      failed,
      failed,
      'ENQUEUED',
      failed,
      'ENQUEUED',
    ])
    accept()
    watcher.start(payment(), settings)
    await clock.advance(60_000)
    // Three quarters of the doubled wait: the jitter stands in the middle here.
    expect(observations.slice(0, 6).map(({ nextPollMs }) => nextPollMs)).toEqual([
      1_500, 3_000, 6_000, 1_000, 1_500, 1_000,
    ])
  })

  it('it says what failed, with the exchange to look at, and the payment stays as it was', async () => {
    const error = new KlaviError('http-server', { status: 500, detail: 'words' })
    const failed = new PollError(error, {
      kind: 'reply',
      exchangeId: 'e-77',
      latencyMs: 12,
      status: 500,
      headers: [],
      json: {},
      isJson: true,
    })
    const { clock, watcher, accept, payment, observations } = scene([failed])
    accept()
    watcher.start(payment(), settings)
    await clock.advance(0)
    expect(observations[0]).toMatchObject({
      errorCode: 'http-server',
      httpStatus: 500,
      exchangeId: 'e-77',
      latencyMs: 12,
      changed: false,
    })
    expect(observations[0]?.errorMessage).toContain('words')
    expect(observations[0]).not.toHaveProperty('status')
    expect(payment()).toMatchObject({ state: 'accepted', watching: true })
  })

  it('it obeys Retry-After', async () => {
    const failed = refused('http-server', { retryAfterMs: 20_000 })
    const { clock, watcher, accept, payment, polls } = scene([failed, 'ENQUEUED'])
    accept()
    watcher.start(payment(), settings)
    await clock.advance(19_999)
    expect(polls()).toBe(1)
    await clock.advance(1)
    expect(polls()).toBe(2)
  })

  it('it looks for the server only where there was none', async () => {
    const steps = [refused('connect'), refused('http-server'), refused('connect'), 'ENQUEUED']
    const { clock, watcher, accept, payment, unreachable } = scene(steps)
    accept()
    watcher.start(payment(), settings)
    await clock.advance(60_000)
    expect(unreachable()).toBe(2)
  })

  it('it goes on also where the poll failed in a way that nobody thought of', async () => {
    const { clock, watcher, accept, payment, seen } = scene([new TypeError('a bug'), 'ENQUEUED'])
    accept()
    watcher.start(payment(), settings)
    await clock.advance(1_500)
    expect(seen()).toEqual(['internal', 'ENQUEUED'])
  })
})

describe('a watch is stopped', () => {
  it('by its longest time, also in a poll that hangs', async () => {
    const { clock, watcher, accept, payment, signals, observations } = scene(['ENQUEUED', 'hang'])
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
    const { clock, watcher, accept, payment } = scene([refused('connect')])
    accept()
    watcher.start(payment(), { intervalMs: 1_000, timeoutMs: 5_000 })
    const end = watcher.finished('local-1')
    await clock.advance(5_000)
    expect(await end).toMatchObject({ outcome: 'stopped', answered: false })
  })

  it('on the person’s word; the payment goes on, and may be watched again', async () => {
    const { clock, watcher, accept, payment, polls, seen, observations } = scene(happy)
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
    const { clock, watcher, accept, payment, observations, journal } = scene(['hang', 'ENQUEUED'])
    accept()
    watcher.start(payment(), settings)
    await clock.advance(0)
    watcher.stop('local-1')
    watcher.start(payment(), settings)
    await clock.advance(0)
    await settle()
    expect(observations.map(({ status }) => status)).toEqual(['ENQUEUED'])
    expect(journal.observations.list({ localId: 'local-1', limit: 9 })).toHaveLength(1)
  })

  it('at the end of the program, and left to whoever comes next', async () => {
    const { clock, watcher, accept, payment, journal, signals, observations } = scene(['hang'])
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
    const { clock, watcher, accept, payment, polls } = scene(['ENQUEUED'])
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
    const { clock, watcher, accept, payment, polls } = scene(['hang'])
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
    const first = scene(['CONSENT_AWAITING_AUTHORIZATION', 'PAYMENT_PENDING'])
    first.accept('local-1', { lastStatus: 'ENQUEUED' })
    first.watcher.start(first.payment(), settings)
    await first.clock.advance(1_000)
    expect(first.payment().order).toBe('skipped')
    first.watcher.close()

    const second = scene(
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
    const first = scene(['ENQUEUED', 'PAYMENT_PENDING'])
    first.accept('local-1', { lastStatus: 'ENQUEUED' })
    first.watcher.start(first.payment(), settings)
    await first.clock.advance(1_000)
    first.watcher.close()
    const second = scene(['PAYMENT_SETTLEMENT_PROCESSING'], { folder: first.folder, owner: 'b' })
    second.watcher.start(second.payment(), settings)
    await second.clock.advance(0)
    expect(second.payment().order).toBe('skipped')
  })

  it('has only the time that was left', async () => {
    const { clock, watcher, accept, payment } = scene(['ENQUEUED'])
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
    const first = scene(['ENQUEUED'], { owner: 'first' })
    first.accept()
    first.watcher.start(first.payment(), settings)
    const second = scene(['ENQUEUED'], { folder: first.folder, owner: 'second' })
    expect(() => second.watcher.start(second.payment(), settings)).toThrow(
      expect.objectContaining({ code: 'watch-owned' }),
    )
    expect(second.watcher.isWatching('local-1')).toBe(false)
  })

  it('is renewed for as long as anything is watched', async () => {
    const first = scene(['ENQUEUED'], { owner: 'first' })
    first.accept()
    first.watcher.start(first.payment(), settings)
    await first.clock.advance(10 * leaseLifetimeMs)
    expect(first.journal.leases.isDead('local-1', first.clock.now())).toBe(false)
    first.watcher.stop('local-1')
    expect(first.clock.waiting()).toEqual([])
  })

  it('that was taken by another process ends this side of the watch, silently', async () => {
    const first = scene(['ENQUEUED'], { owner: 'first' })
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
  const { clock, watcher, accept, payment, journal } = scene(['ENQUEUED'])
  for (let made = 0; made < 100; made += 1) {
    accept(`local-${made}`)
    watcher.start(payment(`local-${made}`), settings)
  }
  await clock.advance(5_000)
  for (let made = 0; made < 100; made += 1) {
    expect(journal.observations.lastSeq(`local-${made}`)).toBe(6)
  }
  watcher.close()
})
