import { KlaviError } from '../failure.ts'
import type { Environment } from '../model/environment.ts'
import type { ExchangeStep, HeaderList } from '../model/exchange.ts'
import type { PaymentFlow } from '../model/payment.ts'
import { rulesOf, type DialectRules } from './dialects/index.ts'

/** A path that a person wrote, as it is called. */
export interface ComposedPath {
  /** Below the environment's prefix, or from the root where `fromRoot` stands. */
  path: string
  fromRoot?: true
  query: HeaderList
  step: ExchangeStep
  /** Where a POST to it creates a payment. */
  flow?: PaymentFlow
}

/**
 * Reads a typed path (see RawRequest). Whatever is typed, the environment's own origin is called and no other.
 * @throws KlaviError `foreign-origin` for an address of another host, `invalid-input` for a fragment
 */
export function composePath(
  environment: Environment,
  method: 'GET' | 'POST',
  typed: string,
  query: HeaderList = [],
): ComposedPath {
  const [before = '', ...search] = withoutOrigin(environment, typed.trim()).split('?')
  if (typed.includes('#')) throw new KlaviError('invalid-input', { detail: typed })
  const url = new URL(environment.origin)
  url.pathname = before.startsWith('/') ? before : `/${before}`
  // Dots and backslashes are resolved here, so that what is classified is what is called.
  const path = url.pathname
  const { prefix } = environment
  const root = firstPart(prefix) !== '' && firstPart(path) === firstPart(prefix)
  const below = root && path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path
  const fromRoot = root && below === path
  return {
    path: below,
    ...(fromRoot ? { fromRoot: true as const } : {}),
    query: [...new URLSearchParams(search.join('?')), ...query],
    ...(fromRoot
      ? { step: 'other' as const }
      : classify(rulesOf(environment.dialect), method, below)),
  }
}

function withoutOrigin(environment: Environment, typed: string): string {
  if (!/^(?:[a-z][a-z0-9+.-]*:|[/\\]{2})/i.test(typed)) return typed
  const url = URL.canParse(typed, environment.origin)
    ? new URL(typed, environment.origin)
    : undefined
  if (url?.origin !== new URL(environment.origin).origin || url.username !== '') {
    throw new KlaviError('foreign-origin', { address: typed, environment: environment.name })
  }
  return url.pathname + url.search
}

const firstPart = (path: string): string => path.split('/').find((part) => part !== '') ?? ''

/** Which documented call a path below the prefix is. */
function classify(
  rules: DialectRules,
  method: 'GET' | 'POST',
  path: string,
): Pick<ComposedPath, 'step' | 'flow'> {
  const plain = withoutNeedlessEscapes(path)
  const bare = plain.length > 1 ? plain.replace(/\/+$/, '') : plain
  const is = (make: ((id: string) => string) | undefined): boolean =>
    make !== undefined && pattern(make).test(bare)
  if (method === 'POST') {
    if (bare === rules.createPath) return { step: 'create', flow: 'payment' }
    if (bare === rules.scheduledPath) return { step: 'scheduled', flow: 'scheduled' }
    if (bare === rules.whitelabelPath) return { step: 'whitelabel', flow: 'whitelabel' }
    if (bare === '/auth') return { step: 'auth' }
    return { step: is(rules.cancelPath) ? 'cancel' : 'other' }
  }
  if (bare === '/participants') return { step: 'participants' }
  if (is(rules.statusPath)) return { step: 'status' }
  if (is(rules.scheduledOf)) return { step: 'scheduled' }
  return { step: is(rules.paymentPath) ? 'payment' : 'other' }
}

/** `/p%61yments` is `/payments` to every server (RFC 3986 §6.2.2.2), so that it is to this program too. */
const withoutNeedlessEscapes = (path: string): string =>
  path.replace(/%([0-9a-f]{2})/gi, (escape, hex: string) => {
    const letter = String.fromCharCode(Number.parseInt(hex, 16))
    return /[A-Za-z0-9\-._~]/.test(letter) ? letter : escape
  })

const pattern = (make: (id: string) => string): RegExp =>
  new RegExp(
    `^${make('ID')
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace('ID', '[^/]+')}$`,
  )
