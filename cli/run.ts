import { KlaviError, toFailure } from '../core/failure.ts'
import type { Failure } from '../core/model/result.ts'
import { m, nearestLanguage, useLanguage } from '../messages/index.ts'
import { chooseLanguage } from './args/choose-language.ts'
import type { Command } from './args/command.ts'
import { readCommand } from './args/read-command.ts'
import { isGiven, lastValue, readTokens } from './args/read-tokens.ts'
import { UsageError } from './args/usage-error.ts'
import type { Host, Run } from './host/host.ts'
import { readerGone } from './host/signals.ts'
import { version } from './host/version.ts'
import { createReporter } from './output/reporter.ts'
import { exitCodeOfError } from './verbs/exit-code.ts'

/** Carries out one command line. Never rejects; answers the exit code (docs/cli.md). */
export async function run(argv: readonly string[], host: Host): Promise<number> {
  const raw = readTokens(argv)
  const typedLanguage = lastValue(raw, 'lang')
  const language = chooseLanguage(typedLanguage, host.env)
  const inForce = language ?? nearestLanguage([host.env['LANG'] ?? 'en'])
  useLanguage(() => inForce)
  const reporter = createReporter(host.terminal, {
    json: isGiven(raw, 'json'),
    quiet: isGiven(raw, 'quiet'),
    noColor: isGiven(raw, 'no-color'),
    env: host.env,
    unread: () => host.signal.reason === readerGone,
  })
  try {
    if (language === undefined) {
      throw new UsageError(
        m.cli_bad_choice({ option: '--lang', text: typedLanguage ?? '' }),
        'en, pt-BR',
      )
    }
    return await carryOut(readCommand(raw), { ...host, reporter })
  } catch (error) {
    const failure = failureOf(host.signal.aborted ? new KlaviError('aborted') : error)
    reporter.failure(failure)
    return exitCodeOfError(failure.code)
  }
}

/** Each verb is loaded when it is asked for: help and bad input cost no more than reading the command line. */
async function carryOut(command: Command, host: Run): Promise<number> {
  switch (command.verb) {
    case 'help': {
      const { helpText } = await import('./output/help.ts')
      host.terminal.out.write(helpText(command.about))
      return 0
    }
    case 'version':
      host.terminal.out.write(`klavi-tester ${version}\n`)
      return 0
    case 'demo':
      return (await import('./verbs/demo.ts')).demo(host, command)
    case 'pay':
      return (await import('./verbs/pay.ts')).pay(host, command)
    case 'watch':
      return (await import('./verbs/watch.ts')).watch(host, command)
    case 'auth':
      return (await import('./verbs/auth.ts')).auth(host, command)
    case 'participants':
      return (await import('./verbs/participants.ts')).participants(host, command)
    case 'payment':
      return (await import('./verbs/payment.ts')).payment(host, command)
    case 'cancel':
      return (await import('./verbs/cancel.ts')).cancel(host, command)
    case 'request':
      return (await import('./verbs/request.ts')).request(host, command)
    case 'drift':
      return (await import('./verbs/drift.ts')).drift(host, command)
    case 'inspect':
      return (await import('./verbs/inspect.ts')).inspect(host, command)
    case 'payload':
      return (await import('./verbs/payload.ts')).payload(host, command)
    case 'run':
      return (await import('./verbs/run.ts')).runScenarios(host, command)
    case 'readiness':
      return (await import('./verbs/readiness.ts')).readiness(host, command)
    case 'report':
      return (await import('./verbs/report.ts')).report(host, command)
    case 'completion': {
      const { completionScript } = await import('./output/completion.ts')
      host.terminal.out.write(completionScript(command.shell))
      return 0
    }
    case 'simulate':
      return (await import('./verbs/simulate.ts')).simulate(host, command)
    case 'env':
      return (await import('./verbs/env.ts')).env(host, command)
    case 'credentials':
      return (await import('./verbs/credentials.ts')).credentials(host, command)
    case 'export':
      return (await import('./verbs/export.ts')).exportExchanges(host, command)
    case 'webhooks':
      return (await import('./verbs/webhooks.ts')).webhooks(host, command)
    case 'history':
      return (await import('./verbs/history.ts')).history(host, command)
  }
}

/** What to do where there is no window to do it in. */
const hints: Readonly<Record<string, () => string>> = {
  'no-credential': m.cli_hint_keys,
  'credential-origin': m.cli_hint_origin,
  'credential-lost': m.cli_hint_lost,
  'credential-changed': m.cli_hint_changed,
  'production-locked': m.cli_hint_locked,
  'confirmation-missing': m.cli_hint_locked,
  'readiness-missing': m.cli_hint_readiness,
  'guard-name': m.cli_hint_guard_name,
}

function failureOf(error: unknown): Failure {
  if (error instanceof UsageError) {
    return { code: 'invalid-input', message: error.message, hint: error.hint, retryable: false }
  }
  const failure = toFailure(error)
  const hint = hints[failure.code]
  return hint === undefined ? failure : { ...failure, hint: hint() }
}
