import type { ServerResponse } from 'node:http'
import type { Answer } from './answer.ts'
import type { Fault } from './rule.ts'

/** Resolves after a time, or at once when the client is gone. */
export function pause(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) {
      resolve()
      return
    }
    const finish = (): void => {
      clearTimeout(timer)
      response.removeListener('close', finish)
      resolve()
    }
    const timer = setTimeout(finish, ms)
    response.once('close', finish)
  })
}

/** Resolves when the connection has been closed. */
export function untilClosed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed || response.closed) resolve()
    else {
      response.once('close', () => {
        resolve()
      })
    }
  })
}

async function inPortions(
  response: ServerResponse,
  body: Buffer,
  bytes: number,
  everyMs: number,
): Promise<void> {
  for (let at = 0; at < body.length && !response.destroyed; at += bytes) {
    response.write(body.subarray(at, at + bytes))
    await pause(everyMs, response)
  }
  response.end()
}

const PORTIONS_PER_SECOND = 20
const ARRIVAL_MS = 30

/**
 * Writes an answer on the bare connection, in the way that the delivery faults ask for. Resolves
 * when nothing more will be written.
 */
export async function deliver(
  response: ServerResponse,
  answer: Answer,
  faults: readonly Fault[],
  reset: () => void,
): Promise<void> {
  const headers = answer.headers.filter(([name]) => name.toLowerCase() !== 'content-length')
  const hasDate = headers.some(([name]) => name.toLowerCase() === 'date')
  if (hasDate) response.sendDate = false
  response.writeHead(answer.status, [
    ...headers.flat(),
    'Content-Length',
    String(answer.body.length),
  ])
  const broken = faults.find(
    (it) =>
      (it.kind === 'hang' && it.where === 'mid-body') ||
      (it.kind === 'reset' && it.when === 'mid-body'),
  )
  if (broken) {
    const half = answer.body.subarray(0, Math.floor(answer.body.length / 2))
    await new Promise<void>((written) => {
      response.write(half, () => {
        written()
      })
      response.once('close', () => {
        written()
      })
    })
    if (broken.kind === 'reset') {
      // A reset also discards what the client has not read yet: give the half time to arrive.
      await pause(ARRIVAL_MS, response)
      reset()
    } else await untilClosed(response)
    return
  }
  for (const fault of faults) {
    if (fault.kind === 'slow-drip') {
      return inPortions(response, answer.body, fault.bytes, fault.everyMs)
    }
    if (fault.kind === 'bandwidth') {
      const bytes = Math.max(1, Math.ceil(fault.bytesPerSecond / PORTIONS_PER_SECOND))
      return inPortions(response, answer.body, bytes, 1000 / PORTIONS_PER_SECOND)
    }
  }
  response.end(answer.body)
}
