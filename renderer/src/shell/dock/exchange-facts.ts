import { m } from '../../../../messages/index.ts'
import type { ExchangeStep, ExchangeSummary } from '../../../../electron/contract/types.ts'

/**
 * Path and query of an address, without what all addresses of its environment begin with: they tell requests apart
 * where host, scheme and prefix are the same.
 */
export function pathOf(url: string, prefix = ''): string {
  try {
    const { pathname, search } = new URL(url)
    const own = prefix !== '' && pathname.startsWith(`${prefix}/`)
    return (own ? pathname.slice(prefix.length) : pathname) + search
  } catch {
    return url
  }
}

/** Ids that only tell payments apart are cut, so that what follows them can be read: `/payments/e953ea21…/status`. */
export const shortIds = (path: string): string =>
  path.replace(/\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '$1…')

/** How the exchange went: answered well, refused, or not answered at all. */
export function toneOf({
  httpStatus,
  errorCode,
}: ExchangeSummary): 'success' | 'warning' | 'danger' {
  if (httpStatus === undefined || httpStatus >= 500 || errorCode !== undefined) return 'danger'
  return httpStatus >= 400 ? 'warning' : 'success'
}

const steps: Record<ExchangeStep, () => string> = {
  auth: m.dock_step_auth,
  participants: m.dock_step_participants,
  create: m.dock_step_create,
  payment: m.dock_step_payment,
  status: m.dock_step_status,
  cancel: m.dock_step_cancel,
  scheduled: m.dock_step_scheduled,
  whitelabel: m.dock_step_whitelabel,
  other: m.dock_step_other,
}

/** What a call was for. */
export const stepText = (step: ExchangeStep): string => (steps[step] ?? steps.other)()

export const exchangeSteps = Object.keys(steps) as ExchangeStep[]

/**
 * A path in the two parts that a narrow column shows it in: what may be cut, and the last word, which tells two calls about
 * the same payment apart. `/payments/6f2e3744…/status` is `/payments/6f2e3744…` and `/status`.
 */
export function pathParts(path: string): [head: string, tail: string] {
  const at = path.lastIndexOf('/')
  return at > 0 && !path.includes('?') && path.indexOf('/', 1) < at
    ? [path.slice(0, at), path.slice(at)]
    : [path, '']
}
