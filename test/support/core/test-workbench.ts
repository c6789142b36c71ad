import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Conf from 'conf'
import { onTestFinished } from 'vitest'
import type { CoreEvents } from '../../../core/events.ts'
import type { CorePorts } from '../../../core/ports.ts'
import { openSettings } from '../../../core/settings/open-settings.ts'
import { systemClock, systemRandom } from '../../../core/system.ts'
import { createSessionVault } from '../../../core/vault/session-vault.ts'
import type { Workbench } from '../../../core/workbench-api.ts'
import { createWorkbench } from '../../../core/workbench.ts'
import { embeddedSimulator } from '../../../simulator/embedded.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface TestWorkbenchOptions {
  /** Default: a new one, thrown away with the test. */
  folder?: string
  /** How long the simulator keeps each status. */
  stepMs?: number
  ports?: Partial<CorePorts>
  /** Says yes to the simulator's keys before it is handed out. */
  keys?: boolean
}

export interface TestWorkbench {
  bench: Workbench
  folder: string
  /** Everything published, oldest first. */
  events: { name: keyof CoreEvents; payload: unknown }[]
  /** The payloads of one event, oldest first. */
  of<K extends keyof CoreEvents>(name: K): CoreEvents[K][]
  /** Resolves with the first payload of this event that fits, also one already published. */
  seen<K extends keyof CoreEvents>(
    name: K,
    fits?: (payload: CoreEvents[K]) => boolean,
  ): Promise<CoreEvents[K]>
  /** Idempotent; done at the end of the test in any case. */
  close(): Promise<void>
}

/** A real workbench: a profile folder of its own, real settings, real journal, the embedded simulator over HTTPS. */
export async function openTestWorkbench(
  options: TestWorkbenchOptions = {},
): Promise<TestWorkbench> {
  const folder = options.folder ?? temporaryFolder()
  const { port: settings } = await openSettings({
    folder,
    createStore: async () => new Conf({ cwd: folder, configName: 'settings' }),
  })
  const bench = await createWorkbench({
    profileFolder: folder,
    clock: systemClock,
    random: systemRandom,
    settings,
    vault: createSessionVault({ reason: 'no-bus' }),
    simulator: embeddedSimulator({
      folder: join(folder, 'simulator'),
      stepMs: options.stepMs ?? 30,
    }),
    runtimeTrusted: true,
    owner: `test:${process.pid}:${randomUUID()}`,
    userAgent: 'klavi-tester/test',
    watch: { intervalMs: 15, timeoutMs: 20_000 },
    retries: { baseMs: 2 },
    ...options.ports,
  })

  const events: TestWorkbench['events'] = []
  const waiting = new Set<() => void>()
  bench.subscribe((name, payload) => {
    events.push({ name, payload })
    for (const look of [...waiting]) look()
  })
  const of = <K extends keyof CoreEvents>(name: K): CoreEvents[K][] =>
    events.filter((event) => event.name === name).map(({ payload }) => payload as CoreEvents[K])

  let closing: Promise<void> | undefined
  const close = (): Promise<void> => (closing ??= bench.close())
  onTestFinished(close)
  if (options.keys !== false && options.ports?.extraEnvironment === undefined) {
    await bench.credentials.useSimulatorKeys()
  }

  return {
    bench,
    folder,
    events,
    of,
    seen: (name, fits = () => true) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = of(name).find(fits)
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    close,
  }
}
