import { beforeAll, describe, expect, it } from 'vitest'
import { createReporter } from '../../../../cli/output/reporter.ts'
import type { ExchangeSummary } from '../../../../core/model/exchange.ts'
import type { Observation, PaymentOutcome } from '../../../../core/model/observation.ts'
import { useLanguage } from '../../../../messages/index.ts'

const stream = (isTerminal = false) => {
  const written: string[] = []
  return { written, isTerminal, columns: 200, write: (text: string) => void written.push(text) }
}
const open = (
  form: { json?: boolean; quiet?: boolean; noColor?: boolean },
  env = {},
  terminal = false,
) => {
  const [out, err] = [stream(terminal), stream(terminal)]
  const reporter = createReporter(
    { out, err },
    { json: false, quiet: false, noColor: false, env, ...form },
  )
  return { reporter, out: () => out.written.join(''), err: () => err.written.join('') }
}

const at = '2026-11-22T12:00:00.000Z'
const exchange = {
  id: 'e1',
  environmentId: 'simulator',
  localId: 'l1',
  step: 'status',
  at,
  method: 'GET',
  url: 'https://127.0.0.1:9/payments/p1/status',
  httpStatus: 200,
  latencyMs: 3,
  requestBody: 'never in a line',
} as ExchangeSummary
const observation: Observation = {
  localId: 'l1',
  paymentId: 'p1',
  seq: 1,
  at,
  elapsedMs: 5,
  latencyMs: 3,
  httpStatus: 200,
  status: 'ENQUEUED',
  changed: true,
  exchangeId: 'e1',
}
const outcome: PaymentOutcome = {
  outcome: 'completed',
  answered: true,
  localId: 'l1',
  paymentId: 'p1',
  externalId: '',
  order: 'kept',
  elapsedMs: 5.4,
}

beforeAll(() => useLanguage(() => 'en'))

describe('createReporter', () => {
  it('writes NDJSON with exactly the documented fields to stdout, and words to stderr', () => {
    const { reporter, out, err } = open({ json: true })
    reporter.exchange(exchange)
    reporter.observation(observation, undefined)
    reporter.outcome(outcome, undefined)
    expect(
      out()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      {
        type: 'exchange',
        id: 'e1',
        method: 'GET',
        url: exchange.url,
        httpStatus: 200,
        latencyMs: 3,
      },
      {
        type: 'observation',
        paymentId: 'p1',
        seq: 1,
        at,
        status: 'ENQUEUED',
        httpStatus: 200,
        latencyMs: 3,
      },
      { type: 'outcome', outcome: 'completed', paymentId: 'p1', order: 'kept', elapsedMs: 5 },
    ])
    expect(err()).toContain('ENQUEUED')
    expect(err()).toContain('Completed')
  })

  it('tells a poll once: its observation says what its exchange would', () => {
    const { reporter, out } = open({})
    reporter.exchange(exchange)
    reporter.observation(observation, undefined)
    expect(out().trim().split('\n')).toHaveLength(1)
  })

  it('tells a poll that was repeated after a 401, and the repetition', () => {
    const { reporter, out } = open({})
    reporter.exchange({ ...exchange, httpStatus: 401 })
    reporter.exchange({ ...exchange, id: 'e2', retryOf: 'e1' })
    reporter.observation({ ...observation, exchangeId: 'e2' }, undefined)
    const lines = out().trim().split('\n')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('401')
  })

  it('leaves out progress, but neither result nor errors, when quiet', () => {
    const { reporter, out, err } = open({ quiet: true })
    reporter.say('progress')
    reporter.observation(observation, undefined)
    reporter.outcome(outcome, undefined)
    reporter.failure({ code: 'connect', message: 'No connection.', hint: 'Check.' })
    expect(out().trim()).toBe('Completed: p1 in 0.0 s.')
    expect(err()).toContain('No connection.')
  })

  it('writes nothing but errors to stderr when quiet with --json', () => {
    const { reporter, err } = open({ quiet: true, json: true })
    reporter.outcome(outcome, undefined)
    expect(err()).toBe('')
  })

  it('colours on a terminal only, and not where NO_COLOR, --no-color or TERM=dumb asks', () => {
    const paints = (form: { noColor?: boolean }, env: object, terminal: boolean): boolean => {
      const { reporter, out } = open(form, env, terminal)
      reporter.outcome(outcome, undefined)
      return out().includes('\u001b[')
    }
    expect(paints({}, {}, true)).toBe(true)
    expect(paints({}, {}, false)).toBe(false)
    expect(paints({ noColor: true }, {}, true)).toBe(false)
    expect(paints({}, { NO_COLOR: '1' }, true)).toBe(false)
    expect(paints({}, { NO_COLOR: '' }, true)).toBe(true)
    expect(paints({}, { TERM: 'dumb' }, true)).toBe(false)
  })
})
