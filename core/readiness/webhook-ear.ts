import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A webhook that arrived, and whether its signature holds (docs/klavi-api.md §5). */
export interface HeardWebhook {
  signed: boolean
  timestamped: boolean
  /** The payment's id, as far as the body names one. */
  text: string
}

export interface WebhookEar {
  url: string
  heard: HeardWebhook[]
  /** Resolves when something was heard, or the time is over. */
  waitFor(fits: (heard: HeardWebhook) => boolean, ms: number): Promise<void>
  close(): Promise<void>
}

const largest = 256 * 1024

/** Listens on loopback for webhooks, for the length of a run. `secretKey` is asked for at each, and not kept. */
export async function openWebhookEar(secretKey: () => Promise<string>): Promise<WebhookEar> {
  const heard: HeardWebhook[] = []
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size <= largest) parts.push(part)
    })
    request.on('end', () => {
      const body = Buffer.concat(parts)
      const signature = String(request.headers['x-klavi-signature'] ?? '')
      const timestamp = String(request.headers['x-klavi-timestamp'] ?? '')
      void secretKey()
        .then((key) => holds(body, signature, key))
        .catch(() => false)
        .then((signed) => {
          heard.push({
            signed,
            timestamped: /^\d{9,11}$/.test(timestamp),
            text: body.toString('utf8'),
          })
          response.writeHead(204).end()
          for (const look of [...waiting]) look()
        })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    heard,
    waitFor: (fits, ms) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!heard.some(fits)) return
          finish()
        }
        const finish = (): void => {
          clearTimeout(timer)
          waiting.delete(look)
          resolve()
        }
        const timer = setTimeout(finish, ms)
        waiting.add(look)
        look()
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Hex HMAC-SHA256 of the body, keyed with the secretKey (docs/klavi-api.md §5). */
function holds(body: Buffer, signature: string, key: string): boolean {
  const wanted = createHmac('sha256', key).update(body).digest()
  const given = Buffer.from(signature, 'hex')
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
