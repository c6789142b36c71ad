import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { KlaviError, toFailure } from '../../core/failure.ts'
import type { WebhookRecord, WebhookVerdict } from '../../core/model/webhook.ts'
import { judgeWebhook } from '../../core/webhooks/signature.ts'
import { m } from '../../messages/index.ts'
import type { CommandOf } from '../args/command.ts'
import { UsageError } from '../args/usage-error.ts'
import type { Run } from '../host/host.ts'
import { withSession } from '../host/session.ts'
import { chooseTarget, prepareTarget } from '../host/target.ts'
import { webhookJson } from '../output/ndjson.ts'
import { plainText } from '../output/plain-text.ts'
import { clockTime } from '../output/times.ts'
import { exitCodeOfError } from './exit-code.ts'

/** Receives webhooks until Ctrl-C, or judges the signature of one that was kept in a file. */
export function webhooks(run: Run, command: CommandOf<'webhooks'>): Promise<number> {
  switch (command.action) {
    case 'listen':
      return listen(run, command)
    case 'verify':
      return verify(run, command)
    case 'replay':
      return replay(run, command)
  }
}

type Replay = Extract<CommandOf<'webhooks'>, { action: 'replay' }>

/** Sends one that was received again, to a program of this machine. 0 where that took it, 1 where not, 4 without an answer. */
function replay(run: Run, { id, url, ...command }: Replay): Promise<number> {
  const target = chooseTarget(command, run.env)
  return withSession(run, target.bench, async ({ bench }) => {
    const { httpStatus, errorMessage, latencyMs } = await bench.inbox.replay(id, url)
    const status = httpStatus === undefined ? {} : { httpStatus }
    run.reporter.object({ type: 'replay', id, ...status, latencyMs })
    if (httpStatus === undefined) {
      run.reporter.failure(
        toFailure(
          new KlaviError('connect', {
            host: new URL(url).host,
            detail: errorMessage ?? '',
          }),
        ),
      )
      return 4
    }
    run.reporter.result(m.cli_webhooks_replayed({ status: httpStatus, ms: latencyMs }))
    return httpStatus < 300 ? 0 : 1
  })
}

type Listen = Extract<CommandOf<'webhooks'>, { action: 'listen' }>
type Verify = Extract<CommandOf<'webhooks'>, { action: 'verify' }>

async function listen(run: Run, command: Listen): Promise<number> {
  const target = chooseTarget(command, run.env)
  return withSession(run, target.bench, async (session) => {
    const { bench } = session
    const environment = await prepareTarget(session, target)
    bench.subscribe((name, payload) => {
      if (name === 'webhook') tell(run, payload as WebhookRecord)
    })
    const { url = '' } = await bench.inbox.start(environment.id, command.port || undefined)
    run.reporter.object({ type: 'listening', url, environment: environment.id })
    run.reporter.say(m.cli_webhooks_listening({ url, environment: environment.name }))
    await new Promise<void>((resolve) => {
      if (run.signal.aborted) resolve()
      else run.signal.addEventListener('abort', () => resolve(), { once: true })
    })
    return 130
  })
}

function tell(run: Run, webhook: WebhookRecord): void {
  run.reporter.object(webhookJson(webhook))
  const { eventName, eventType, status, paymentId, externalId } = webhook
  const facts = [status, eventName ?? eventType, paymentId ?? externalId]
    .filter((fact) => fact !== undefined)
    .map(plainText)
  const { style } = run.reporter.look
  const colour = webhook.verdict === 'valid' ? 'green' : 'yellow'
  run.reporter.result(
    [
      clockTime(webhook.at),
      style(colour, verdictWords(webhook.verdict)),
      ...facts,
      m.cli_webhooks_bytes({ count: webhook.bytes }),
    ].join('  '),
  )
}

/** 0 for a signature that is right, 3 where there is no key to judge it with, 1 for any other. */
async function verify(run: Run, command: Verify): Promise<number> {
  const body = await read(command.body, run.stdin)
  const verdict = await judge(run, command, body)
  run.reporter.object({ type: 'signature', verdict, bytes: body.length })
  run.reporter.result(verdictWords(verdict))
  if (verdict === 'no-key') return exitCodeOfError('no-credential')
  return verdict === 'valid' ? 0 : 1
}

/** With the named environment's own secret; without a name, with KLAVI_SECRET_KEY, else with the simulator's. */
async function judge(run: Run, command: Verify, body: Buffer): Promise<WebhookVerdict> {
  const { signature, timestamp } = command
  const secret = run.env['KLAVI_SECRET_KEY']
  if (command.env !== 'simulator' && secret !== undefined && secret !== '') {
    if (command.env !== undefined) await assertKnown(run, command)
    delete run.env['KLAVI_SECRET_KEY']
    delete run.env['KLAVI_ACCESS_KEY']
    return judgeWebhook({ body, signature, timestamp }, secret, Date.now())
  }
  const target = chooseTarget(command, run.env)
  let verdict: WebhookVerdict = 'no-key'
  await withSession(run, target.bench, async (session) => {
    const environment = await prepareTarget(session, target)
    verdict = await session.bench.inbox.verify(environment.id, body, signature, timestamp)
    return 0
  })
  return verdict
}

/** A name that is none is a mistake, also where the secret comes from elsewhere. @throws KlaviError unknown-environment */
async function assertKnown(run: Run, command: Verify): Promise<void> {
  const withoutKeys = { ...run.env, KLAVI_ACCESS_KEY: undefined, KLAVI_SECRET_KEY: undefined }
  const { bench, extra } = chooseTarget(command, withoutKeys)
  if (extra !== undefined) return
  await withSession(run, bench, async (session) => {
    await session.bench.environments.find(command.env ?? '')
    return 0
  })
}

/** The very bytes: a line end that an editor changed makes another signature. */
async function read(file: string, stdin: NodeJS.ReadableStream): Promise<Buffer> {
  try {
    return file === '-' ? await buffer(stdin) : await readFile(file)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new UsageError(m.cli_unreadable({ name: file, reason }), m.cli_see_help())
  }
}

const verdictWords = (verdict: WebhookVerdict): string =>
  ({
    valid: m.webhook_valid,
    invalid: m.webhook_invalid,
    late: m.webhook_late,
    unsigned: m.webhook_unsigned,
    'no-key': m.webhook_no_key,
  })[verdict]()
