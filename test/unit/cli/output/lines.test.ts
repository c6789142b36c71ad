import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { exchangeLine, pollLine, type Look } from '../../../../cli/output/lines.ts'
import { clockTime } from '../../../../cli/output/times.ts'
import type { ExchangeSummary } from '../../../../core/model/exchange.ts'
import type { Observation } from '../../../../core/model/observation.ts'
import type { PaymentSummary } from '../../../../core/model/payment.ts'
import { useLanguage } from '../../../../messages/index.ts'

const at = '2026-11-22T12:00:00.123Z'
const time = clockTime(at)
const plain: Look = { style: (_, text) => text, columns: Infinity }
const exchange: ExchangeSummary = {
  id: 'e1',
  environmentId: 'simulator',
  step: 'auth',
  at,
  method: 'POST',
  url: 'https://127.0.0.1:9/payment/customer/v1/auth',
  httpStatus: 201,
  latencyMs: 12.4,
}
const observation: Observation = {
  localId: 'l1',
  paymentId: 'p1',
  seq: 1,
  at,
  elapsedMs: 10,
  latencyMs: 3,
  httpStatus: 200,
  status: 'PAYMENT_SETTLEMENT_DEBTOR_ACCOUNT',
  changed: true,
}
const payment = { amountWire: '4800', amountCentavos: 4800 } as PaymentSummary

beforeAll(() => useLanguage(() => 'en'))
afterEach(() => useLanguage(() => 'en'))

describe('exchangeLine', () => {
  it('has time, method, HTTP status, latency and path in fixed columns', () => {
    expect(exchangeLine(exchange, plain)).toBe(
      `${time}  POST  201     12 ms  /payment/customer/v1/auth`,
    )
    const { httpStatus: _, ...lost } = exchange
    expect(exchangeLine({ ...lost, method: 'GET', errorCode: 'connect' }, plain)).toBe(
      `${time}  GET   ---     12 ms  /payment/customer/v1/auth  (connect)`,
    )
    expect(exchangeLine({ ...exchange, retryOf: 'e0' }, plain)).toMatch(/\(again\)$/)
  })
})

describe('pollLine', () => {
  it('has the status and the wire amount beside its value in reais', () => {
    expect(pollLine(observation, payment, plain)).toBe(
      `${time}  GET   200      3 ms  PAYMENT_SETTLEMENT_DEBTOR_ACCOUNT  4800 = R$ 48,00    Debited from the payer`,
    )
  })

  it('lines up with any other status', () => {
    const short = pollLine({ ...observation, status: 'ERROR' }, payment, plain)
    const long = pollLine(observation, payment, plain)
    expect(short.indexOf('4800 =')).toBe(long.indexOf('4800 ='))
  })

  it('leaves the words out where the terminal is too narrow, and nothing else', () => {
    const narrow = pollLine(observation, payment, { ...plain, columns: 100 })
    expect(narrow).not.toContain('Debited')
    expect(narrow).toContain('4800 = R$ 48,00')
    expect(narrow.length).toBeLessThanOrEqual(100)
  })

  it('speaks Portuguese', () => {
    useLanguage(() => 'pt-BR')
    expect(pollLine({ ...observation, status: 'PAYMENT_COMPLETED' }, payment, plain)).toMatch(
      /Concluído$/,
    )
  })

  it('says why nothing was observed, and when it tries again', () => {
    const { status: _, httpStatus: __, ...rest } = observation
    const line = pollLine(
      { ...rest, errorCode: 'connect', errorMessage: 'No connection.', nextPollMs: 1500 },
      payment,
      plain,
    )
    expect(line).toBe(`${time}  GET   ---      3 ms  No connection. Next try in 1.5 s.`)
  })

  it('marks what is out of order and unknown', () => {
    const line = pollLine(
      { ...observation, status: 'NEW_ONE', event: 'unknown-status' },
      payment,
      plain,
    )
    expect(line).toContain('[unknown-status]')
    expect(line).toContain('Status not in the documentation')
  })

  it('lets no server write control characters to the terminal', () => {
    const evil = { ...observation, status: 'OK\u001b]0;title\u0007\u202e' }
    // eslint-disable-next-line no-control-regex
    expect(pollLine(evil, payment, plain)).not.toMatch(/[\u0000-\u001f\u202e]/)
  })
})
