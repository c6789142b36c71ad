import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { PassThrough, Transform } from 'node:stream'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { largestInMemory } from '../../../../core/klavi/http/wire.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'
import { rawServer, reply, type RawServer } from '../../../support/wire/raw-server.ts'
import { serverCertificates } from '../../../support/wire/server-certificates.ts'
import { faultOf, get, limits, post, testWire } from '../../../support/wire/test-wire.ts'

/** Answers every request on every connection with the same bytes. */
const answering = (...parts: (string | Buffer)[]): Promise<RawServer> =>
  rawServer(async ({ socket, request }) => {
    for (;;) {
      await request()
      for (const part of parts) socket.write(part)
    }
  })

const at = ({ port }: RawServer): string => `http://127.0.0.1:${port}/x`
const encoded = (encoding: string, body: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(
      `HTTP/1.1 200 OK\r\ncontent-encoding: ${encoding}\r\ncontent-length: ${body.length}\r\n\r\n`,
    ),
    body,
  ])

describe('a body', () => {
  it.each([
    ['a byte order mark', Buffer.from('\uFEFF{"a":1}')],
    ['latin-1', Buffer.from('{"name":"João"}', 'latin1')],
    ['every byte there is', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
    ['nothing', Buffer.alloc(0)],
  ])('of %s is handed through untouched', async (_what, body) => {
    const head = `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${body.length}\r\n\r\n`
    const found = await testWire().exchange({ ...get, url: at(await answering(head, body)) })
    expect(found.body.equals(body)).toBe(true)
    expect(found).toMatchObject({ bytes: body.length, wireBytes: body.length })
    expect(found).not.toHaveProperty('bodyFile')
  })

  const text = Buffer.from(JSON.stringify({ data: 'ção '.repeat(500) }))
  it.each<[string, Buffer]>([
    ['gzip', gzipSync(text)],
    ['X-GZIP', gzipSync(text)],
    ['br', brotliCompressSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['deflate, gzip', gzipSync(deflateSync(text))],
    ['identity', text],
  ])('encoded as %s is decoded, and both sizes are told', async (encoding, body) => {
    const found = await testWire().exchange({
      ...get,
      url: at(await answering(encoded(encoding, body))),
    })
    expect(found.body.equals(text)).toBe(true)
    expect(found).toMatchObject({ bytes: text.length, wireBytes: body.length })
    expect(found.headers).toContainEqual(['content-encoding', encoding])
  })

  it('in an encoding that nobody asked for stays as it came', async () => {
    const server = await answering(encoded('zstd', Buffer.from('as it came')))
    const found = await testWire().exchange({ ...get, url: at(server) })
    expect(found.body.toString()).toBe('as it came')
    expect(server.received()).toContain('accept-encoding: gzip, deflate, br\r\n')
  })

  it('that is not there may be called encoded', async () => {
    const server = await answering('HTTP/1.1 204 No Content\r\ncontent-encoding: gzip\r\n\r\n')
    const found = await testWire().exchange({ ...get, url: at(server) })
    expect(found).toMatchObject({ status: 204, bytes: 0 })
  })
})

describe('a large body', () => {
  const size = 40 * 1024 * 1024
  const part = Buffer.alloc(1024 * 1024, 'abcdefg\n')
  const streaming = (): Promise<RawServer> =>
    rawServer(async ({ socket, request }) => {
      await request()
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${size}\r\n\r\n`)
      for (let sent = 0; sent < size; sent += part.length) {
        if (!socket.write(part)) await new Promise((more) => socket.once('drain', more))
      }
    })

  it('goes to a file of its own, with its digest', async () => {
    const bodyFolder = temporaryFolder()
    const found = await testWire().exchange({ ...get, url: at(await streaming()), bodyFolder })
    expect(found).toMatchObject({ bytes: size, wireBytes: size })
    expect(found.body).toHaveLength(0)
    const file = String(found.bodyFile)
    expect(statSync(file)).toMatchObject({ size })
    expect(statSync(file).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600)
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex')
    expect(found.sha256).toBe(sha256)
  })

  it('does not stay in memory', async () => {
    setFlagsFromString('--expose-gc')
    const collectGarbage = runInNewContext('gc') as () => void
    const held = (): number => {
      collectGarbage()
      return process.memoryUsage().arrayBuffers
    }
    const before = held()
    let most = 0
    let passed = 0
    const bodyFilter = (): Transform =>
      new Transform({
        transform(chunk: Buffer, _encoding, done) {
          passed += chunk.length
          if (passed % (4 * 1024 * 1024) < chunk.length) most = Math.max(most, held() - before)
          done(null, chunk)
        },
      })
    const url = at(await streaming())
    await testWire().exchange({ ...get, url, bodyFolder: temporaryFolder(), bodyFilter })
    expect(passed).toBe(size)
    // What is under way in the buffers of both ends, never the body.
    expect(most).toBeLessThan(size / 2)
  })

  it('passes the filter on its way to the file', async () => {
    const bodyFilter = (): Transform =>
      new Transform({
        transform(chunk: Buffer, _encoding, done) {
          done(null, chunk.toString('latin1').replaceAll('x', '.'))
        },
      })
    const body = 'x'.repeat(largestInMemory + 1)
    const server = await answering(encoded('gzip', gzipSync(body)))
    const bodyFolder = temporaryFolder()
    const found = await testWire().exchange({ ...get, url: at(server), bodyFolder, bodyFilter })
    expect(readFileSync(String(found.bodyFile), 'latin1')).toBe('.'.repeat(body.length))
    expect(found.sha256).toBe(createHash('sha256').update(body).digest('hex'))
  })

  it('is kept in memory up to 1 MB, or where no folder is given', async () => {
    const small = await answering(reply('x'.repeat(largestInMemory)))
    const large = await answering(reply('x'.repeat(largestInMemory + 1)))
    const bodyFolder = temporaryFolder()
    const wire = testWire()
    expect((await wire.exchange({ ...get, url: at(small), bodyFolder })).body).toHaveLength(
      largestInMemory,
    )
    expect((await wire.exchange({ ...get, url: at(large) })).body).toHaveLength(largestInMemory + 1)
    expect(readdirSync(bodyFolder)).toEqual([])
  })

  it.each<[how: string, code: string, head: string, largest: number]>([
    ['cut', 'reset', `content-length: ${size}`, size],
    ['too large', 'too-large', 'connection: close', 2_000_000],
  ])('leaves no file behind where it is %s', async (_how, code, head, largest) => {
    const bodyFolder = temporaryFolder()
    const server = await rawServer(async ({ socket, request }) => {
      await request()
      socket.end(`HTTP/1.1 200 OK\r\n${head}\r\n\r\n${'x'.repeat(3_000_000)}`)
    })
    const request = { ...get, url: at(server), bodyFolder, largestBody: largest }
    expect((await faultOf(testWire().exchange(request))).code).toBe(code)
    expect(readdirSync(bodyFolder)).toEqual([])
  })

  it('whose file cannot be written is a fault of the program, with the outcome unknown', async () => {
    const server = await answering(reply('x'.repeat(largestInMemory + 1)))
    const request = { ...get, url: at(server), bodyFolder: `${temporaryFolder()}/not-there` }
    expect(await faultOf(testWire().exchange(request))).toMatchObject({
      code: 'internal',
      mayHaveArrived: true,
    })
  })
})

it.each([301, 302, 303, 307, 308])(
  'a redirect (%i) is a reply, and is not followed',
  async (status) => {
    const other = await answering(reply('caught'))
    const server = await answering(reply('', `HTTP/1.1 ${status} Moved\r\nlocation: ${at(other)}`))
    const found = await testWire().exchange({ ...post, url: at(server) })
    expect(found.status).toBe(status)
    expect(found.headers).toContainEqual(['location', at(other)])
    expect(other.connections()).toBe(0)
  },
)

it.each([200, 201, 400, 401, 404, 416, 429, 500, 503])('%i is a reply, once', async (status) => {
  const server = await answering(reply('{}', `HTTP/1.1 ${status} X\r\nRetry-After: 1`))
  const found = await testWire().exchange({ ...get, url: at(server) })
  expect(found).toMatchObject({ status, reused: false })
  expect(found.headers[0]).toEqual(['Retry-After', '1'])
  expect(server.received().match(/GET \/x/g)).toHaveLength(1)
})

it('tells every header that really left', async () => {
  const server = await answering(reply('{}'))
  const { sentHeaders = [] } = await testWire().exchange({ ...post, url: at(server) })
  const lines = server.received().split('\r\n').slice(1, -2)
  expect(sentHeaders.map(([name, value]) => `${name}: ${value}`)).toEqual(lines)
  expect(sentHeaders.map(([name]) => name.toLowerCase())).toEqual(
    expect.arrayContaining(['host', 'content-length', 'accept-encoding', 'connection']),
  )
})

it('tells what was seen of an exchange that failed half-way', async () => {
  const server = await answering('HTTP/1.1 201 Created\r\nx-id: 7\r\ncontent-length: 9\r\n\r\n{')
  const timeouts = limits({ total: 150 })
  const { seen } = await faultOf(testWire().exchange({ ...post, url: at(server), timeouts }))
  expect(seen).toMatchObject({ status: 201, reused: false, remoteAddress: at(server).slice(7, -2) })
  expect(seen.headers).toContainEqual(['x-id', '7'])
  expect(seen.timings?.firstByte).toBeGreaterThanOrEqual(0)
  expect(seen.sentHeaders).toContainEqual(['content-type', 'application/json'])
})

describe('over TLS', () => {
  const secure = async (): Promise<{ url: string; ca: string[]; server: RawServer }> => {
    const { good, ca } = await serverCertificates()
    const server = await rawServer(
      async ({ socket, request }) => {
        for (;;) {
          await request()
          socket.write(reply('{}'))
        }
      },
      { ...good, cert: `${good.cert}\n${ca}` },
    )
    return { url: `https://localhost:${server.port}/x`, ca: [ca], server }
  }

  it('the record says protocol, cipher, chain, address and every phase', async () => {
    const { url, ca } = await secure()
    const { tls, timings, remoteAddress, reused } = await testWire().exchange({ ...get, url, ca })
    expect(tls).toMatchObject({ subject: 'Klavi simulator', issuer: 'Klavi simulator CA' })
    expect(tls?.protocol).toBe('TLSv1.3')
    expect(tls?.cipher).toMatch(/^TLS_/)
    expect(tls?.trust).toEqual(['built-in', 'own'])
    expect(tls?.chain?.map(({ subject, issuer }) => [subject, issuer])).toEqual([
      ['CN=Klavi simulator', 'CN=Klavi simulator CA'],
      ['CN=Klavi simulator CA', 'CN=Klavi simulator CA'],
    ])
    for (const { sha256, validFrom, validTo } of tls?.chain ?? []) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/)
      expect(new Date(validFrom).toISOString()).toBe(validFrom)
      expect(validTo > validFrom).toBe(true)
    }
    expect(remoteAddress).toBe(`127.0.0.1:${new URL(url).port}`)
    expect(reused).toBe(false)
    for (const phase of ['dns', 'tcp', 'tls', 'firstByte', 'download', 'total'] as const) {
      expect(timings[phase], phase).toBeGreaterThanOrEqual(0)
    }
  })

  it('a second call takes the same connection, says so and has no phases of a new one', async () => {
    const { url, ca, server } = await secure()
    const wire = testWire()
    await wire.exchange({ ...get, url, ca })
    const second = await wire.exchange({ ...post, url, ca })
    expect(second.reused).toBe(true)
    expect(second.tls?.chain).toHaveLength(2)
    expect(Object.keys(second.timings).sort()).toEqual(['download', 'firstByte', 'total'])
    expect(server.connections()).toBe(1)
  })
})

it('a filter that fails is told, and ends nothing else', async () => {
  const server = await answering(reply('x'.repeat(largestInMemory + 1)))
  const bodyFilter = (): PassThrough =>
    new PassThrough({ transform: (_chunk, _encoding, done) => done(new Error('broken filter')) })
  const request = { ...get, url: at(server), bodyFolder: temporaryFolder(), bodyFilter }
  const { code, details } = await faultOf(testWire().exchange(request))
  expect({ code, details }).toEqual({ code: 'internal', details: { detail: 'broken filter' } })
})
