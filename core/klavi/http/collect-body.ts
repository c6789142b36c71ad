import { Buffer } from 'node:buffer'
import type { HeaderList } from '../../model/exchange.ts'
import { openBodyFile, type BodyFile } from './body-file.ts'
import { decodeBody } from './decode-body.ts'
import {
  largestBody,
  largestInMemory,
  WireFault,
  type WireReply,
  type WireRequest,
} from './wire.ts'

type Collected = Pick<WireReply, 'body' | 'bodyFile' | 'bytes' | 'wireBytes' | 'sha256'>

export interface BodyHead {
  host: string
  contentEncoding: string | undefined
  contentLength: string | undefined
  headers: HeaderList
}

/**
 * Reads a body whole: small ones into memory, large ones into a file where the request names a folder. The limit
 * counts decompressed bytes, while they come.
 * @param onBroken gets what had come, up to `largestInMemory` bytes, where it does not come whole
 * @throws WireFault `too-large`, `malformed-http`, and whatever the connection throws
 */
export async function collectBody(
  source: AsyncIterable<Buffer>,
  head: BodyHead,
  request: Pick<WireRequest, 'largestBody' | 'bodyFolder' | 'bodyFilter'>,
  onBroken: (partial: Buffer) => void,
): Promise<Collected> {
  const limit = request.largestBody ?? largestBody
  const tooLarge = (): WireFault =>
    new WireFault('too-large', { host: head.host, limit: megabytes(limit) }, true)
  if (Number(head.contentLength ?? 0) > limit) throw tooLarge()

  let wireBytes = 0
  let bytes = 0
  const chunks: Buffer[] = []
  let file: BodyFile | undefined
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      wireBytes += chunk.length
      yield chunk
    }
  }
  try {
    for await (const chunk of decodeBody(counted(), head.contentEncoding, head.host)) {
      bytes += chunk.length
      if (bytes > limit) throw tooLarge()
      if (file === undefined && bytes > largestInMemory && request.bodyFolder !== undefined) {
        file = openBodyFile(request.bodyFolder, request.bodyFilter?.(head.headers))
        for (const early of chunks) await file.write(early)
      }
      if (file === undefined) chunks.push(chunk)
      else await file.write(chunk)
    }
    if (file === undefined) return { body: Buffer.concat(chunks), bytes, wireBytes }
    const sha256 = await file.end()
    return { body: Buffer.alloc(0), bodyFile: file.path, bytes, wireBytes, sha256 }
  } catch (thrown) {
    onBroken(Buffer.concat(chunks).subarray(0, largestInMemory))
    await file?.discard()
    throw thrown
  }
}

/** As a person reads it: 64, or 0.5. */
const megabytes = (bytes: number): number => Math.round((bytes / 1024 / 1024) * 100) / 100
