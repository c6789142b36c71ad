import { Buffer } from 'node:buffer'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { createWire, type Sender } from './create-wire.ts'
import { acceptedEncodings } from './decode-body.ts'
import { WireFault, type Wire } from './wire.ts'

/**
 * The wire over Node's own HTTP, for one-shot commands: got takes longer to load than the four calls of a payment take
 * to make (docs/decisions/006-transport.md). It passes the same tests.
 */
export const createNodeWire = (): Wire => createWire(sendByNode)

export const sendByNode: Sender = async (request, send, { firstByte, total }) => {
  const url = new URL(request.url)
  const { body, signal } = request
  const headers: Record<string, string> = {
    'accept-encoding': acceptedEncodings,
    ...request.headers,
    ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  }
  const outgoing = send(url, { method: request.method, headers })
  let reason: Error | undefined
  const stop = (fault: WireFault): void => {
    reason ??= fault
    outgoing.destroy(fault)
  }
  const late = (phase: string) => () =>
    stop(new WireFault('timeout', { host: url.host, phase }, true))
  const abort = (): void => stop(new WireFault('aborted', {}, true))

  const timers = [setTimeout(late('total'), total)]
  const done = (): void => {
    timers.forEach(clearTimeout)
    signal?.removeEventListener('abort', abort)
  }
  signal?.addEventListener('abort', abort, { once: true })
  if (signal?.aborted === true) abort()
  outgoing.once('finish', () => timers.push(setTimeout(late('first-byte'), firstByte)))
  outgoing.once('response', () => timers.slice(1).forEach(clearTimeout))
  outgoing.once('close', done)
  // The body itself only hears that it was cut off. A fault that comes when all has been read is nobody's news.
  outgoing.on('error', (error) => (reason ??= error))
  outgoing.end(body)

  const incoming = await answered(outgoing)
  const { statusCode, headers: answerHeaders, rawHeaders } = incoming
  return {
    statusCode,
    headers: answerHeaders,
    rawHeaders,
    body: withReason(incoming, () => reason),
    destroy: () => void incoming.destroy(),
  }
}

const answered = (outgoing: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    outgoing.once('response', resolve)
    outgoing.once('error', reject)
  })

async function* withReason(
  body: AsyncIterable<Buffer>,
  reason: () => Error | undefined,
): AsyncGenerator<Buffer> {
  try {
    yield* body
  } catch (thrown) {
    throw reason() ?? thrown
  }
}
