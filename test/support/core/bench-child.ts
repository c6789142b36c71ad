// A program for tests: a whole workbench in a process that can be killed. Prints a line for everything that it is told.
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Conf from 'conf'
import { KlaviError } from '../../../core/failure.ts'
import { openSettings } from '../../../core/settings/open-settings.ts'
import { systemClock, systemRandom } from '../../../core/system.ts'
import { createSessionVault } from '../../../core/vault/session-vault.ts'
import { createWorkbench } from '../../../core/workbench.ts'
import { embeddedSimulator } from '../../../simulator/embedded.ts'
import { sampleDraft } from './sample-draft.ts'

export interface BenchChildOptions {
  profile: string
  stepMs?: number
  /** Sends a payment after another, this many at a time, without end. */
  flood?: number
}

interface Command {
  do: 'start' | 'resume' | 'send' | 'stop' | 'poll' | 'look'
  localId?: string
  amount?: string
}

// A file that may not grow any more (child.ts) is an error to whoever writes it, as a full disk is, and no end.
if (process.platform !== 'win32') process.on('SIGXFSZ', () => {})

const options = JSON.parse(process.argv[2] ?? '{}') as BenchChildOptions
/** On its way to the parent before the next line of this program runs. */
const say = (line: object): void => void writeSync(1, `${JSON.stringify(line)}\n`)

const { port: settings } = await openSettings({
  folder: options.profile,
  createStore: async () => new Conf({ cwd: options.profile, configName: 'settings' }),
})
const bench = await createWorkbench({
  profileFolder: options.profile,
  clock: systemClock,
  random: systemRandom,
  settings,
  vault: createSessionVault({ reason: 'no-bus' }),
  simulator: embeddedSimulator({
    folder: join(options.profile, 'simulator'),
    stepMs: options.stepMs ?? 30,
  }),
  runtimeTrusted: true,
  owner: `child:${process.pid}:${randomUUID()}`,
  userAgent: 'klavi-tester/test',
  watch: { intervalMs: 15, timeoutMs: 60_000 },
})
bench.subscribe((name, payload) => say({ type: 'event', name, payload }))

const send = async (amount: string): Promise<void> => {
  const externalId = randomUUID()
  say({ type: 'sending', externalId })
  const { payment } = await bench.payments.send('simulator', sampleDraft({ externalId, amount }))
  await bench.watch.finished(payment.localId)
}

const obey = async ({ do: what, localId = '', amount = '48,00' }: Command): Promise<void> => {
  try {
    if (what === 'resume') say({ type: 'resumed', payments: bench.watch.resumeAll() })
    else if (what === 'stop') say({ type: 'stopped', payment: bench.watch.stop(localId) })
    else if (what === 'look') say({ type: 'looked', payment: bench.payments.get(localId) })
    else if (what === 'poll') {
      bench.watch.pollNow(localId)
      say({ type: 'polling' })
    } else if (what === 'start') say({ type: 'started', payment: bench.watch.start(localId) })
    else {
      await send(amount)
      say({ type: 'sent' })
    }
  } catch (error) {
    say({ type: 'failed', code: error instanceof KlaviError ? error.code : String(error) })
  }
}

await bench.credentials.useSimulatorKeys()
say({ type: 'ready', pid: process.pid })
createInterface({ input: process.stdin }).on('line', (line) => {
  void obey(JSON.parse(line) as Command)
})
if (options.flood !== undefined) {
  bench.watch.resumeAll()
  for (let lane = 0; lane < options.flood; lane += 1) {
    void (async () => {
      for (;;) await send('48,00')
    })()
  }
}
