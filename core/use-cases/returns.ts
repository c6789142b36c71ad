import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { m } from '../../messages/index.ts'
import { KlaviError } from '../failure.ts'
import type { ReturnListener, ReturnVisit } from '../model/payload.ts'
import { readReturn } from '../payments/return-visit.ts'
import { isoTime } from '../system.ts'
import type { Context } from './context.ts'
import type { PayloadBench } from './payload-api.ts'

const path = '/return'
const mostVisits = 200
const longestTarget = 8_192
/** A browser reloads; a program that floods is not written down for ever. */
const mostPerMinute = 60
/** So long a visit with nothing behind `?` may still tell what is behind `#`. */
const fragmentMs = 2_000

export interface Returns {
  cases: PayloadBench['returns']
  close(): void
}

/**
 * A page on 127.0.0.1 that a bank may send the payer back to. It takes nothing but the address that it was asked for (and
 * the part behind `#`, which only the page sees), answers the same page to everybody, and does nothing.
 */
export function returnCases(context: Context): Returns {
  const { ports, journal, redactor, publish } = context
  let server: Server | undefined
  let port = 0
  const recent: number[] = []
  /** A visit with an empty query, until its page has told or had the time to. */
  let bare: { target: string; cancel: () => void } | undefined

  const state = (): ReturnListener =>
    server === undefined ? { open: false, url: '' } : { open: true, url: addressOf(port) }

  const flooded = (): boolean => {
    const now = ports.clock.now()
    while (recent[0] !== undefined && now - recent[0] > 60_000) recent.shift()
    if (recent.length >= mostPerMinute) return true
    recent.push(now)
    return false
  }

  const note = (method: string, target: string, fragment: string): void => {
    if (flooded()) return
    const url = new URL(target, addressOf(port))
    // Redacted while it is whole: what is read of it is cut.
    const { parameters, ids, findings } = readReturn(
      redactor.text(url.search),
      redactor.text(fragment),
    )
    const payment = ids.map((id) => journal.payments.find(id)).find((found) => found !== undefined)
    const named = payment !== undefined
    const unknown = ids.length > 0 && !named
    const visit: ReturnVisit = {
      id: ports.random.uuid(),
      at: isoTime(ports.clock.now()),
      method,
      target: redactor.text(`${url.pathname}${queryOf(parameters)}`),
      parameters,
      ...(named && { localId: payment.localId }),
      findings: [
        ...findings,
        ...(unknown ? [{ code: 'unknown-payment', message: m.return_unknown_payment() }] : []),
      ],
    }
    context.write(() => journal.returns.insert(visit))
    publish('return', visit)
  }

  const settleBare = (): void => {
    if (bare === undefined) return
    const { target, cancel } = bare
    cancel()
    bare = undefined
    note('GET', target, '')
  }

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    try {
      reply(request, response)
    } catch {
      // An address that cannot be read (`//`, `%` without digits) is nobody's way back.
      response.writeHead(400).end()
    }
  }

  const reply = (request: IncomingMessage, response: ServerResponse): void => {
    const target = (request.url ?? '/').slice(0, longestTarget)
    const host = request.headers.host ?? ''
    const here = host === `127.0.0.1:${port}` || host === `localhost:${port}`
    const { pathname, search } = new URL(target, addressOf(port))
    request.resume()
    if (!here || request.method !== 'GET' || !pathname.startsWith(path)) {
      response.writeHead(here && request.method === 'GET' ? 404 : 405).end()
      return
    }
    if (pathname === `${path}/fragment`) {
      const fragment = decodeURIComponent(search.slice(1))
      bare?.cancel()
      bare = undefined
      note('GET', path, fragment)
      response.writeHead(204).end()
      return
    }
    // With a fragment the page comes back and tells; without one this is all there is.
    settleBare()
    if (search === '') {
      bare = { target, cancel: ports.clock.after(fragmentMs, settleBare) }
    } else note('GET', target, '')
    response.writeHead(200, pageHeaders)
    response.end(page())
  }

  /** On the port of before; on another where somebody else has taken that meanwhile. */
  const listen = async (wanted = port): Promise<void> => {
    const made = createServer({ maxHeaderSize: 16_384 }, answer)
    made.unref()
    try {
      await new Promise<void>((resolve, reject) => {
        made.once('error', reject)
        made.listen(wanted, '127.0.0.1', resolve)
      })
    } catch (thrown) {
      if (wanted === 0) throw thrown
      return listen(0)
    }
    port = (made.address() as AddressInfo).port
    server = made
  }

  const stop = (): void => {
    settleBare()
    server?.close()
    server?.closeAllConnections()
    server = undefined
  }

  return {
    close: stop,
    cases: {
      state,
      async open() {
        if (server !== undefined) return state()
        try {
          await listen()
        } catch (thrown) {
          const reason = (thrown as NodeJS.ErrnoException).code ?? String(thrown)
          throw new KlaviError('invalid-input', { detail: m.return_no_port({ reason }) }, thrown)
        }
        return state()
      },
      async close() {
        stop()
        return state()
      },
      visits: () => journal.returns.list(mostVisits),
    },
  }
}

const addressOf = (port: number): string => `http://127.0.0.1:${port}${path}`

const queryOf = (parameters: readonly (readonly [string, string])[]): string =>
  parameters.length === 0
    ? ''
    : `?${parameters.map(([name, value]) => `${name}=${value}`).join('&')}`

const script = `if (location.hash.length > 1) {
  fetch('${path}/fragment?' + encodeURIComponent(location.hash.slice(1)))
  history.replaceState(null, '', location.pathname)
}`

const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; script-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  Connection: 'close',
}

const page = (): string => `<!doctype html>
<meta charset="utf-8">
<title>Klavi Tester</title>
<p>${m.return_page()}</p>
<script>${script}</script>
`
