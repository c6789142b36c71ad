import type { Buffer } from 'node:buffer'
import got, { type Request, type Response } from 'got'
import { createWire, type Sender } from './create-wire.ts'
import { acceptedEncodings } from './decode-body.ts'
import type { Wire } from './wire.ts'

/** Everything through got: its retries, redirects and decompression are off. */
export const createGotWire = (): Wire => createWire(sendByGot)

export const sendByGot: Sender = async (request, send, { firstByte, total }) => {
  const stream = got.stream(request.url, {
    method: request.method,
    headers: { 'accept-encoding': acceptedEncodings, ...request.headers },
    ...(request.body === undefined ? {} : { body: request.body }),
    request: send,
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    decompress: false,
    timeout: { response: firstByte, request: total },
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  })
  // Whoever reads hears every error; one that comes after the last byte (the caller's signal, aborted once it has its
  // answer) would otherwise end the whole program.
  stream.on('error', () => {})
  const { statusCode, headers, rawHeaders } = await answered(stream)
  return {
    statusCode,
    headers,
    rawHeaders,
    body: stream as AsyncIterable<Buffer>,
    destroy: () => void stream.destroy(),
  }
}

const answered = (stream: Request): Promise<Response> =>
  new Promise((resolve, reject) => {
    stream.once('response', resolve)
    stream.once('error', reject)
  })
