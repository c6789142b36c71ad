import type { Workbench } from '../workbench-api.ts'
import type { Environment, EnvironmentState } from '../model/environment.ts'
import { obtainToken, type Context } from './context.ts'

/** Environments, credentials and the environment's own token. */
export function environmentCases(
  context: Context,
): Pick<Workbench, 'environments' | 'credentials' | 'authenticate'> {
  const { environments, keyring, tokens, publish, ports } = context

  const stateOf = async (environment: Environment): Promise<EnvironmentState> => {
    const blockedBy = environments.blockedBy(environment)
    const state: EnvironmentState = {
      ...environment,
      credential: await keyring.status(environment),
      token: tokens.current(environment.id)?.status ?? null,
    }
    return blockedBy === undefined ? state : { ...state, blockedBy }
  }

  const changed = (environmentId: string): void => publish('environment', { environmentId })

  return {
    environments: {
      list: () => Promise.all(environments.all().map(stateOf)),
      find: async (nameOrId) => stateOf(environments.find(nameOrId)),
    },
    credentials: {
      status: async (environmentId) => keyring.status(environments.find(environmentId)),
      async save(environmentId, keys) {
        const status = await keyring.save(environments.find(environmentId), keys, ports.clock.now())
        tokens.forget(environmentId)
        changed(environmentId)
        return status
      },
      async useSimulatorKeys() {
        const { accessKey, secretKey } = await environments.simulator()
        const environment = environments.find('simulator')
        const status = await keyring.save(environment, { accessKey, secretKey }, ports.clock.now())
        tokens.forget(environment.id)
        changed(environment.id)
        return status
      },
      async delete(environmentId) {
        const status = await keyring.delete(environments.find(environmentId))
        tokens.forget(environmentId)
        changed(environmentId)
        return status
      },
      cancelWait: () => keyring.cancelWait(),
    },
    async authenticate(environmentId, signal) {
      const environment = environments.find(environmentId)
      const target = await environments.target(environment)
      const token = await obtainToken(context, target, signal === undefined ? {} : { signal })
      tokens.keep(environment.id, token)
      changed(environment.id)
      return token.status
    },
  }
}
