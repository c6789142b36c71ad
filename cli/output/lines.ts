import type { ExchangeSummary } from '../../core/model/exchange.ts'
import type { Observation } from '../../core/model/observation.ts'
import type { PaymentSummary } from '../../core/model/payment.ts'
import { endOf } from '../../core/watch/status-machine.ts'
import { m } from '../../messages/index.ts'
import type { RequestLine } from '../../simulator/index.ts'
import { plainText } from './plain-text.ts'
import type { Colour, Style } from './style.ts'
import { clockTime } from './times.ts'
import { amountWords, durationWords, statusWords } from './words.ts'

/** How lines may look where they are going. */
export interface Look {
  style: Style
  /** Infinity where it is no terminal. */
  columns: number
}

/** PAYMENT_SETTLEMENT_DEBTOR_ACCOUNT, the longest documented status. */
const statusWidth = 33
const amountWidth = 17

interface Facts {
  at: string
  method: string
  httpStatus?: number | undefined
  errorCode?: string | undefined
  latencyMs: number
}

/** `07:41:15.123  POST  200     14 ms`, the same columns for every exchange. */
function start(facts: Facts, style: Style): string {
  const http = facts.httpStatus === undefined ? '---' : String(facts.httpStatus)
  const good =
    facts.httpStatus !== undefined && facts.httpStatus < 400 && facts.errorCode === undefined
  const latency = `${Math.round(facts.latencyMs)} ms`
  return [
    style('dim', clockTime(facts.at)),
    facts.method.padEnd(4),
    style(good ? 'green' : 'red', http.padStart(3)),
    latency.padStart(8),
  ].join('  ')
}

/** One request and its answer. */
export function exchangeLine(exchange: ExchangeSummary, look: Look): string {
  const notes = [
    exchange.retryOf === undefined ? '' : m.cli_again(),
    exchange.errorCode ?? '',
  ].filter((note) => note !== '')
  const tail = notes.length === 0 ? '' : `  (${notes.join(', ')})`
  return `${start(exchange, look.style)}  ${plainText(pathOf(exchange.url))}${tail}`
}

/** One request that the simulator served, and the fault that spoilt it. */
export function requestLine(request: RequestLine, style: Style): string {
  const facts = { ...request, httpStatus: request.status }
  const fault = request.fault === undefined ? '' : style('yellow', `  [${request.fault}]`)
  return `${start(facts, style)}  ${plainText(request.path)}${fault}`
}

const pathOf = (url: string): string => {
  if (!URL.canParse(url)) return url
  const { pathname, search } = new URL(url)
  return pathname + search
}

/** One poll: what was observed, or why nothing was. `label` tells payments apart where several are watched. */
export function pollLine(
  observation: Observation,
  payment: PaymentSummary | undefined,
  look: Look,
  label = '',
): string {
  const { style } = look
  const head = `${start({ ...observation, method: 'GET' }, style)}  ${label}`
  if (observation.status === undefined) return head + failedPoll(observation, style)
  const status = plainText(observation.status)
  const amount = payment ? amountWords(payment.amountWire, payment.amountCentavos) : ''
  const event = observation.event === undefined ? '' : `  [${observation.event}]`
  const words = statusWords(observation.status) + event
  const painted = style(colourOf(observation), status.padEnd(statusWidth))
  const width = 34 + label.length + statusWidth + 2 + amountWidth + 2 + words.length
  const end = width > look.columns ? event : `  ${words}`
  return `${head}${painted}  ${amount.padEnd(amountWidth)}${style('dim', end)}`.trimEnd()
}

function failedPoll({ errorMessage, errorCode, nextPollMs }: Observation, style: Style): string {
  const why = style('red', plainText(errorMessage ?? errorCode ?? '?'))
  const next = nextPollMs === undefined ? '' : m.cli_next_poll({ delay: durationWords(nextPollMs) })
  return next === '' ? why : `${why} ${next}`
}

function colourOf({ status = '', changed }: Observation): Colour {
  const end = endOf(status)
  if (end === 'completed') return 'green'
  if (end !== undefined) return 'red'
  if (status === 'CONSENT_AWAITING_AUTHORIZATION' && changed) return 'yellow'
  return changed ? 'cyan' : 'dim'
}
