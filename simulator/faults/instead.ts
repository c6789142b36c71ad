import { Problem, problemBody } from '../http/problem.ts'
import type { Answer } from './answer.ts'
import type { Fault } from './rule.ts'

const CODES: Record<number, string> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  416: 'BUSINESS_ERROR',
  422: 'UNPROCESSABLE_ENTITY',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  502: 'BAD_GATEWAY',
  503: 'SERVICE_UNAVAILABLE',
  504: 'GATEWAY_TIMEOUT',
}

function bodyOf(
  fault: Extract<Fault, { kind: 'status' }>,
  method: string,
  path: string,
  now: number,
): { type: string; text: string } {
  const code = CODES[fault.httpStatus] ?? `HTTP_${fault.httpStatus}`
  const detail = 'the simulator was asked to answer so'
  switch (fault.body ?? 'envelope') {
    case 'html':
      return {
        type: 'text/html',
        text: `<html><head><title>${fault.httpStatus} ${code}</title></head><body><center><h1>${fault.httpStatus} ${code}</h1></center><hr></body></html>`,
      }
    case 'empty':
      return { type: 'text/plain', text: '' }
    case 'ofb':
      return {
        type: 'application/json',
        text: JSON.stringify({
          errors: [{ code, title: code, detail }],
          meta: { requestDateTime: new Date(now).toISOString() },
        }),
      }
    case 'envelope': {
      const problem = new Problem(fault.httpStatus, code, [detail])
      return {
        type: 'application/json',
        text: JSON.stringify(problemBody(problem, method, path, now)),
      }
    }
  }
}

/** The answer that a fault gives without serving the request; null when it does not. */
export function answerInstead(
  fault: Fault,
  method: string,
  path: string,
  now: number,
): Answer | null {
  if (fault.kind === 'redirect') {
    return {
      status: fault.httpStatus ?? 307,
      headers: [['Location', fault.location]],
      body: Buffer.alloc(0),
    }
  }
  if (fault.kind !== 'status') return null
  const { type, text } = bodyOf(fault, method, path, now)
  const headers: [string, string][] = [['Content-Type', type]]
  if (fault.retryAfterS !== undefined) headers.push(['Retry-After', String(fault.retryAfterS)])
  return { status: fault.httpStatus, headers, body: Buffer.from(text) }
}
