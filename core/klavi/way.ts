import type { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { KlaviError } from '../failure.ts'
import type { Environment, ExchangeSettings } from '../model/environment.ts'
import { isLoopback } from './origin.ts'
import {
  defaultTimeouts,
  type ClientCertificate,
  type WireRequest,
  type WireTimeouts,
} from './http/wire.ts'

/** How an environment is reached, in the words of the wire. */
export type Way = Pick<
  WireRequest,
  'ca' | 'systemTrust' | 'clientCertificate' | 'proxy' | 'noProxy' | 'timeouts' | 'largestBody'
>

export type WaySecret = 'proxy-password' | 'key-passphrase'

/** What holds where an environment itself says nothing. */
export type WayDefaults = Pick<
  ExchangeSettings,
  'proxyMode' | 'proxyUrl' | 'noProxy' | 'timeoutsMs'
>

export interface WaySources {
  defaults(): WayDefaults
  /** Milliseconds, where not the usual ones. */
  timeouts?: WireTimeouts
  /** @throws KlaviError where the vault refuses */
  secret(environment: Environment, which: WaySecret): Promise<string | undefined>
  /** The proxy that the system names for a URL, or undefined for a direct connection. */
  systemProxy?(url: string): Promise<string | undefined>
}

/**
 * Reads what the exchange settings of an environment name: files, secrets, the system's proxy.
 * @throws KlaviError `invalid-input` for a CA file, `client-certificate` for a certificate that cannot be read
 */
export async function wayTo(environment: Environment, sources: WaySources): Promise<Way> {
  const { exchange = {}, kind } = environment
  const defaults = sources.defaults()
  const way: Way = {
    timeouts: {
      ...defaultTimeouts,
      ...defaults.timeoutsMs,
      ...sources.timeouts,
      ...exchange.timeoutsMs,
    },
  }
  if (exchange.caFile !== undefined) way.ca = [readAuthorities(exchange.caFile)]
  if (exchange.systemTrust === true) way.systemTrust = true
  if (exchange.largestBodyBytes !== undefined) way.largestBody = exchange.largestBodyBytes
  const certificate = await clientCertificate(environment, sources)
  if (certificate !== undefined) way.clientCertificate = certificate
  // The embedded simulator is never anywhere else than on this machine.
  if (kind !== 'simulator') Object.assign(way, await proxyOf(environment, sources))
  return way
}

async function proxyOf(
  environment: Environment,
  sources: WaySources,
): Promise<Pick<Way, 'proxy' | 'noProxy'>> {
  const own = environment.exchange ?? {}
  // An environment that says how its proxy is found says it whole: the defaults' address is not its own.
  const chosen = own.proxyMode === undefined ? sources.defaults() : own
  const { proxyMode = 'system', proxyUrl = '', noProxy } = chosen
  if (proxyMode === 'none') return {}
  const withExceptions = (proxy: string) => ({ proxy, ...(noProxy !== undefined && { noProxy }) })
  if (proxyMode === 'system') {
    if (isLoopback(new URL(environment.origin))) return {}
    const proxy = await sources.systemProxy?.(environment.origin)
    return proxy === undefined ? {} : withExceptions(proxy)
  }
  return proxyUrl === '' ? {} : withExceptions(await withPassword(environment, proxyUrl, sources))
}

async function withPassword(
  environment: Environment,
  proxyUrl: string,
  { secret }: WaySources,
): Promise<string> {
  const url = URL.canParse(proxyUrl) ? new URL(proxyUrl) : undefined
  if (url === undefined || url.username === '' || url.password !== '') return proxyUrl
  const password = await secret(environment, 'proxy-password')
  if (password === undefined) return proxyUrl
  url.password = encodeURIComponent(password)
  return url.href
}

function readAuthorities(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    throw new KlaviError('invalid-input', { detail: reason }, thrown)
  }
}

/** A PEM file that holds certificate and key, two PEM files, or a PFX. */
async function clientCertificate(
  environment: Environment,
  { secret }: WaySources,
): Promise<ClientCertificate | undefined> {
  const chosen = environment.exchange?.clientCertificate
  if (chosen === undefined) return undefined
  const file = basename(chosen.certFile)
  const bytes = readBytes(chosen.certFile)
  const text = bytes.toString('latin1')
  const isPem = text.includes('-----BEGIN ')
  const key = chosen.keyFile === undefined ? text : readBytes(chosen.keyFile).toString('latin1')
  const isLocked = !isPem || /ENCRYPTED/.test(key)
  const passphrase = isLocked ? await secret(environment, 'key-passphrase') : undefined
  return {
    file,
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(isPem ? { cert: text, key } : { pfx: bytes }),
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (thrown) {
    const reason = (thrown as NodeJS.ErrnoException).code ?? String(thrown)
    const details = { name: basename(file), reason, problem: 'unreadable' }
    throw new KlaviError('client-certificate', details, thrown)
  }
}

/** How long a way that was read serves the polls that follow. */
const freshMs = 60_000

export interface Ways {
  /** `known` takes the one that was read within the last minute for the same settings. */
  to(environment: Environment, freshness: 'sure' | 'known'): Promise<Way>
}

/** Reading files, secrets and the system's proxy before each of a thousand polls would cost more than the polls. */
export function createWays(sources: WaySources, monotonicMs: () => number): Ways {
  const known = new Map<string, { of: string; until: number; way: Way }>()
  return {
    async to(environment, freshness) {
      const { id, kind, origin, exchange } = environment
      const of = JSON.stringify([kind, origin, exchange, sources.defaults()])
      const found = known.get(id)
      if (freshness === 'known' && found?.of === of && found.until > monotonicMs()) return found.way
      const way = await wayTo(environment, sources)
      known.set(id, { of, until: monotonicMs() + freshMs, way })
      return way
    },
  }
}
