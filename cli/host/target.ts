import type { Environment } from '../../core/model/environment.ts'
import type { CommonOptions } from '../args/command.ts'
import { checkInterval } from '../args/read-command.ts'
import { customEnvironment, splitProxy } from './custom-environment.ts'
import { takeEnvironmentKeys, type Keys } from './environment-keys.ts'
import type { BenchOptions } from './open-bench.ts'
import { proxyFromEnv } from './proxy-from-env.ts'
import { profileFolder } from './profile-folder.ts'
import type { Session } from './session.ts'
import { simulatorStepMs } from './simulator-step.ts'
import { readVariables } from './variables.ts'

/** Where a command goes, before the workbench is open. */
export interface Target {
  options: CommonOptions
  bench: BenchOptions
  extra?: Environment
  keys?: Keys
}

/** Reads environment, keys and profile from the options and the environment variables. */
export function chooseTarget(
  options: CommonOptions,
  env: Record<string, string | undefined>,
): Target {
  const keys = takeEnvironmentKeys(options.env, env)
  const extra = options.custom && customEnvironment(options.custom)
  const stepMs = simulatorStepMs(env)
  const proxy = options.custom?.proxy
  const password = proxy === undefined ? undefined : splitProxy(proxy).password
  return {
    options,
    ...(keys && { keys }),
    ...(extra && { extra }),
    bench: {
      profile: profileFolder(options.profile, env),
      variables: readVariables(env),
      keys: { memory: new Set(['simulator', ...(extra ? [extra.id] : [])]), keychain: new Set() },
      systemProxy: async (url) => proxyFromEnv(url, env),
      ...(extra && { extraEnvironment: extra }),
      ...(password !== undefined && { extraProxyPassword: password }),
      ...(stepMs !== undefined && { stepMs }),
      ...(options.intervalMs !== undefined && { intervalMs: options.intervalMs }),
      ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
    },
  }
}

/**
 * The environment that a command names, with its keys at hand: the simulator's own, those of the environment
 * variables, or those that the profile's vault keeps.
 * @throws KlaviError `unknown-environment`; UsageError for an interval that is too short for its host
 */
export async function prepareTarget(session: Session, target: Target): Promise<Environment> {
  const name = target.extra?.id ?? target.options.env ?? 'simulator'
  const environment = await session.bench.environments.find(name)
  if (target.keys !== undefined) {
    target.bench.keys.memory.add(environment.id)
    await session.bench.credentials.save(environment.id, target.keys)
  }
  await prepareStored(session, target, environment)
  // Found again, because the simulator's port is known only once it runs.
  return session.bench.environments.find(environment.id)
}

/** The same for an environment that a payment in the journal belongs to. */
export async function prepareStored(
  session: Session,
  target: Target,
  environment: Environment,
): Promise<void> {
  const { intervalMs } = target.options
  if (environment.kind === 'simulator') await session.bench.credentials.useSimulatorKeys()
  else if (intervalMs !== undefined) checkInterval(intervalMs, environment.origin)
  if (!target.bench.keys.memory.has(environment.id)) target.bench.keys.keychain.add(environment.id)
}
