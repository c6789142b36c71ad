import type { Fault } from './rule.ts'

/** A finished reply on its way out, open to being spoilt. */
export interface Answer {
  status: number
  headers: [string, string][]
  body: Buffer
}

export function setHeader(answer: Answer, name: string, value: string): void {
  const lower = name.toLowerCase()
  answer.headers = answer.headers.filter(([it]) => it.toLowerCase() !== lower)
  answer.headers.push([name, value])
}

type Json = Record<string, unknown>

function otherType(value: unknown): unknown {
  if (typeof value === 'string') return /^\d+$/.test(value) ? Number(value) : [value]
  if (typeof value === 'number') return String(value)
  if (value === null || value === undefined) return 'null'
  return JSON.stringify(value)
}

/** Changes a field in place; `path` leads through objects, and through every item of lists. */
export function driftField(
  value: unknown,
  path: readonly string[],
  change: 'rename' | 'remove' | 'add' | 'retype',
  to: string,
): void {
  const [name, ...rest] = path
  if (name === undefined || typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const item of value) driftField(item, path, change, to)
    return
  }
  const fields = value as Json
  if (rest.length > 0) {
    driftField(fields[name], rest, change, to)
  } else if (change === 'add') {
    fields[name] = to
  } else if (name in fields) {
    const before = fields[name]
    if (change === 'retype') fields[name] = otherType(before)
    else {
      delete fields[name]
      if (change === 'rename') fields[to] = before
    }
  }
}

function changeJson(answer: Answer, change: (json: unknown) => void): void {
  try {
    const json: unknown = JSON.parse(answer.body.toString('utf8'))
    change(json)
    answer.body = Buffer.from(JSON.stringify(json))
  } catch {
    // A body that is no JSON has no fields to change.
  }
}

/** The same JSON, made this long by white space before its last bracket: larger, and no other reply than before. */
function padded(body: Buffer, bytes: number): Buffer {
  const missing = bytes - body.length
  const end = Math.max(body.lastIndexOf('}'), body.lastIndexOf(']'))
  if (missing <= 0 || end < 0) return body
  return Buffer.concat([body.subarray(0, end), Buffer.alloc(missing, ' '), body.subarray(end)])
}

/** What the request carried, for the fault that gives it back. */
export interface RequestEcho {
  headers: Record<string, string>
  body: string
}

/** Spoils a finished answer; faults that do not concern its content leave it alone. */
export function spoil(answer: Answer, fault: Fault, echo: RequestEcho, now: number): void {
  const text = answer.body.toString('utf8')
  switch (fault.kind) {
    case 'status-after':
      answer.status = fault.httpStatus
      break
    case 'truncated-json':
      answer.body = answer.body.subarray(0, Math.floor(answer.body.length / 2))
      break
    case 'invalid-json':
      answer.body = Buffer.from(text.replace(/"/g, "'") + ',')
      break
    case 'content-type':
      setHeader(answer, 'content-type', fault.value)
      break
    case 'bom':
      answer.body = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), answer.body])
      break
    case 'huge-body':
      answer.body = padded(answer.body, fault.bytes)
      break
    case 'duplicate-headers':
      // The first of each is right: what is wrong is that there is another.
      setHeader(answer, 'date', new Date(now).toUTCString())
      answer.headers.push(
        ['Content-Type', 'text/plain'],
        ['Date', new Date(0).toUTCString()],
        ['X-Request-Id', 'first'],
        ['X-Request-Id', 'second'],
      )
      break
    case 'clock-skew':
      setHeader(answer, 'date', new Date(now + fault.seconds * 1000).toUTCString())
      break
    case 'drift':
      changeJson(answer, (json) => {
        driftField(json, fault.field.split('.'), fault.change, fault.to ?? 'drifted')
      })
      break
    case 'echo-secrets':
      changeJson(answer, (json) => {
        ;(json as Json).debug = { request: echo }
      })
      break
    case 'latency':
    case 'bandwidth':
    case 'slow-drip':
    case 'hang':
    case 'reset':
    case 'status':
    case 'redirect':
    case 'certificate':
    case 'revoke-tokens':
      // These concern how and when an answer travels, or take its place.
      break
  }
}
