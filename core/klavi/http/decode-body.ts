import { type Buffer } from 'node:buffer'
import { Readable, pipeline, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import { WireFault } from './wire.ts'

/** What `decodeBody` can undo, as it is told to servers. */
export const acceptedEncodings = 'gzip, deflate, br'

type Chunks = AsyncIterable<Buffer>

/**
 * The body as it was before the server encoded it (RFC 9110 §8.4), part by part; an encoding that is not known leaves
 * it as it came. Nothing is held back, so that whoever counts can stop a bomb early.
 * @throws WireFault `malformed-http`, where the encoded bytes are damaged
 */
export function decodeBody(
  body: Chunks,
  contentEncoding: string | undefined,
  host: string,
): Chunks {
  const encodings = (contentEncoding ?? '').toLowerCase().split(',')
  let decoded = body
  // The last one that was applied comes off first.
  for (const encoding of encodings.map((name) => name.trim()).reverse()) {
    if (encoding === '' || encoding === 'identity') continue
    if (!known.has(encoding)) return decoded
    decoded = undo(encoding, decoded, host)
  }
  return decoded
}

const known = new Set(['gzip', 'x-gzip', 'deflate', 'br'])

function decoderFor(encoding: string, first: Buffer): Transform {
  if (encoding === 'br') return createBrotliDecompress()
  if (encoding !== 'deflate') return createGunzip()
  // Some servers leave out the zlib header that RFC 9110 §8.4.1.2 asks for; its low half-byte is always 8.
  return ((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw()
}

async function* undo(encoding: string, body: Chunks, host: string): AsyncGenerator<Buffer> {
  const parts = body[Symbol.asyncIterator]()
  const first = await parts.next()
  // A body that is not there (204, 304) may still be called encoded.
  if (first.done === true) return
  const input = Readable.from(continued(first.value, parts))
  let network: unknown
  input.once('error', (error) => (network = error))
  const decoder = decoderFor(encoding, first.value)
  pipeline(input, decoder, () => {})
  try {
    yield* decoder as AsyncIterable<Buffer>
  } catch (thrown) {
    if (network !== undefined) throw network
    const reason = `${encoding}: ${thrown instanceof Error ? thrown.message : String(thrown)}`
    throw new WireFault('malformed-http', { host, reason }, true, thrown)
  }
}

async function* continued(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      yield next.value
    }
  } finally {
    await rest.return?.()
  }
}
