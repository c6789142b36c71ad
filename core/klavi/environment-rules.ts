import type { BuiltInChange } from '../model/profile.ts'
import { isDialect } from '../../shared/dialects.ts'
import type { Environment, ExchangeSettings } from '../model/environment.ts'
import { isTimeouts } from '../settings/limits.ts'
import { largestLimit } from './http/wire.ts'
import { builtInEnvironments, sandboxOrigins } from './environments.ts'
import { parseOrigin } from './origin.ts'
import { isProxyAddress } from './proxy-rules.ts'

type Stored = Record<string, unknown>

export const longestName = 60

const isRecord = (value: unknown): value is Stored =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const filled = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= 4_096

/** Ids of one's own environments: they name keychain entries and stand in scripts. */
const isId = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^[a-z0-9][a-z0-9-]{0,63}$/.test(value) &&
  value !== 'custom' &&
  !builtInEnvironments.some(({ id }) => id === value)

/** `/payment/customer/v1`, or nothing: no dots that climb, nothing that would end the path. */
export const isPrefix = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length <= 200 &&
  /^(?:\/[A-Za-z0-9._~-]+)*$/.test(value) &&
  !/\/\.{1,2}(?:\/|$)/.test(value)

export const isColour = (value: unknown): value is string =>
  typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)

export const isVariableName = (name: string): boolean =>
  /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/.test(name)

/** Names that say that their value is a secret, which has no place in a plain file. */
export const namesSecret = (name: string): boolean =>
  /secret|password|senha|passphrase|access[_.-]?key|token|private[_.-]?key/i.test(name)

/** A header's value in plain ASCII, so that it cannot become a second header. */
const isContentType = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/.test(value)

export const isSetName = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length <= 60 &&
  value === value.trim() &&
  // `@` begins the names that are this program's own.
  // eslint-disable-next-line no-control-regex
  /^[^@/\u0000-\u001f\u007f][^/\u0000-\u001f\u007f]*$/.test(value)

/** One's own environment as it stands in settings.json; undefined where a part that matters does not hold. */
export function readEnvironment(entry: unknown): Environment | undefined {
  if (!isRecord(entry)) return undefined
  const { id, name, origin, prefix, dialect } = entry
  if (!isId(id) || typeof name !== 'string' || name.trim() === '' || name.length > longestName) {
    return undefined
  }
  const checked = originIn(origin)
  if (checked === undefined || !isPrefix(prefix) || !isDialect(dialect)) return undefined
  const parts = readParts(entry)
  return {
    id,
    kind: 'custom',
    name,
    origin: checked,
    prefix,
    dialect,
    ...without(parts, 'origin', 'prefix', 'dialect'),
    // Only a clear no is a no.
    ...(entry['risky'] !== undefined && entry['risky'] !== false && { risky: true }),
  }
}

/** The parts of an environment that a built-in one may have changed, each only where it holds. */
export function readParts(value: Stored): BuiltInChange {
  const origin = originIn(value['origin'])
  const { prefix, dialect, colour, credentialSet } = value
  const exchange = readExchange(value['exchange'])
  const variables = readVariables(value['variables'])
  return {
    ...(origin !== undefined && { origin }),
    ...(isPrefix(prefix) && { prefix }),
    ...(isDialect(dialect) && { dialect }),
    ...(isColour(colour) && { colour }),
    ...(isSetName(credentialSet) && { credentialSet }),
    ...(exchange !== undefined && { exchange }),
    ...(variables !== undefined && { variables }),
  }
}

/** A built-in environment with what was changed of it; a host that it cannot have is not taken. */
export function withChange(builtIn: Environment, change: BuiltInChange | undefined): Environment {
  if (change === undefined) return builtIn
  const { origin, ...rest } = change
  const mayMove = builtIn.kind === 'sandbox' && origin !== undefined
  return { ...builtIn, ...rest, ...(mayMove && sandboxOrigins.includes(origin) && { origin }) }
}

export function readExchange(value: unknown): ExchangeSettings | undefined {
  if (!isRecord(value)) return undefined
  const { caFile, systemTrust, clientCertificate, proxyMode, proxyUrl, noProxy } = value
  const { contentTypes, timeoutsMs, largestBodyBytes, tokenPolicy } = value
  const certificate = readCertificate(clientCertificate)
  const types = readContentTypes(contentTypes)
  const exchange: ExchangeSettings = {
    ...(filled(caFile) && { caFile }),
    ...(typeof systemTrust === 'boolean' && { systemTrust }),
    ...(certificate !== undefined && { clientCertificate: certificate }),
    ...((proxyMode === 'system' || proxyMode === 'none' || proxyMode === 'url') && { proxyMode }),
    ...(filled(proxyUrl) && isProxyAddress(proxyUrl) && { proxyUrl }),
    ...(filled(noProxy) && { noProxy }),
    ...(types !== undefined && { contentTypes: types }),
    ...(isTimeouts(timeoutsMs) && {
      timeoutsMs: timeoutsMs as NonNullable<ExchangeSettings['timeoutsMs']>,
    }),
    ...(Number.isInteger(largestBodyBytes) && isBodySize(largestBodyBytes as number)
      ? { largestBodyBytes: Math.min(largestBodyBytes as number, largestLimit) }
      : {}),
    ...((tokenPolicy === 'per-payment' || tokenPolicy === 'reuse') && { tokenPolicy }),
  }
  return Object.keys(exchange).length === 0 ? undefined : exchange
}

const isBodySize = (bytes: number): boolean => bytes >= 1_024

function readCertificate(value: unknown): ExchangeSettings['clientCertificate'] {
  if (!isRecord(value) || !filled(value['certFile'])) return undefined
  const { certFile, keyFile } = value
  return { certFile, ...(filled(keyFile) && { keyFile }) }
}

function readContentTypes(value: unknown): ExchangeSettings['contentTypes'] {
  if (!isRecord(value)) return undefined
  const { GET, POST } = value
  const types = { ...(isContentType(GET) && { GET }), ...(isContentType(POST) && { POST }) }
  return Object.keys(types).length === 0 ? undefined : types
}

function readVariables(value: unknown): Record<string, string> | undefined {
  if (!isRecord(value)) return undefined
  const pairs = Object.entries(value).filter(
    ([name, text]) => isVariableName(name) && typeof text === 'string' && text.length <= 4_096,
  )
  return pairs.length === 0 ? undefined : (Object.fromEntries(pairs) as Record<string, string>)
}

/** A stored origin is judged as a typed one is: a file is no better than a keyboard. */
function originIn(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  try {
    return parseOrigin(value)
  } catch {
    return undefined
  }
}

function without<T extends object, K extends keyof T>(value: T, ...keys: K[]): Omit<T, K> {
  const copy = { ...value }
  for (const key of keys) delete copy[key]
  return copy
}
