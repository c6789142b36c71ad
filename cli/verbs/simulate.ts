import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KlaviError } from '../../core/failure.ts'
import { m } from '../../messages/index.ts'
import type { Simulator, SimulatorOptions } from '../../simulator/index.ts'
import type { CommandOf } from '../args/command.ts'
import type { Run } from '../host/host.ts'
import { profileFolder } from '../host/profile-folder.ts'
import { simulatorStepMs } from '../host/simulator-step.ts'

type SimulatorRoom = typeof import('../../simulator/index.ts')

/**
 * The simulator alone, until Ctrl-C, for tests in any language. First line on stdout: where it is and its keys, as JSON.
 * State is kept in the profile only where one is named; else in a folder that is removed at the end, so that two runs
 * know nothing of each other.
 */
export async function simulate(run: Run, command: CommandOf<'simulate'>): Promise<number> {
  const named = command.profile ?? run.env['KLAVI_TESTER_PROFILE']
  const folder = named
    ? join(profileFolder(command.profile, run.env), 'simulator')
    : mkdtempSync(join(tmpdir(), 'klavi-tester-simulate-'))
  const remove = (): void => {
    if (!named) rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  // Also when the process is ended in mid-flight by a second Ctrl-C.
  process.once('exit', remove)
  try {
    const simulator = await start(optionsOf(run, command, folder), command.port)
    try {
      const unsubscribe = simulator.subscribe((line) => run.reporter.request(line))
      run.reporter.address(addressOf(simulator))
      run.reporter.note(m.cli_simulate_intro({ url: simulator.url }))
      await interrupted(run.signal)
      unsubscribe()
      const { served } = await simulator.control.state()
      run.reporter.note(m.cli_simulate_stopped({ count: served }))
    } finally {
      await simulator.close()
    }
    return 130
  } finally {
    remove()
    process.off('exit', remove)
  }
}

function optionsOf(run: Run, command: CommandOf<'simulate'>, folder: string): SimulatorOptions {
  const { port, tls, dialect, recipe, seed } = command
  const stepMs = command.stepMs ?? simulatorStepMs(run.env)
  return {
    folder,
    tls,
    dialect,
    // What was set on the profile's simulator screen is not what others' tests count on.
    autoAuthorize: true,
    ...(port !== undefined && { port }),
    ...(stepMs !== undefined && { stepMs }),
    ...(recipe !== undefined && { recipe }),
    ...(seed !== undefined && { seed }),
  }
}

/** @throws KlaviError simulator-port, simulator-failed */
async function start(options: SimulatorOptions, asked: number | undefined): Promise<Simulator> {
  const room: SimulatorRoom = await import('../../simulator/index.ts')
  try {
    return await room.startSimulator(options)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'EADDRINUSE') throw new KlaviError('simulator-failed', { reason: message }, error)
    const state = await room.readSimulatorState(options.folder)
    if (state !== null && (await room.isSimulatorRunning(options.folder))) {
      throw new KlaviError('simulator-port', { port: state.port }, error)
    }
    if (asked !== undefined) throw new KlaviError('simulator-port', { port: asked }, error)
    // A stranger has the port of the last run, which nobody asked for by name.
    return room.startSimulator({ ...options, port: 0 })
  }
}

const addressOf = ({ url, caFile, accessKey, secretKey, dialect }: Simulator): object => ({
  url,
  ...(caFile !== undefined && { ca: caFile }),
  accessKey,
  secretKey,
  dialect,
})

const interrupted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
