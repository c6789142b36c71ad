import { session, utilityProcess } from 'electron'
import { join } from 'node:path'
import type { Redactor } from '../../core/evidence/redactor.ts'
import type { SettingsPort } from '../../core/ports.ts'
import type { Notice } from '../../core/model/notice.ts'
import type { Workbench } from '../../core/workbench-api.ts'
import type { EmbeddedSimulator } from '../../simulator/embedded.ts'
import { DEFAULT_LIMITS } from '../../core/vault/keychain-client.ts'
import { lazyVault } from '../../core/vault/open-vault.ts'
import { openSettings } from '../../core/settings/open-settings.ts'
import { systemClock, systemRandom } from '../../core/system.ts'
import { readProxyAnswer } from './system-proxy.ts'
import { simulatorStep } from './simulator-step.ts'
import { utilityChild, type UtilityChannel } from './vault/utility-child.ts'

export interface Services {
  workbench: Workbench
  settings: SettingsPort
  notices: Notice[]
  simulator: EmbeddedSimulator
}

export interface ChildModules {
  keychain: string
  /** Reads large bodies. */
  bodyDesk: string
}

export interface ServiceOptions {
  profileFolder: string
  /** The built modules that run in processes of their own. */
  children: ChildModules
  runtimeTrusted: boolean
  redactor: Redactor
  /** e.g. `klavi-tester/0.1.0`. */
  userAgent: string
}

/** A keychain child without work is ended soon: each is a process of its own, and keys are rarely needed. */
const vaultLimits = { ...DEFAULT_LIMITS, idleMs: 1_500 }

/** Everything behind the window. Loaded after the window was opened: this is where the heavy modules come in. */
export async function openServices(options: ServiceOptions): Promise<Services> {
  const { profileFolder, runtimeTrusted } = options
  const [{ createWorkbench }, { embeddedSimulator }, { port: settings, notices }] =
    await Promise.all([
      import('../../core/workbench.ts'),
      import('../../simulator/embedded.ts'),
      openSettings({
        folder: profileFolder,
        createStore: async () => {
          const { default: Store } = await import('electron-store')
          return new Store({ cwd: profileFolder, name: 'settings' })
        },
      }),
    ])
  let tellWaiting = (_waiting: boolean): void => {}
  const vault = lazyVault({
    onWaiting: (waiting) => tellWaiting(waiting),
    limits: vaultLimits,
    spawn: childOf(options.children.keychain, 'klavi-tester-keychain'),
  })
  const simulator = embeddedSimulator({
    folder: join(profileFolder, 'simulator'),
    ...simulatorStep(process.env),
  })
  const workbench = await createWorkbench({
    profileFolder,
    clock: systemClock,
    random: systemRandom,
    settings,
    vault,
    onVaultWaiting: (listener) => (tellWaiting = listener),
    simulator,
    spawnBodyDesk: childOf(options.children.bodyDesk, 'klavi-tester-bodies'),
    runtimeTrusted,
    redactor: options.redactor,
    userAgent: options.userAgent,
    systemProxy: async (url) => readProxyAnswer(await session.defaultSession.resolveProxy(url)),
    owner: `app:${process.pid}:${systemRandom.uuid()}`,
  })
  return { workbench, settings, notices, simulator }
}

function childOf<Request>(modulePath: string, serviceName: string): () => UtilityChannel<Request> {
  return utilityChild<Request>({
    fork: (...args) => utilityProcess.fork(...args),
    modulePath,
    serviceName,
    env: process.env,
    platform: process.platform,
    killProcess: (pid) => process.kill(pid, 'SIGKILL'),
  })
}
