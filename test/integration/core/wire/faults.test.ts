import { once } from 'node:events'
import { createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { explainError } from '../../../../messages/error-table.ts'
import type { ErrorCode } from '../../../../core/failure.ts'
import type { WireRequest, WireTimeouts } from '../../../../core/klavi/http/wire.ts'
import { blockedPort } from '../../../support/wire/blocked-port.ts'
import {
  clientPassphrase,
  clientPfx,
  oldClientPfx,
} from '../../../support/wire/client-certificates.ts'
import { connectProxy } from '../../../support/wire/connect-proxy.ts'
import { rawServer, reply, type RawConnection } from '../../../support/wire/raw-server.ts'
import { serverCertificates } from '../../../support/wire/server-certificates.ts'
import { socksProxy } from '../../../support/wire/socks-proxy.ts'
import { faultOf, limits, post, testWire } from '../../../support/wire/test-wire.ts'

type Changes = Partial<WireRequest> & { url: string }
type Set = () => Promise<Changes>
type Row = [
  fault: string,
  code: ErrorCode,
  mayHaveArrived: boolean,
  set: Set,
  details?: Record<string, unknown>,
]

const short = (phase: keyof WireTimeouts): { timeouts: WireTimeouts } => ({
  timeouts: limits({ [phase]: 150 }),
})

/** A plain server that reads the whole request, then does what the test says. */
const afterReading =
  (serve: (connection: RawConnection) => unknown, changes: Partial<WireRequest> = {}): Set =>
  async () => {
    const { port } = await rawServer(async (connection) => {
      await connection.request()
      return serve(connection)
    })
    return { url: `http://127.0.0.1:${port}/x`, ...changes }
  }

const answering = (text: string | Buffer, changes: Partial<WireRequest> = {}): Set =>
  afterReading(({ socket }) => socket.write(text), changes)

/** A TLS server with one of the certificates; its CA is trusted. */
const presenting =
  (
    name: 'good' | 'expired' | 'self-signed' | 'wrong-host',
    changes: Partial<WireRequest> = {},
  ): Set =>
  async () => {
    const certificates = await serverCertificates()
    const { port } = await rawServer(async ({ socket, request }) => {
      await request()
      socket.end(reply('{}'))
    }, certificates[name])
    return { url: `https://127.0.0.1:${port}/x`, ca: [certificates.ca], ...changes }
  }

const target = 'https://klavi.invalid:8443/x'

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  await new Promise((closed) => server.close(closed))
  return port
}

const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024))
const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'
const gzipHead = (length: number): string =>
  `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${length}\r\n\r\n`

const beforeARequest: Row[] = [
  [
    'a name that nobody has',
    'dns',
    false,
    async () => ({ url: 'https://klavi.invalid/x' }),
    { host: 'klavi.invalid' },
  ],
  [
    'a closed port',
    'connect',
    false,
    async () => ({ url: `https://127.0.0.1:${await closedPort()}/x` }),
  ],
  ['a certificate of an unknown authority', 'tls', false, presenting('good', { ca: [] })],
  ['an expired certificate', 'tls', false, presenting('expired')],
  ['a certificate for another host', 'tls', false, presenting('wrong-host')],
  ['a self-signed certificate', 'tls', false, presenting('self-signed')],
  [
    'plain HTTP where TLS was expected',
    'tls',
    false,
    async () => {
      const { port } = await rawServer(({ socket }) => socket.end('HTTP/1.1 400 No\r\n\r\n'))
      return { url: `https://127.0.0.1:${port}/x` }
    },
  ],
  [
    'a connection closed in the handshake',
    'tls',
    false,
    async () => {
      const { port } = await rawServer(({ socket }) => socket.once('data', () => socket.end()))
      return { url: `https://127.0.0.1:${port}/x` }
    },
  ],
  [
    'a connection reset in the handshake',
    'tls',
    false,
    async () => {
      const { port } = await rawServer(({ socket }) =>
        socket.once('data', () => socket.resetAndDestroy()),
      )
      return { url: `https://127.0.0.1:${port}/x` }
    },
    { reason: 'the connection was closed in the handshake' },
  ],
  [
    'a handshake that hangs',
    'timeout',
    false,
    async () => {
      const { port } = await rawServer(() => {})
      return { url: `https://127.0.0.1:${port}/x`, ...short('tls') }
    },
    { phase: 'tls' },
  ],
  [
    'an old PFX',
    'client-certificate',
    false,
    presenting('good', {
      clientCertificate: { file: 'old.pfx', pfx: oldClientPfx, passphrase: clientPassphrase },
    }),
    { name: 'old.pfx', problem: 'old-algorithms' },
  ],
  [
    'a PFX with a wrong passphrase',
    'client-certificate',
    false,
    presenting('good', {
      clientCertificate: { file: 'new.pfx', pfx: clientPfx, passphrase: 'wrong-secret' },
    }),
    { problem: 'passphrase' },
  ],
]

const proxies: Row[] = [
  [
    'a dead proxy',
    'proxy',
    false,
    async () => ({ url: target, proxy: `http://u:p4ss@127.0.0.1:${await closedPort()}` }),
    { reason: 'ECONNREFUSED' },
  ],
  [
    'a proxy whose name nobody has',
    'proxy',
    false,
    async () => ({ url: target, proxy: 'http://u:p4ss@proxy.invalid:1' }),
  ],
  [
    'an address that is none',
    'proxy',
    false,
    async () => ({ url: target, proxy: 'ftp://u:p4ss@h' }),
  ],
  [
    'a proxy that wants a password',
    'proxy-auth',
    false,
    async () => {
      const { port } = await connectProxy({ credentials: 'u:other' })
      return { url: target, proxy: `http://u:p4ss@127.0.0.1:${port}` }
    },
  ],
  [
    'a proxy that cannot reach the host',
    'proxy',
    false,
    async () => {
      const { port } = await connectProxy({ names: { 'klavi.invalid': '127.0.0.1' } })
      return {
        url: `https://klavi.invalid:${await closedPort()}/x`,
        proxy: `http://127.0.0.1:${port}`,
      }
    },
    { reason: 'HTTP 502' },
  ],
  [
    'a proxy that speaks no HTTP',
    'proxy',
    false,
    async () => {
      const { port } = await connectProxy({ instead: 'SSH-2.0-OpenSSH\r\n' })
      return { url: target, proxy: `http://127.0.0.1:${port}` }
    },
    { reason: 'the answer is not HTTP' },
  ],
  [
    'a proxy behind TLS that is not trusted',
    'proxy',
    false,
    async () => {
      const { port } = await connectProxy({ tls: (await serverCertificates()).good })
      return { url: target, proxy: `https://localhost:${port}` }
    },
  ],
  [
    'a proxy that accepts and never answers',
    'timeout',
    false,
    async () => {
      const { port } = await connectProxy({ instead: 'silence' })
      return { url: target, proxy: `http://u:p4ss@127.0.0.1:${port}`, ...short('connect') }
    },
    { phase: 'proxy' },
  ],
  [
    'a SOCKS proxy that accepts and never answers',
    'timeout',
    false,
    async () => {
      const { port } = await rawServer(() => {})
      return { url: target, proxy: `socks5h://127.0.0.1:${port}`, ...short('connect') }
    },
    { phase: 'proxy' },
  ],
  [
    'a SOCKS proxy that refuses',
    'proxy',
    false,
    async () => {
      const { port } = await socksProxy({ refuse: 2 })
      return { url: target, proxy: `socks5h://127.0.0.1:${port}` }
    },
    { reason: 'Socks5 proxy rejected connection - NotAllowed' },
  ],
  [
    'a SOCKS proxy that wants another password',
    'proxy-auth',
    false,
    async () => {
      const { port } = await socksProxy({ credentials: 'u:other' })
      return { url: target, proxy: `socks5h://u:p4ss@127.0.0.1:${port}` }
    },
  ],
  [
    'a dead SOCKS proxy',
    'proxy',
    false,
    async () => ({ url: target, proxy: `socks5h://u:p4ss@127.0.0.1:${await closedPort()}` }),
    { reason: 'ECONNREFUSED' },
  ],
  [
    'a name that nobody has, which a SOCKS proxy leaves to this side',
    'dns',
    false,
    async () => {
      const { port } = await socksProxy()
      return { url: target, proxy: `socks5://127.0.0.1:${port}` }
    },
    { host: 'klavi.invalid:8443' },
  ],
  [
    'a bad certificate behind a proxy',
    'tls',
    false,
    async () => {
      const { port } = await connectProxy()
      return { ...(await presenting('expired')()), proxy: `http://127.0.0.1:${port}` }
    },
  ],
]

const afterARequest: Row[] = [
  [
    'a reset before the request was read',
    'reset',
    true,
    async () => {
      const { good, ca } = await serverCertificates()
      const { port } = await rawServer(({ transport }) => transport.resetAndDestroy(), good)
      return { url: `https://127.0.0.1:${port}/x`, ca: [ca] }
    },
  ],
  [
    'a reset after the request was read',
    'reset',
    true,
    afterReading(({ socket }) => socket.resetAndDestroy()),
  ],
  ['an end without an answer', 'reset', true, afterReading(({ socket }) => socket.end())],
  [
    'an end in the headers',
    'reset',
    true,
    afterReading(({ socket }) => socket.end('HTTP/1.1 200 OK\r\nconte')),
  ],
  [
    'a body shorter than its length',
    'reset',
    true,
    afterReading(({ socket }) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"id":"'),
    ),
  ],
  [
    'a chunked body without its end',
    'reset',
    true,
    afterReading(({ socket }) => socket.end(`${chunked}5\r\n{"id"\r\n`)),
  ],
  [
    'a reply that does not come',
    'timeout',
    true,
    afterReading(() => {}, short('firstByte')),
    { phase: 'first-byte' },
  ],
  [
    'a body that hangs',
    'timeout',
    true,
    answering('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"id":"', short('total')),
    { phase: 'total' },
  ],
  [
    'a body that drips',
    'timeout',
    true,
    afterReading(({ socket }) => {
      socket.write(chunked)
      const timer = setInterval(() => socket.write('1\r\nx\r\n'), 10)
      socket.once('close', () => clearInterval(timer))
    }, short('total')),
    { phase: 'total' },
  ],
  ['an answer that is not HTTP', 'malformed-http', true, answering('220 mail.example ESMTP\r\n')],
  ['a chunk whose size is no number', 'malformed-http', true, answering(`${chunked}zz\r\n`)],
  [
    'two lengths that differ',
    'malformed-http',
    true,
    answering('HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxy'),
  ],
  [
    'headers without end',
    'malformed-http',
    true,
    answering(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}`),
  ],
  [
    'gzip that is none',
    'malformed-http',
    true,
    answering(`${gzipHead(5)}hello`),
    { reason: 'gzip: incorrect header check' },
  ],
  [
    'gzip that is cut',
    'malformed-http',
    true,
    answering(Buffer.concat([Buffer.from(gzipHead(1000)), bomb.subarray(0, 1000)])),
    { reason: 'gzip: unexpected end of file' },
  ],
  [
    'a length above the limit',
    'too-large',
    true,
    answering('HTTP/1.1 200 OK\r\ncontent-length: 67108865\r\n\r\n'),
    { limit: 64 },
  ],
  [
    'a body above the limit',
    'too-large',
    true,
    answering(`${chunked}200\r\n${'x'.repeat(512)}\r\n`, { largestBody: 511 }),
  ],
  [
    'a gzip bomb',
    'too-large',
    true,
    answering(Buffer.concat([Buffer.from(gzipHead(bomb.length)), bomb]), {
      largestBody: 1024 * 1024,
    }),
    { limit: 1 },
  ],
]

describe.each([
  ['before a request can leave', beforeARequest],
  ['at a proxy', proxies],
  ['once a request has left', afterARequest],
])('%s', (_where, rows) => {
  it.each(rows)(
    '%s is %s (may have arrived: %s)',
    async (_fault, code, mayHaveArrived, set, details) => {
      const fault = await faultOf(testWire().exchange({ ...post, ...(await set()) }))
      expect([fault.code, fault.mayHaveArrived]).toEqual([code, mayHaveArrived])
      expect(fault.details).toMatchObject(details ?? {})
      const { message, hint } = explainError(code, fault.details as Record<string, string>)
      for (const secret of ['p4ss', 'secret', clientPassphrase]) {
        expect(JSON.stringify([message, hint, fault.details, fault.seen])).not.toContain(secret)
        expect(String((fault.cause as Error | undefined)?.stack)).not.toContain(secret)
      }
      expect(message).not.toMatch(/undefined|[{}]/)
    },
  )
})

it('a port that does not answer is a limit of the connect phase', async (context) => {
  const port = await blockedPort()
  if (port === undefined) return context.skip()
  const request = { ...post, url: `https://127.0.0.1:${port}/x`, ...short('connect') }
  const { code, details, mayHaveArrived } = await faultOf(testWire().exchange(request))
  expect({ code, details, mayHaveArrived }).toEqual({
    code: 'timeout',
    details: { host: `127.0.0.1:${port}`, phase: 'connect' },
    mayHaveArrived: false,
  })
})

it('the hint about an old PFX names the command that makes a new one', () => {
  const values = { name: 'old.pfx', reason: 'r', problem: 'old-algorithms' }
  expect(explainError('client-certificate', values).hint).toContain(
    'openssl pkcs12 -legacy -in old.pfx -aes256 -out client-certificate.pem',
  )
  const other = { ...values, problem: 'passphrase' }
  expect(explainError('client-certificate', other).hint).not.toContain('openssl')
})
