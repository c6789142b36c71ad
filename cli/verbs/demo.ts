import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KlaviError } from '../../core/failure.ts'
import type { Participant } from '../../core/model/participant.ts'
import type { PaymentDraft } from '../../core/model/payment.ts'
import { m } from '../../messages/index.ts'
import type { CommandOf } from '../args/command.ts'
import { UsageError } from '../args/usage-error.ts'
import type { Run } from '../host/host.ts'
import { withSession, type Session } from '../host/session.ts'
import { simulatorStepMs } from '../host/simulator-step.ts'
import { zoneName } from '../output/times.ts'
import { amountWords } from '../output/words.ts'
import { follow, reportSend } from './follow.ts'

const environment = 'simulator'
/** The sandbox's “Mock Bank” (docs/klavi-api.md §2). */
const mockBank = 'c8f0bf49-4744-4933-8960-7add6e590841'
const defaultStepMs = 400

/**
 * The main job from nothing: a throw-away profile, the embedded simulator over HTTPS with its own CA, its own keys, and
 * the four steps of the guide through the same workbench as the app's.
 */
export async function demo(run: Run, command: CommandOf<'demo'>): Promise<number> {
  const stepMs = command.stepMs ?? simulatorStepMs(run.env) ?? defaultStepMs
  const folder = mkdtempSync(join(tmpdir(), 'klavi-tester-demo-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  // Also when the process is ended in mid-flight by a second Ctrl-C.
  process.once('exit', remove)
  const options = {
    profile: folder,
    keys: { memory: new Set([environment]), keychain: new Set<string>() },
    stepMs,
    intervalMs: command.intervalMs ?? Math.min(1000, Math.max(25, Math.round(stepMs / 2))),
    ...(command.timeoutMs !== undefined && { timeoutMs: command.timeoutMs }),
    throwAway: true,
  }
  try {
    if (command.profile !== undefined) run.reporter.warn(m.cli_demo_profile())
    return await withSession(run, options, (session) => fourSteps(run, session, command.amount))
  } finally {
    remove()
    process.off('exit', remove)
  }
}

async function fourSteps(run: Run, session: Session, amount = '48,00'): Promise<number> {
  const { bench } = session
  const { reporter, signal } = run
  const step = (number: number, text: string): void =>
    reporter.say(`\n${reporter.look.style('bold', `${number}  ${text}`)}`)

  checkAmount(session, draftOf(undefined, amount))
  const { fingerprint } = await bench.credentials.useSimulatorKeys()
  const { origin } = await bench.environments.find(environment)
  reporter.say(m.cli_demo_intro({ origin, zone: zoneName() }))
  if (fingerprint !== undefined) reporter.say(m.cli_demo_keys({ fingerprint }))

  step(1, m.cli_demo_authenticate())
  await bench.authenticate(environment, signal)

  step(2, m.cli_demo_participants())
  const { participants } = await bench.participants.fetch(environment, signal)
  const bank = participants.find(({ id }) => id === mockBank) ?? participants[0]
  if (bank === undefined) throw new KlaviError('internal', { detail: 'no participants' })
  reporter.say(m.cli_demo_bank({ count: participants.length, name: bank.name, id: bank.id }))

  const draft = draftOf(bank, amount)
  const { amountWire, amountCentavos } = bench.payments.preview(environment, draft)
  step(3, m.cli_demo_payment({ amount: amountWords(amountWire, amountCentavos ?? 0) }))
  const sent = await bench.payments.send(environment, draft, { signal })

  step(4, m.cli_demo_watch())
  const code = reportSend(run, session, sent)
  return code ?? follow(run, session, sent.payment.localId)
}

/** A payer who does not exist, with a CPF whose check digits hold. */
const draftOf = (bank: Participant | undefined, amount: string): PaymentDraft => ({
  participantId: bank?.id ?? mockBank,
  participantName: bank?.name ?? '',
  amount,
  payerName: 'Maria da Silva Santos',
  payerCpf: '529.982.247-25',
  method: 'PIX_MANU_AUTO',
  externalId: '',
  redirectUrl: 'https://example.com/return',
})

/** What is wrong with the amount is said before anything is started. */
function checkAmount({ bench }: Session, draft: PaymentDraft): void {
  const { issues } = bench.payments.preview(environment, draft)
  const error = issues.find(({ severity }) => severity === 'error')
  if (error === undefined) return
  throw new UsageError(
    `--amount ${draft.amount}: ${error.message}`,
    m.cli_see_verb_help({ verb: 'demo' }),
  )
}
