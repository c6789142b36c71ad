import { createNodeWire } from '../../core/klavi/http/node-wire.ts'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Environment } from '../../core/model/environment.ts'
import type { Notice } from '../../core/model/notice.ts'
import { memorySettings } from '../../core/settings/memory-settings.ts'
import { systemClock, systemRandom } from '../../core/system.ts'
import type { Workbench } from '../../core/workbench-api.ts'
import { createCliVault, type KeySources } from './cli-vault.ts'
import { version } from './version.ts'
import { openProfileSettings } from './settings.ts'

export interface BenchOptions {
  profile: string
  keys: KeySources
  extraEnvironment?: Environment
  extraProxyPassword?: string
  systemProxy?: (url: string) => Promise<string | undefined>
  /** How long the embedded simulator keeps each status, in ms. */
  stepMs?: number
  intervalMs?: number
  timeoutMs?: number
  /** For `{{var.NAME}}`. */
  variables?: Readonly<Record<string, string>>
  /** A profile that is thrown away at the end needs no settings file. */
  throwAway?: boolean
}

/** The workbench of a one-shot command: the same core as the app's, over the command line's own ports. */
export async function openBench(
  options: BenchOptions,
): Promise<{ bench: Workbench; notices: Notice[] }> {
  const [{ createWorkbench }, { embeddedSimulator }, opened] = await Promise.all([
    import('../../core/workbench.ts'),
    import('../../simulator/embedded.ts'),
    options.throwAway
      ? { port: memorySettings(), notices: [] }
      : openProfileSettings(options.profile),
  ])
  const bench = await createWorkbench({
    profileFolder: options.profile,
    clock: systemClock,
    random: systemRandom,
    settings: opened.port,
    vault: createCliVault(options.keys),
    simulator: embeddedSimulator({
      folder: join(options.profile, 'simulator'),
      ...(options.stepMs !== undefined && { stepMs: options.stepMs }),
    }),
    runtimeTrusted: true,
    loadWire: async () => createNodeWire(),
    owner: `cli:${process.pid}:${randomUUID()}`,
    userAgent: `klavi-tester/${version}`,
    watch: {
      ...(options.intervalMs !== undefined && { intervalMs: options.intervalMs }),
      ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
    },
    ...(options.variables && { variables: options.variables }),
    ...(options.extraEnvironment && { extraEnvironment: options.extraEnvironment }),
    ...(options.extraProxyPassword !== undefined && {
      extraProxyPassword: options.extraProxyPassword,
    }),
    ...(options.systemProxy && { systemProxy: options.systemProxy }),
  })
  return { bench, notices: opened.notices }
}
