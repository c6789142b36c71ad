import type { EditableFields, Environment, EnvironmentField } from '../model/environment.ts'

/** Resource path prefix of the payment API (docs/klavi-api.md §1). */
export const defaultPrefix = '/payment/customer/v1'

/** Where the simulator is before it was started; its port is known only then. */
export const simulatorOrigin = 'https://127.0.0.1'

/** The sandbox's host; a newer copy of the guide names the second (docs/klavi-api.md §1). */
export const sandboxOrigins = ['https://api-testing.klavi.ai', 'https://api-sandbox.klavi.ai']

const productionOrigin = 'https://api.klavi.ai'

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
    origin: productionOrigin,
    prefix: defaultPrefix,
    dialect: 'g1',
  },
]

const everything: EnvironmentField[] = [
  'name',
  'origin',
  'prefix',
  'dialect',
  'colour',
  'risky',
  'exchange',
  'variables',
]

/** What may be edited: of a built-in environment not what makes it what it is. */
export function editableFields({ kind }: Pick<Environment, 'kind'>): EditableFields {
  switch (kind) {
    case 'custom':
      return { fields: everything }
    case 'sandbox':
      return {
        fields: ['origin', 'prefix', 'dialect', 'colour', 'exchange', 'variables'],
        origins: [...sandboxOrigins],
      }
    case 'production':
      return { fields: ['prefix', 'dialect', 'exchange', 'variables'] }
    case 'simulator':
      return { fields: ['dialect', 'exchange', 'variables'] }
  }
}

const productionHost = new URL(productionOrigin).hostname

/** Whether an origin's host is the one where real money moves, whatever the port and however it is written. */
export const isProductionHost = (origin: string): boolean =>
  new URL(origin).hostname.replace(/\.+$/, '') === productionHost

/**
 * Whether sending is guarded: production, every environment that the person flagged, and every one that leads to
 * production's host, flagged or not.
 */
export const isGuarded = ({
  kind,
  risky,
  origin,
}: Pick<Environment, 'kind' | 'risky' | 'origin'>): boolean =>
  kind === 'production' || risky === true || isProductionHost(origin)
