import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Wire } from '../klavi/http/wire.ts'
import type { Target } from '../klavi/target.ts'
import type { Context } from './context.ts'

export interface Logo {
  /** A content type of `imageType`. */
  type: string
  bytes: Buffer
}

export interface LogoBench {
  /** A bank's logo; undefined where it has none that can be shown. Never rejects. */
  get(environmentId: string, participantId: string): Promise<Logo | undefined>
}

const largestBytes = 256 * 1024
const mostRedirects = 3
const mostAtOnce = 4
const keptMs = 30 * 24 * 3_600_000
/** A logo that could not be had is not asked for again at every scroll. */
const againMs = 10 * 60_000

/**
 * Logos of banks, fetched by https only, without any key, cookie or certificate of this side, and kept on disk. The
 * address comes from outside: what is larger than a logo or no image by its own first bytes is not shown.
 */
export function logoCases(
  context: Context,
  wire: Wire,
  avatarOf: (environmentId: string, participantId: string) => string | undefined,
): LogoBench {
  const { environments, ports } = context
  const folder = join(ports.profileFolder, 'cache', 'logos')
  const asked = new Map<string, Promise<Logo | undefined>>()
  const failed = new Map<string, number>()
  const waiting: (() => void)[] = []
  let running = 0

  const turn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    running += 1
    try {
      return await work()
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }

  const fetchLogo = async (target: Target, address: string): Promise<Logo | undefined> => {
    const { clientCertificate: _never, ...way } = target.way
    let url = address
    for (let step = 0; step <= mostRedirects; step += 1) {
      if (!isHttps(url)) return undefined
      await wire.prepare()
      const reply = await wire.exchange({
        ...way,
        method: 'GET',
        url,
        headers: { accept: 'image/*', 'user-agent': ports.userAgent },
        largestBody: largestBytes,
      })
      if (reply.status >= 300 && reply.status < 400) {
        const location = reply.headers.find(([name]) => name.toLowerCase() === 'location')?.[1]
        if (location === undefined || !URL.canParse(location, url)) return undefined
        url = new URL(location, url).href
        continue
      }
      const type = reply.status === 200 ? imageType(reply.body) : undefined
      return type === undefined ? undefined : { type, bytes: reply.body }
    }
    return undefined
  }

  const find = async (environmentId: string, participantId: string): Promise<Logo | undefined> => {
    const address = avatarOf(environmentId, participantId)
    if (address === undefined || !isHttps(address)) return undefined
    const name = createHash('sha256').update(address).digest('hex')
    const file = join(folder, name)
    const kept = readKept(file, ports.clock.now())
    if (kept !== undefined) return kept
    const since = failed.get(name)
    if (since !== undefined && ports.clock.now() - since < againMs) return undefined
    const target = await environments.target(environments.find(environmentId), 'known')
    if (!ports.runtimeTrusted && !sameHost(address, target.environment.origin)) return undefined
    const logo = await turn(() => fetchLogo(target, address))
    if (logo === undefined) failed.set(name, ports.clock.now())
    else keep(folder, file, logo.bytes)
    return logo
  }

  return {
    get(environmentId, participantId) {
      const key = JSON.stringify([environmentId, participantId])
      const under = asked.get(key)
      if (under !== undefined) return under
      const mine = find(environmentId, participantId)
        .catch(() => undefined)
        .finally(() => asked.delete(key))
      asked.set(key, mine)
      return mine
    },
  }
}

const isHttps = (text: string): boolean => URL.canParse(text) && new URL(text).protocol === 'https:'

/** On the test runtime nothing but the environment's own host is asked (docs/decisions/002). */
const sameHost = (address: string, origin: string): boolean =>
  new URL(address).host === new URL(origin).host

/** What an image is by its first bytes, whatever its server calls it; undefined for anything else. */
export function imageType(bytes: Buffer): string | undefined {
  const starts = (...numbers: number[]): boolean =>
    numbers.every((number, index) => bytes[index] === number)
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg'
  const head = bytes.subarray(0, 1_024).toString('latin1')
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp'
  const text = head.replace(/^\u00ef\u00bb\u00bf/, '').trimStart()
  const svg = /^(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i
  return svg.test(text) ? 'image/svg+xml' : undefined
}

function readKept(file: string, now: number): Logo | undefined {
  try {
    if (now - statSync(file).mtimeMs > keptMs) return undefined
    const bytes = readFileSync(file)
    const type = imageType(bytes)
    return type === undefined ? undefined : { type, bytes }
  } catch {
    return undefined
  }
}

/** A cache that cannot be written costs only another fetch. */
function keep(folder: string, file: string, bytes: Buffer): void {
  const aside = `${file}.${process.pid}.tmp`
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(aside, bytes, { mode: 0o600 })
    renameSync(aside, file)
  } catch {
    // Nothing is lost.
  }
}
