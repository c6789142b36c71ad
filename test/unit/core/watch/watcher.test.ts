import { describe, expect, it } from 'vitest'
import { KlaviError } from '../../../../core/failure.ts'
import { PollError } from '../../../../core/klavi/calls/payment-status.ts'
import { sampleIntent } from '../../../support/core/sample-intent.ts'
import {
  happy,
  refused,
  settings,
  watcherScene,
  type Step,
} from '../../../support/core/watcher-scene.ts'

describe('a watch', () => {
  it('polls at once, then every interval, until the payment ends', async () => {
    const { clock, watcher, accept, payment, observations, polls, seen } = watcherScene(happy)
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
    const { clock, watcher, accept, payment, unjournalled, observations, payments } =
      watcherScene(steps)
    accept()
    watcher.start(payment(), settings)
    await clock.advance(60_000)
    expect(observations.length).toBe(9)
    expect(payments.length).toBeGreaterThan(5)
    expect(unjournalled).toEqual([])
  })

  it('marks a status only where it changes', async () => {
    const { clock, watcher, accept, payment, observations, payments } = watcherScene([
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

  it('begins the course with the first poll, also where the POST had answered the same', async () => {
    const { clock, watcher, accept, payment, observations, journal } = watcherScene([
      'ENQUEUED',
      'STARTED',
    ])
    accept('local-1', { lastStatus: 'ENQUEUED' })
    watcher.start(payment(), settings)
    await clock.advance(1_000)
    expect(observations.map(({ changed }) => changed)).toEqual([true, true])
    expect(journal.observations.statuses('local-1')).toEqual(['ENQUEUED', 'STARTED'])
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
    const { clock, watcher, accept, payment, observations } = watcherScene([
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
    const { clock, watcher, accept, payment, observations } = watcherScene([
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
    const { clock, watcher, accept, payment, observations } = watcherScene([
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
    const { clock, watcher, accept, payment, polls, journal } = watcherScene(['ENQUEUED'])
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
    const { clock, watcher, accept, payment, observations } = watcherScene([
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
      redacted: false,
    })
    const { clock, watcher, accept, payment, observations } = watcherScene([failed])
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
    const { clock, watcher, accept, payment, polls } = watcherScene([failed, 'ENQUEUED'])
    accept()
    watcher.start(payment(), settings)
    await clock.advance(19_999)
    expect(polls()).toBe(1)
    await clock.advance(1)
    expect(polls()).toBe(2)
  })

  it('it looks for the server only where there was none', async () => {
    const steps = [refused('connect'), refused('http-server'), refused('connect'), 'ENQUEUED']
    const { clock, watcher, accept, payment, unreachable } = watcherScene(steps)
    accept()
    watcher.start(payment(), settings)
    await clock.advance(60_000)
    expect(unreachable()).toBe(2)
  })

  it('it goes on also where the poll failed in a way that nobody thought of', async () => {
    const { clock, watcher, accept, payment, seen } = watcherScene([
      new TypeError('a bug'),
      'ENQUEUED',
    ])
    accept()
    watcher.start(payment(), settings)
    await clock.advance(1_500)
    expect(seen()).toEqual(['internal', 'ENQUEUED'])
  })
})
