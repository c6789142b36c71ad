import { ROUTE_NAMES } from '../http/route-table.ts'
import type { FaultKind, FaultRule } from './rule.ts'

type Check = (value: unknown) => boolean

const amount: Check = (value) => typeof value === 'number' && value >= 0 && value < 1e9
const status: Check = (value) =>
  Number.isInteger(value) && Number(value) >= 200 && Number(value) < 600
const finite: Check = (value) => Number.isFinite(value)
const text: Check = (value) => typeof value === 'string' && value !== ''
const oneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value)
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)

const FIELDS: Record<FaultKind, Record<string, Check>> = {
  latency: { ms: amount, jitterMs: optional(amount) },
  bandwidth: { bytesPerSecond: (value) => amount(value) && Number(value) >= 1 },
  'slow-drip': { bytes: (value) => amount(value) && Number(value) >= 1, everyMs: amount },
  hang: { where: oneOf('before-headers', 'mid-body') },
  reset: { when: oneOf('before-processing', 'after-processing', 'mid-body') },
  status: {
    httpStatus: status,
    retryAfterS: optional(amount),
    body: optional(oneOf('envelope', 'ofb', 'html', 'empty')),
  },
  'status-after': { httpStatus: status },
  'truncated-json': {},
  'invalid-json': {},
  'content-type': { value: (value) => text(value) && !/[\r\n]/.test(String(value)) },
  bom: {},
  'huge-body': { bytes: (value) => amount(value) && Number(value) <= 100_000_000 },
  'duplicate-headers': {},
  redirect: {
    location: (value) => text(value) && !/[\r\n]/.test(String(value)),
    httpStatus: optional(oneOf(301, 302, 303, 307, 308)),
  },
  certificate: { problem: oneOf('expired', 'self-signed', 'wrong-host') },
  'revoke-tokens': {},
  'clock-skew': { seconds: finite },
  drift: {
    change: oneOf('rename', 'remove', 'add', 'retype'),
    field: text,
    to: optional(text),
  },
  'echo-secrets': {},
}

/** Every kind of fault, for lists. */
export const FAULT_KINDS = Object.keys(FIELDS) as FaultKind[]

/** Reads rules that came from outside; throws a RangeError that says which part is wrong. */
export function readFaultRules(value: unknown): FaultRule[] {
  if (!Array.isArray(value)) throw new RangeError('faults must be a list of rules')
  return value.map((item: unknown, index) => {
    const wrong = (part: string): RangeError => new RangeError(`faults[${index}].${part} is wrong`)
    const rule = (item ?? {}) as Record<string, unknown>
    const fault = (rule.fault ?? {}) as Record<string, unknown>
    if (rule.route !== '*' && !ROUTE_NAMES.includes(rule.route as never)) throw wrong('route')
    const fields = Object.hasOwn(FIELDS, String(fault.kind))
      ? FIELDS[fault.kind as FaultKind]
      : undefined
    if (!fields) throw wrong('fault.kind')
    for (const [name, check] of Object.entries(fields)) {
      if (!check(fault[name])) throw wrong(`fault.${name}`)
    }
    const { probability } = rule
    if (!optional(amount)(probability) || Number(probability ?? 1) > 1) throw wrong('probability')
    for (const name of ['skip', 'count', 'durationMs']) {
      if (!optional(amount)(rule[name])) throw wrong(name)
    }
    return item as FaultRule
  })
}
