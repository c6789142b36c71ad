import type { Redactor } from '../evidence/redactor.ts'
import type { WaySources } from '../klavi/way.ts'
import type { CorePorts } from '../ports.ts'

/** Where the way to an environment is read from: settings, vault and host. */
export function waySources(ports: CorePorts, redactor: Redactor): WaySources {
  const { systemProxy } = ports
  return {
    defaults: () => ({}),
    async secret(environment, which) {
      const isExtra = environment.id === ports.extraEnvironment?.id
      const secret = isExtra && which === 'proxy-password' ? ports.extraProxyPassword : undefined
      if (secret !== undefined) redactor.add(secret)
      return secret
    },
    ...(ports.timeouts === undefined ? {} : { timeouts: ports.timeouts }),
    ...(systemProxy === undefined ? {} : { systemProxy }),
  }
}
