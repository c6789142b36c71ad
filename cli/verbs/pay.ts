import { rulesOf } from '../../core/klavi/dialects/index.ts'
import type { Environment } from '../../core/model/environment.ts'
import type { PaymentSummary, SendResult } from '../../core/model/payment.ts'
import { fromWireAmount } from '../../core/payments/wire-amount.ts'
import { systemRandom } from '../../core/system.ts'
import type { Workbench } from '../../core/workbench-api.ts'
import { m } from '../../messages/index.ts'
import type { CommandOf } from '../args/command.ts'
import { applySets, type JsonObject } from '../args/set-path.ts'
import { UsageError } from '../args/usage-error.ts'
import { checkConfirmation } from '../host/check-confirmation.ts'
import { findBank } from '../host/find-bank.ts'
import type { Run } from '../host/host.ts'
import { readPayloadFile, type PayloadFile } from '../host/payload-file.ts'
import { withSession, type Session } from '../host/session.ts'
import { passGuard } from '../host/pass-guard.ts'
import { timeLimit, type TimeLimit } from '../host/time-limit.ts'
import { chooseTarget, prepareTarget } from '../host/target.ts'
import { warnRepeated } from '../host/warn-repeated.ts'
import { amountWords } from '../output/words.ts'
import { follow, reportSend } from './follow.ts'

/** Sends one payment from a file of wire JSON; with --watch, follows it to its end. */
export async function pay(run: Run, command: CommandOf<'pay'>): Promise<number> {
  const target = chooseTarget(command, run.env)
  const file = await readPayloadFile(command.file, run.stdin)
  return withSession(run, target.bench, async (session) => {
    const time = timeLimit(run.signal, command.timeoutMs)
    const environment = await prepareTarget(session, target)
    let sent: SendResult
    try {
      sent = await send(run, session, environment, file, command, time)
    } catch (thrown) {
      if (!time.over()) throw thrown
      return tellSilence(run, command.timeoutMs ?? 0)
    }
    const ended = reportSend(run, session, sent)
    if (ended !== undefined) return ended
    if (command.watch) return follow(run, session, sent.payment.localId)
    return accepted(run, sent.payment)
  })
}

/** Finds the bank, checks what is confirmed, tells and sends; the limit ends it only as long as nothing has left. */
async function send(
  run: Run,
  session: Session,
  environment: Environment,
  file: PayloadFile,
  command: CommandOf<'pay'>,
  { signal, limit }: TimeLimit,
): Promise<SendResult> {
  const bank =
    command.participant === undefined
      ? undefined
      : await findBank(session, environment, command.participant, signal)
  const complete = finalBody(file, command, environment, bank?.id)
  const body = resolved(session.bench, environment, complete)
  checkConfirmation(body.text, command.confirmAmount, environment.dialect)
  passGuard(session, environment, command)
  warnRepeated(run, file.text)
  tellWhatIsSent(run, body.payload, environment)
  return session.bench.payments.send(
    environment.id,
    { text: body.text, participantName: bank?.name ?? '' },
    {
      signal: run.signal,
      before: limit,
      // What is wrong in a file is meant to be; in a guarded environment it is refused all the same.
      negative: true,
      ...(command.watch ? {} : { watch: false as const }),
      ...(command.confirmAmount !== undefined && {
        confirmation: { typedAmount: command.confirmAmount },
      }),
    },
  )
}

/** `--timeout` was over before the payment could leave. */
function tellSilence({ reporter }: Run, timeoutMs: number): number {
  const reason = { code: 'timeout', message: m.cli_pay_silence() }
  const outcome = { outcome: 'stopped' as const, elapsedMs: timeoutMs, answered: false, reason }
  reporter.outcome(outcome, undefined)
  return 4
}

/** The file's own text where nothing was changed, so that it goes out byte for byte. */
function finalBody(
  file: PayloadFile,
  command: CommandOf<'pay'>,
  environment: Environment,
  bankId: string | undefined,
): PayloadFile {
  const { fields } = rulesOf(environment.dialect)
  const named =
    bankId === undefined ? file.payload : { ...file.payload, [fields.participantId]: bankId }
  const payload = applySets(named, command.sets)
  const id = fields.externalId
  const complete = Object.hasOwn(payload, id) ? payload : { [id]: systemRandom.uuid(), ...payload }
  const changed = bankId !== undefined || command.sets.length > 0 || complete !== payload
  return changed ? { text: JSON.stringify(complete), payload: complete } : file
}

/** The file with its `{{variables}}` resolved; one that is not known is a mistake, never a value. */
function resolved(bench: Workbench, environment: Environment, file: PayloadFile): PayloadFile {
  const { body, variables } = bench.payload.preview(environment.id, file.text)
  const wrong = variables.filter(({ problem }) => problem !== undefined)
  if (wrong.length > 0) {
    const names = wrong.map(({ name }) => `{{${name}}}`).join(', ')
    throw new UsageError(m.cli_variables_unknown({ names }), m.cli_variables_hint())
  }
  return body === file.text ? file : { text: body, payload: JSON.parse(body) as JsonObject }
}

const centavosOf = (payload: JsonObject, { dialect }: Environment): number | null => {
  const { amount } = payload
  return typeof amount === 'string' || typeof amount === 'number'
    ? fromWireAmount(String(amount), dialect)
    : null
}

function tellWhatIsSent(run: Run, payload: JsonObject, environment: Environment): void {
  const wire =
    typeof payload['amount'] === 'string'
      ? payload['amount']
      : JSON.stringify(payload['amount'] ?? '')
  const amount = amountWords(wire, centavosOf(payload, environment) ?? 0)
  run.reporter.say(
    m.cli_pay_intro({ amount, environment: environment.name, origin: environment.origin }),
  )
}

function accepted(run: Run, payment: PaymentSummary): number {
  run.reporter.payment(payment)
  const id = payment.paymentId ?? payment.externalId
  run.reporter.result(m.cli_pay_accepted({ id, command: `klavi-tester watch ${id}` }))
  return run.signal.aborted ? 130 : 0
}
