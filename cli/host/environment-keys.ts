import { KlaviError } from '../../core/failure.ts'
import { m } from '../../messages/index.ts'

export interface Keys {
  accessKey: string
  secretKey: string
}

/**
 * The keys in KLAVI_ACCESS_KEY and KLAVI_SECRET_KEY, for an --env that was named and is not the simulator; else
 * undefined. They are taken out of `env` either way, so that no child process inherits them.
 * @throws KlaviError `no-credential` where only one of the two is there
 */
export function takeEnvironmentKeys(
  environmentName: string | undefined,
  env: Record<string, string | undefined>,
): Keys | undefined {
  const accessKey = env['KLAVI_ACCESS_KEY'] ?? ''
  const secretKey = env['KLAVI_SECRET_KEY'] ?? ''
  delete env['KLAVI_ACCESS_KEY']
  delete env['KLAVI_SECRET_KEY']
  if (environmentName === undefined || environmentName.toLowerCase() === 'simulator')
    return undefined
  if (accessKey === '' && secretKey === '') return undefined
  if (accessKey === '' || secretKey === '') {
    const name = accessKey === '' ? 'KLAVI_ACCESS_KEY' : 'KLAVI_SECRET_KEY'
    throw new KlaviError('no-credential', {
      environment: m.cli_half_keys({ environment: environmentName, name }),
    })
  }
  return { accessKey, secretKey }
}
