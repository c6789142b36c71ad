import type { ExchangeSummary } from '../../core/model/exchange.ts'
import type { Observation, PaymentOutcome } from '../../core/model/observation.ts'
import type { PaymentSummary } from '../../core/model/payment.ts'
import type { RequestLine } from '../../simulator/index.ts'
import { failureLines } from './failure-lines.ts'
import { exchangeLine, pollLine, requestLine, type Look } from './lines.ts'
import {
  checkJson,
  errorJson,
  exchangeJson,
  observationJson,
  outcomeJson,
  paymentJson,
  reportJson,
  requestJson,
  type CheckLine,
} from './ndjson.ts'
import { chooseStyle } from './style.ts'
import type { Terminal } from './terminal.ts'
import { verdictLines } from './verdict.ts'

export interface ReportForm {
  /** True once nobody reads the output any more: what fails from then on is no news. */
  unread?: () => boolean
  json: boolean
  quiet: boolean
  noColor: boolean
  env: Readonly<Record<string, string | undefined>>
}

/**
 * Where everything that a verb has to say goes: NDJSON on stdout with people's text on stderr, or people's text on
 * stdout; errors always on stderr too. `quiet` leaves out the progress, not the result and not the errors.
 */
export interface Reporter {
  look: Look
  /** A line of progress for people. */
  say(text: string): void
  /** A line of the result for people. */
  result(text: string): void
  /** A line for programs. */
  data(line: object): void
  /** Text that is the result itself, whatever the form. */
  raw(text: string): void
  /** Something that people should know although nothing failed. */
  warn(text: string): void
  exchange(exchange: ExchangeSummary): void
  observation(observation: Observation, payment: PaymentSummary | undefined, label?: string): void
  outcome(outcome: PaymentOutcome, payment: PaymentSummary | undefined): void
  payment(payment: PaymentSummary): void
  /** A check or a scenario that was judged, and its line for people. */
  check(check: CheckLine, text: string): void
  report(report: { verdict: string; folder: string; manifestSha256: string }): void
  /** The outcome of one of several payments: a line of --json only. */
  outcomeJson(outcome: PaymentOutcome): void
  /** For work of hundreds of exchanges: people see the results, --json still has every line. */
  forMany(): Reporter
  /** A line at a terminal that the next one takes the place of; an empty one clears it. */
  progress(text: string): void
  /** A line of NDJSON that only one verb has. */
  line(line: object): void
  /** A whole document on stdout, whatever the form; with --json its one line, where it has one. */
  document(text: string, line?: string): void
  /** The one object that is all of a --json answer; nothing for people. */
  object(object: object): void
  /** Where the simulator is: the first line on stdout, whatever the form, for the program that started it. */
  address(address: object): void
  /** A request that the simulator served. */
  request(request: RequestLine): void
  /** A line of progress that never mixes with an address on stdout. */
  note(text: string): void
  failure(failure: { code: string; message: string; hint: string }): void
}

export function createReporter(terminal: Terminal, form: ReportForm): Reporter {
  const people = form.json ? terminal.err : terminal.out
  const style = chooseStyle(people.isTerminal, form.noColor, form.env)
  const errStyle = chooseStyle(terminal.err.isTerminal, form.noColor, form.env)
  const look: Look = {
    style,
    get columns() {
      return people.columns
    },
  }
  const json = (line: object | undefined): void => {
    if (form.json && line !== undefined) terminal.out.write(`${JSON.stringify(line)}\n`)
  }
  const say = (text: string): void => {
    if (!form.quiet) people.write(`${text}\n`)
  }
  const note = (text: string): void => {
    if (!form.quiet) terminal.err.write(`${text}\n`)
  }
  const result = (text: string): void => {
    if (!(form.json && form.quiet)) people.write(`${text}\n`)
  }
  /** The last status exchange of each payment, until its observation says the same and more, or it is repeated. */
  const held = new Map<string, ExchangeSummary>()

  const reporter: Reporter = {
    look,
    say,
    result,
    data: json,
    raw: (text) => terminal.out.write(text),
    warn: (text) => terminal.err.write(`${errStyle('yellow', text)}\n`),
    exchange(exchange) {
      json(exchangeJson(exchange))
      const key = exchange.localId ?? ''
      const before = held.get(key)
      if (before !== undefined && exchange.retryOf === before.id) say(exchangeLine(before, look))
      if (exchange.step === 'status') held.set(key, exchange)
      else say(exchangeLine(exchange, look))
    },
    observation(observation, payment, label) {
      json(observationJson(observation))
      held.delete(observation.localId)
      say(pollLine(observation, payment, look, label))
    },
    outcome(outcome, payment) {
      json(outcomeJson(outcome))
      say('')
      for (const text of verdictLines(outcome, payment, style)) result(text)
    },
    address: (address) => terminal.out.write(`${JSON.stringify(address)}\n`),
    request(request) {
      json(requestJson(request))
      note(requestLine(request, errStyle))
    },
    note,
    payment: (payment) => json(paymentJson(payment)),
    check(check, text) {
      json(checkJson(check))
      result(text)
    },
    outcomeJson: (outcome) => json(outcomeJson(outcome)),
    forMany: () => ({
      ...reporter,
      exchange: (exchange) => json(exchangeJson(exchange)),
      observation: (observation) => json(observationJson(observation)),
    }),
    report: (report) => json(reportJson(report)),
    progress(text) {
      if (form.quiet || !terminal.err.isTerminal) return
      terminal.err.write(`\r\u001b[2K${text.slice(0, terminal.err.columns - 1)}`)
    },
    line: json,
    document: (text, line) =>
      void terminal.out.write(form.json && line !== undefined ? `${line}\n` : text),
    object: json,
    failure(failure) {
      if (form.unread?.()) return
      json(errorJson(failure))
      for (const text of failureLines(failure, errStyle)) terminal.err.write(`${text}\n`)
    },
  }
  return reporter
}
