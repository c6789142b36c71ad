import type { CredentialCases } from '../environment-api.ts'
import { KlaviError, toFailure } from '../failure.ts'
import { findInSnippet } from '../klavi/find-in-snippet.ts'
import { activeSet } from '../klavi/keyring.ts'
import type { CredentialTest, TokenStatus } from '../model/credential.ts'
import type { Environment } from '../model/environment.ts'
import { isoTime } from '../system.ts'
import { obtainToken, type Context } from './context.ts'

/** Keys of the environments, by named set, and the environment's own token. */
export function credentialCases(context: Context): {
  credentials: CredentialCases
  authenticate(environmentId: string, signal?: AbortSignal): Promise<TokenStatus>
} {
  const { environments, keyring, tokens, publish, ports } = context
  const { settings } = ports
  const changed = (environmentId: string): void => publish('environment', { environmentId })

  /** A token of the old keys is no token of the new ones. */
  const keysChanged = ({ id }: Environment): void => {
    tokens.forget(id)
    changed(id)
  }

  const activate = async (environment: Environment, set: string): Promise<void> => {
    const credentialSet = set === 'default' ? undefined : set
    await settings.update((data) => {
      if (environment.kind === 'custom') {
        const environments = data.environments.map((one) =>
          one.id === environment.id ? withSet(one, credentialSet) : one,
        )
        return { ...data, environments }
      }
      const { [environment.id]: change = {}, ...others } = data.builtIns
      const next = withSet(change, credentialSet)
      const builtIns =
        Object.keys(next).length === 0 ? others : { ...others, [environment.id]: next }
      return { ...data, builtIns }
    })
  }

  return {
    credentials: {
      async lookUp() {
        const unknown = environments
          .all()
          .filter((environment) => keyring.known(environment).state === 'checking')
        for (const environment of unknown) {
          await keyring.status(environment)
          changed(environment.id)
        }
      },
      async status(environmentId, set) {
        const environment = environments.find(environmentId)
        const status = await keyring.status(environment, set)
        changed(environment.id)
        return status
      },
      list: (environmentId) => keyring.list(environments.find(environmentId)),
      async save(environmentId, keys, options) {
        const environment = environments.find(environmentId)
        const first = options?.set !== undefined && keyring.stored(environment).length === 0
        const status = await keyring.save(environment, keys, options)
        if (first && status.set !== activeSet(environment)) await activate(environment, status.set)
        keysChanged(environment)
        return status
      },
      async useSimulatorKeys() {
        const { accessKey, secretKey } = await environments.simulator()
        const environment = environments.find('simulator')
        // The simulator's own keys can be had again at any time: nothing is lost by writing over them.
        const status = await keyring.save(environment, { accessKey, secretKey }, { replace: true })
        keysChanged(environment)
        return status
      },
      async test(environmentId, set, signal) {
        const environment = environments.find(environmentId)
        const started = ports.clock.monotonic()
        const name = set ?? activeSet(environment)
        const result = (rest: Pick<CredentialTest, 'ok' | 'token' | 'error'>): CredentialTest => ({
          set: name,
          at: isoTime(ports.clock.now()),
          latencyMs: Math.round(ports.clock.monotonic() - started),
          ...rest,
        })
        try {
          const target = await environments.target(environment)
          const token = await obtainToken(context, target, {
            set: name,
            ...(signal !== undefined && { signal }),
          })
          if (name === activeSet(environment)) tokens.keep(environment.id, token)
          return result({ ok: true, token: token.status })
        } catch (thrown) {
          const { code, message, hint } = toFailure(thrown)
          return result({ ok: false, error: { code, message, hint } })
        } finally {
          changed(environment.id)
        }
      },
      async delete(environmentId, set) {
        const environment = environments.find(environmentId)
        const status = await keyring.delete(environment, set)
        keysChanged(environment)
        return status
      },
      async activate(environmentId, set) {
        const environment = environments.find(environmentId)
        if (set !== 'default' && !keyring.sets(environment).includes(set)) {
          throw new KlaviError('credential-set', { set })
        }
        await activate(environment, set)
        const status = await keyring.status(environments.find(environment.id))
        keysChanged(environment)
        return status
      },
      async confirmOrigin(environmentId, origin, set) {
        const environment = environments.find(environmentId)
        const status = await keyring.confirmOrigin(environment, origin, set)
        keysChanged(environment)
        return status
      },
      findInSnippet(text) {
        const found = findInSnippet(text)
        for (const span of [found.accessKey, found.secretKey]) {
          if (span !== null) context.redactor.add(text.slice(span.start, span.end))
        }
        return found
      },
      cancelWait: () => keyring.cancelWait(),
    },
    async authenticate(environmentId, signal) {
      const environment = environments.find(environmentId)
      const target = await environments.target(environment)
      try {
        const token = await obtainToken(context, target, signal === undefined ? {} : { signal })
        tokens.keep(environment.id, token)
        return token.status
      } finally {
        changed(environment.id)
      }
    },
  }
}

function withSet<T extends { credentialSet?: string }>(
  value: T,
  credentialSet: string | undefined,
): T {
  const { credentialSet: _, ...rest } = value
  return (credentialSet === undefined ? rest : { ...rest, credentialSet }) as T
}
