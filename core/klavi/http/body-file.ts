import { type Buffer } from 'node:buffer'
import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, type Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { WireFault } from './wire.ts'

/** A large body on its way to a file. A file that cannot be written is a WireFault `internal`. */
export interface BodyFile {
  path: string
  /** Resolves when more can be taken. */
  write(chunk: Buffer): Promise<void>
  /** Resolves with the body's digest (before the filter, hex) when all is written. */
  end(): Promise<string>
  /** Deletes the file. */
  discard(): Promise<void>
}

/** Makes a file of its own in a folder, readable by this user only; what is written to `entrance` comes to it. */
export function openBodyFile(folder: string, entrance: Duplex = new PassThrough()): BodyFile {
  const path = join(folder, `${randomUUID()}.body`)
  const hash = createHash('sha256')
  const written = pipeline(entrance, createWriteStream(path, { flags: 'wx', mode: 0o600 })).catch(
    (thrown: Error) => {
      throw new WireFault('internal', { detail: thrown.message }, true, thrown)
    },
  )
  // Heard again where it is awaited; a full disk must not end the program meanwhile.
  written.catch(() => {})

  return {
    path,
    async write(chunk) {
      hash.update(chunk)
      if (!entrance.write(chunk)) await Promise.race([drained(entrance), written])
    },
    async end() {
      entrance.end()
      await written
      return hash.digest('hex')
    },
    async discard() {
      entrance.destroy()
      await written.catch(() => {})
      await rm(path, { force: true })
    },
  }
}

/** Or failed, which \`written\` tells better. */
const drained = (stream: Duplex): Promise<unknown> =>
  once(stream, 'drain').catch(() => new Promise<never>(() => {}))
