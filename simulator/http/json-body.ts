import type { Context } from 'hono'
import { Problem, badRequest } from './problem.ts'

const LIMIT_BYTES = 1024 * 1024

/** The request's JSON object; 415, 413 or 400 otherwise. */
export async function jsonObject(c: Context): Promise<Record<string, unknown>> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new Problem(415, 'UNSUPPORTED_MEDIA_TYPE', ['Content-Type must be application/json'])
  }
  const tooLarge = new Problem(413, 'PAYLOAD_TOO_LARGE', [`body exceeds ${LIMIT_BYTES} bytes`])
  if (Number(c.req.header('content-length') ?? 0) > LIMIT_BYTES) throw tooLarge
  const text = await c.req.text()
  if (Buffer.byteLength(text) > LIMIT_BYTES) throw tooLarge
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw badRequest('body is not valid JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest('body must be a JSON object')
  }
  return value as Record<string, unknown>
}
