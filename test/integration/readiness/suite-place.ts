import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WireTimeouts } from '../../../core/klavi/http/wire.ts'
import { defaultPrefix } from '../../../core/klavi/environments.ts'
import type { Environment } from '../../../core/model/environment.ts'
import type { ReadinessRun } from '../../../core/model/readiness.ts'
import type { ReadinessOptions } from '../../../core/readiness-api.ts'
import { memorySettings } from '../../../core/settings/memory-settings.ts'
import { systemClock, systemRandom } from '../../../core/system.ts'
import { createSessionVault } from '../../../core/vault/session-vault.ts'
import type { Workbench } from '../../../core/workbench-api.ts'
import { createWorkbench } from '../../../core/workbench.ts'
import { startSimulator, type Simulator } from '../../../simulator/index.ts'

/** A hanging server must not hold up a test. */
const shortTimeouts: WireTimeouts = { connect: 5_000, tls: 5_000, firstByte: 800, total: 2_000 }

export interface SuitePlace {
  simulator: Simulator
  bench: Workbench
  folder: string
  /** Id of the environment that the suite runs in. */
  environmentId: string
  /** Runs the whole suite; the limit is short, so that a slow answer needs no long wait. */
  run(options?: Partial<ReadinessOptions>): Promise<ReadinessRun>
  close(): Promise<void>
}

/**
 * A simulator and a workbench of their own. With `elsewhere` the suite knows the simulator only as it knows any server, by
 * its address, and cannot step it: `stepMs` is how long each status lasts then.
 */
export async function openSuitePlace({
  elsewhere,
  stepMs = 60_000,
  ...options
}: {
  dialect?: 'g1' | 'g2' | 'g3'
  stepMs?: number
  elsewhere?: Partial<Pick<Environment, 'kind' | 'name' | 'risky'>>
} = {}): Promise<SuitePlace> {
  const folder = await mkdtemp(join(tmpdir(), 'klavi-readiness-'))
  const simulator = await startSimulator({
    folder: join(folder, 'simulator'),
    stepMs,
    seed: 1,
    ...options,
  })
  const { url, ca = '', accessKey, secretKey, control } = simulator
  const caFile = join(folder, 'ca.pem')
  await writeFile(caFile, ca)
  const extraEnvironment: Environment = {
    id: 'elsewhere',
    kind: 'custom',
    name: 'Elsewhere',
    origin: new URL(url).origin,
    prefix: defaultPrefix,
    dialect: options.dialect ?? 'g1',
    exchange: { caFile },
    ...elsewhere,
  }
  const environmentId = elsewhere === undefined ? 'simulator' : extraEnvironment.id
  const bench = await createWorkbench({
    profileFolder: folder,
    clock: systemClock,
    random: systemRandom,
    settings: memorySettings(),
    vault: createSessionVault({ reason: 'no-bus' }),
    simulator: {
      ensure: async () => ({ url, ca, accessKey, secretKey }),
      control: async () => ({ control }),
      close: async () => {},
    },
    runtimeTrusted: true,
    ...(elsewhere !== undefined && { extraEnvironment }),
    owner: `readiness:${process.pid}:${randomUUID()}`,
    userAgent: 'klavi-tester/test',
    watch: { intervalMs: 25, timeoutMs: 60_000 },
    timeouts: shortTimeouts,
  })
  await bench.credentials.useSimulatorKeys()
  if (elsewhere !== undefined) {
    await bench.credentials.save(environmentId, { accessKey, secretKey })
  }
  return {
    simulator,
    bench,
    folder,
    environmentId,
    async run(more = {}) {
      const { runId } = await bench.readiness.start(environmentId, {
        interactive: false,
        by: 'test',
        latencyLimitMs: 5_000,
        watch: { intervalMs: 25 },
        ...more,
      })
      return bench.readiness.finished(runId)
    },
    async close() {
      await bench.close()
      await simulator.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

/** The checks that did not pass, with their reasons, for a message that helps. */
export const notPassed = (run: ReadinessRun): string[] =>
  run.checks
    .filter(({ verdict }) => verdict !== 'passed')
    .map(({ id, verdict = '', reason = '' }) => `${id} ${verdict}: ${reason}`)
