import { m } from '../../messages/index.ts'
import type { CommandOf } from '../args/command.ts'
import { UsageError } from '../args/usage-error.ts'
import { checkConfirmation } from '../host/check-confirmation.ts'
import type { Run } from '../host/host.ts'
import { passGuard } from '../host/pass-guard.ts'
import { readText } from '../host/read-text.ts'
import { withSession, type Session } from '../host/session.ts'
import { chooseTarget, prepareTarget } from '../host/target.ts'
import { warnRepeated } from '../host/warn-repeated.ts'
import { responseJson } from '../output/client-json.ts'
import { paymentJson } from '../output/ndjson.ts'
import { exitCodeOfPost } from './exit-code.ts'

/** One request by hand, through the environment's own token; its reply's body is the result. */
export async function request(run: Run, command: CommandOf<'request'>): Promise<number> {
  const target = chooseTarget(command, run.env)
  const { method, path, query, bodyFile, confirmAmount } = command
  const body = bodyFile === undefined ? '' : await readBody(run, bodyFile)
  return withSession(run, target.bench, async (session) => {
    const environment = await prepareTarget(session, target)
    const { bench } = session
    checkConfirmation(body, confirmAmount, environment.dialect)
    if (method === 'POST') {
      passGuard(session, environment, command)
      warnRepeated(run, body)
    }
    const asked = { environmentId: environment.id, method, path, query, body }
    const result = await bench.requests.send(asked, {
      signal: run.signal,
      watch: false,
      ...(confirmAmount !== undefined && { confirmation: { typedAmount: confirmAmount } }),
    })
    const text = wholeBody(session, result.exchangeId)
    run.reporter.line(responseJson(result, text))
    if (result.payment !== undefined) run.reporter.line(paymentJson(result.payment))
    if (text !== '') run.reporter.result(result.isJson ? indented(text) : text)
    if (result.error !== undefined) run.reporter.failure(result.error)
    const state = result.payment?.state ?? result.post?.state
    return exitCodeOfPost(state, result.error?.code)
  })
}

async function readBody(run: Run, file: string): Promise<string> {
  const name = file === '-' ? m.cli_stdin() : file
  const text = (await readText(file, name, run.stdin)).replace(/^\uFEFF/, '')
  if (text.trim() === '') throw new UsageError(m.cli_payload_empty({ name }), m.cli_body_hint())
  return text
}

/** As the journal has it: redacted. */
function wholeBody({ bench }: Session, id: string): string {
  const parts: string[] = []
  for (let offset = 0, total = 1; offset < total;) {
    const slice = bench.exchanges.body({ id, side: 'response', offset, length: 1_000_000 })
    if (slice.text === '') break
    parts.push(slice.text)
    offset += slice.text.length
    total = slice.total
  }
  return parts.join('')
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    // What was taken out of it may have been part of its form.
    return text
  }
}
