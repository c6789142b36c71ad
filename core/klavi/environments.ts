import type { Environment } from '../model/environment.ts'

/** Resource path prefix of the payment API (docs/klavi-api.md §1). */
export const defaultPrefix = '/payment/customer/v1'

/** Where the simulator is before it was started; its port is known only then. */
export const simulatorOrigin = 'https://127.0.0.1'

/** The environments that every profile has; names are proper nouns and the same in both languages' command line. */
export const builtInEnvironments: readonly Environment[] = [
  {
    id: 'simulator',
    kind: 'simulator',
    name: 'Simulator',
    origin: simulatorOrigin,
    prefix: defaultPrefix,
    dialect: 'g1',
  },
  {
    id: 'sandbox',
    kind: 'sandbox',
    name: 'Sandbox',
    origin: 'https://api-testing.klavi.ai',
    prefix: defaultPrefix,
    dialect: 'g1',
  },
  {
    id: 'production',
    kind: 'production',
    name: 'Production',
    origin: 'https://api.klavi.ai',
    prefix: defaultPrefix,
    dialect: 'g1',
  },
]
