import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { defaultPrefix } from '../../core/klavi/environments.ts'
import type { Environment, ExchangeSettings } from '../../core/model/environment.ts'
import { m } from '../../messages/index.ts'
import type { CustomTarget } from '../args/command.ts'
import { UsageError } from '../args/usage-error.ts'

/**
 * `--env custom` as an environment. Its id carries the origin, so that a payment of one custom origin is never watched
 * at another. The proxy's password stays out of it.
 * @throws UsageError where the CA file cannot be read or holds no certificate
 */
export function customEnvironment({ origin, ca, dialect, proxy }: CustomTarget): Environment {
  const exchange: ExchangeSettings = {
    ...(ca !== undefined && { caFile: checkedCaFile(ca) }),
    ...(proxy !== undefined && { proxyMode: 'url', proxyUrl: splitProxy(proxy).proxyUrl }),
  }
  const { host, protocol } = new URL(origin)
  return {
    id: protocol === 'http:' ? `custom:http:${host}` : `custom:${host}`,
    kind: 'custom',
    name: `custom ${host}`,
    origin,
    prefix: defaultPrefix,
    dialect,
    ...(Object.keys(exchange).length > 0 && { exchange }),
  }
}

/** A proxy's address as it may be kept, and its password. */
export function splitProxy(typed: string): { proxyUrl: string; password?: string } {
  const url = new URL(typed)
  const { password } = url
  if (password === '') return { proxyUrl: typed }
  url.password = ''
  return { proxyUrl: url.href, password: decodeURIComponent(password) }
}

function checkedCaFile(file: string): string {
  let text = ''
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new UsageError(m.cli_unreadable({ name: file, reason }), m.cli_ca_hint())
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new UsageError(m.cli_ca_no_certificate({ name: file }), m.cli_ca_hint())
  }
  return resolve(file)
}
