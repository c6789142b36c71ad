import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CoreEvents } from '../../../core/events.ts'
import type { WireTimeouts } from '../../../core/klavi/http/wire.ts'
import { memorySettings } from '../../../core/settings/memory-settings.ts'
import { systemClock, systemRandom } from '../../../core/system.ts'
import { createSessionVault } from '../../../core/vault/session-vault.ts'
import type { Workbench } from '../../../core/workbench-api.ts'
import { createWorkbench } from '../../../core/workbench.ts'
import type { Simulator, SimulatorOptions } from '../../../simulator/index.ts'
import { startSimulator } from '../../../simulator/index.ts'

/** A hanging server must not hold up a test; a busy machine must not look like one. */
export const shortTimeouts = { connect: 5_000, tls: 5_000, firstByte: 1_000, total: 2_000 }

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'klavi-scenarios-'))
const remove = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })

export interface RunningSimulator {
  simulator: Simulator
  close(): Promise<void>
}

/** A simulator of its own, whose state goes with it. */
export async function openSimulator(
  options: Omit<SimulatorOptions, 'folder'>,
): Promise<RunningSimulator> {
  const folder = await newFolder()
  const simulator = await startSimulator({ ...options, folder })
  return {
    simulator,
    async close() {
      await simulator.close()
      await remove(folder)
    },
  }
}

export interface SimulatedBench {
  bench: Workbench
  /** Resolves with the first payload that fits, of those published from now on. */
  next<K extends keyof CoreEvents>(
    name: K,
    fits: (payload: CoreEvents[K]) => boolean,
  ): Promise<CoreEvents[K]>
  /** Every byte that the profile's journal holds on disk. */
  journalBytes(): Promise<string>
  /** The same profile in another process, as far as the profile can tell. */
  reopen(): Promise<void>
  /** Closes it and removes the profile. */
  close(): Promise<void>
}

/** A real workbench with a profile of its own, over real HTTPS to this simulator. */
export async function openBench(
  { simulator }: RunningSimulator,
  { timeouts = shortTimeouts }: { timeouts?: WireTimeouts } = {},
): Promise<SimulatedBench> {
  const profileFolder = await newFolder()
  const profileId = randomUUID()
  const { url, ca = '', accessKey, secretKey } = simulator
  const listeners = new Set<(name: string, payload: unknown) => void>()

  const open = async (): Promise<Workbench> => {
    const bench = await createWorkbench({
      profileFolder,
      clock: systemClock,
      random: systemRandom,
      settings: { ...memorySettings(), profileId },
      vault: createSessionVault({ reason: 'no-bus' }),
      simulator: { ensure: async () => ({ url, ca, accessKey, secretKey }), close: async () => {} },
      runtimeTrusted: true,
      owner: `scenario:${process.pid}:${randomUUID()}`,
      userAgent: 'klavi-tester/test',
      watch: { intervalMs: 10, timeoutMs: 60_000 },
      timeouts,
      retries: { baseMs: 2 },
    })
    bench.subscribe((name, payload) => {
      for (const hear of [...listeners]) hear(name, payload)
    })
    await bench.credentials.useSimulatorKeys()
    return bench
  }

  const place: SimulatedBench = {
    bench: await open(),
    next: (name, fits) =>
      new Promise((resolve) => {
        const hear = (heard: string, payload: unknown): void => {
          if (heard !== name || !fits(payload as never)) return
          listeners.delete(hear)
          resolve(payload as never)
        }
        listeners.add(hear)
      }),
    async journalBytes() {
      const files = (await readdir(profileFolder)).filter((file) => file.startsWith('journal.db'))
      const texts = files.map((file) => readFile(join(profileFolder, file), 'latin1'))
      return (await Promise.all(texts)).join('\n')
    },
    async reopen() {
      await place.bench.close()
      place.bench = await open()
    },
    async close() {
      await place.bench.close()
      await remove(profileFolder)
    },
  }
  return place
}

/** What must never be found in a journal: the keys, and any access token with its signature. */
export function secretsIn(text: string, { accessKey, secretKey }: Simulator): string[] {
  const found = [accessKey, secretKey].filter((secret) => text.includes(secret))
  return [...found, ...(text.match(/eyJ[\w-]{10,}\.[\w-]{20,}\.[\w-]{80,}/g) ?? [])]
}
