import type { SimulatorDialect } from '../options.ts'

/** Base path of the customer API. */
export const API_BASE = '/payment/customer/v1'

/** Names under which faults and the request log speak of a route. */
export const ROUTE_NAMES = [
  'auth',
  'participants',
  'create-payment',
  'get-payment',
  'payment-status',
  'cancel-payment',
  'create-scheduled',
  'get-scheduled',
  'whitelabel',
  'logo',
  'consent',
  'control',
  'unknown',
] as const

export type RouteName = (typeof ROUTE_NAMES)[number]

const PATTERNS: readonly [RouteName, RegExp][] = [
  ['auth', /^\/payment\/customer\/v1\/auth$/],
  ['participants', /^\/payment\/customer\/v1\/participants$/],
  ['create-payment', /^\/payment\/customer\/v1(\/instant)?\/payments$/],
  ['payment-status', /^\/payment\/customer\/v1(\/instant)?\/payments\/[^/]+\/status$/],
  ['cancel-payment', /^\/payment\/customer\/v1\/instant\/payments\/[^/]+\/cancel$/],
  ['get-payment', /^\/payment\/customer\/v1(\/instant)?\/payments\/[^/]+$/],
  ['create-scheduled', /^\/payment\/customer\/v1\/scheduled$/],
  ['get-scheduled', /^\/payment\/customer\/v1\/scheduled\/[^/]+$/],
  ['whitelabel', /^\/payment\/customer\/v1\/whitelabel$/],
  ['logo', /^\/logos\/[^/]+$/],
  ['consent', /^\/consent\/[^/]+/],
  ['control', /^\/__simulator\//],
]

/** The route that a path (without query) belongs to. */
export function routeOf(path: string): RouteName {
  return PATTERNS.find(([, pattern]) => pattern.test(path))?.[0] ?? 'unknown'
}

/** The path as it may be logged: a consent page's token opens that page once, so it is hidden. */
export function loggablePath(path: string): string {
  return path.replace(/^\/consent\/[^/]+/, '/consent/…')
}

const METHODS: Partial<Record<RouteName, string>> = {
  auth: 'POST',
  participants: 'GET',
  'create-payment': 'POST',
  'get-payment': 'GET',
  'payment-status': 'GET',
  'cancel-payment': 'POST',
  'create-scheduled': 'POST',
  'get-scheduled': 'GET',
  whitelabel: 'POST',
  logo: 'GET',
}

/** Routes that only one or two of the dialects have (docs/klavi-api.md sections 2 and 3.6). */
function exists(route: RouteName, path: string, dialect: SimulatorDialect): boolean {
  if (route === 'cancel-payment') return dialect === 'g3'
  if (route === 'create-scheduled' || route === 'get-scheduled') return dialect === 'g1'
  if (route === 'whitelabel') return dialect !== 'g3'
  if (!['create-payment', 'get-payment', 'payment-status'].includes(route)) return true
  return path.startsWith(`${API_BASE}/instant/`) === (dialect === 'g3')
}

/** The methods that a path answers in this dialect; none when there is no such path. */
export function allowedMethods(path: string, dialect: SimulatorDialect): string[] {
  const route = routeOf(path)
  const method = METHODS[route]
  return method !== undefined && exists(route, path, dialect) ? [method] : []
}
