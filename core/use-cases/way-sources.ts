import type { Redactor } from '../evidence/redactor.ts'
import type { Keyring } from '../klavi/keyring.ts'
import type { WaySources } from '../klavi/way.ts'
import type { CorePorts } from '../ports.ts'

/** Where the way to an environment is read from: settings, vault and host. */
export function waySources(
  ports: CorePorts,
  redactor: Redactor,
  keyring: Pick<Keyring, 'exchangeSecret'>,
): WaySources {
  const { systemProxy } = ports
  return {
    defaults() {
      const { proxyMode, proxyUrl, noProxy, timeoutsMs } = ports.settings.get()
      return { proxyMode, proxyUrl, timeoutsMs, ...(noProxy !== '' && { noProxy }) }
    },
    async secret(environment, which) {
      const isExtra = environment.id === ports.extraEnvironment?.id
      if (!isExtra) return keyring.exchangeSecret(environment, which)
      const secret = which === 'proxy-password' ? ports.extraProxyPassword : undefined
      if (secret !== undefined) redactor.add(secret)
      return secret
    },
    ...(ports.timeouts === undefined ? {} : { timeouts: ports.timeouts }),
    ...(systemProxy === undefined ? {} : { systemProxy }),
  }
}
