import { describe, expect, it, onTestFinished } from 'vitest'
import { readProxy, type ProxyAddress } from '../../../../core/klavi/http/proxy-address.ts'
import { openTunnel } from '../../../../core/klavi/http/tunnel.ts'
import { connectProxy } from '../../../support/wire/connect-proxy.ts'
import { rawServer, reply, type RawServer } from '../../../support/wire/raw-server.ts'
import { serverCertificates } from '../../../support/wire/server-certificates.ts'
import { socksProxy } from '../../../support/wire/socks-proxy.ts'
import { get, post, testWire } from '../../../support/wire/test-wire.ts'

const target = async (secure = true): Promise<{ server: RawServer; url: string; ca: string[] }> => {
  const { good, ca } = await serverCertificates()
  const server = await rawServer(
    async ({ socket, request }) => {
      for (;;) {
        await request()
        socket.write(reply('{"through":true}'))
      }
    },
    secure ? good : undefined,
  )
  return { server, url: `${secure ? 'https' : 'http'}://127.0.0.1:${server.port}/x`, ca: [ca] }
}

const password = 'p%40ss:word'
const credentials = 'user:p@ss:word'

describe.each([
  ['HTTP', 'http', () => connectProxy()],
  ['HTTP with a password', 'http', () => connectProxy({ credentials })],
  [
    'HTTPS with a password',
    'https',
    async () => connectProxy({ credentials, tls: (await serverCertificates()).good }),
  ],
  ['SOCKS5', 'socks5h', () => socksProxy()],
  ['SOCKS5 with a password', 'socks5', () => socksProxy({ credentials })],
] as const)('a proxy by %s', (name, scheme, open) => {
  it('carries two calls in one tunnel, and the record knows everything but the password', async () => {
    const { server, url, ca } = await target()
    const { port, asked } = await open()
    const user = name.includes('password') ? `user:${password}@` : ''
    const request = { url, ca, proxy: `${scheme}://${user}localhost:${port}` }
    const wire = testWire()
    const first = await wire.exchange({ ...get, ...request })
    const second = await wire.exchange({ ...post, ...request })
    expect(first.body.toString()).toBe('{"through":true}')
    expect([first.reused, second.reused]).toEqual([false, true])
    expect(asked).toEqual([`127.0.0.1:${server.port}`])
    expect(server.connections()).toBe(1)
    expect(first.tls).toMatchObject({ protocol: 'TLSv1.3', subject: 'Klavi simulator' })
    for (const phase of ['tcp', 'tls', 'firstByte'] as const) {
      expect(first.timings[phase], phase).toBeGreaterThanOrEqual(0)
    }
    expect(second.timings).not.toHaveProperty('tls')
    expect(first.proxy).toBe(`${scheme}://localhost:${port}`)
    expect(JSON.stringify([first, second])).not.toMatch(/p%40ss|p@ss/)
    // The server sees nothing of the proxy.
    expect(server.received()).not.toMatch(/proxy/i)
  })
})

it('an address without a scheme is an HTTP proxy', async () => {
  const { url, ca } = await target()
  const { port, asked } = await connectProxy()
  await testWire().exchange({ ...get, url, ca, proxy: `127.0.0.1:${port}` })
  expect(asked).toHaveLength(1)
})

it('plain HTTP goes through a tunnel, too', async () => {
  const { url, server } = await target(false)
  const { port, asked } = await connectProxy()
  const { status } = await testWire().exchange({ ...get, url, proxy: `http://127.0.0.1:${port}` })
  expect(status).toBe(200)
  expect(asked).toEqual([`127.0.0.1:${server.port}`])
})

it.each([
  ['HTTP', 'http', connectProxy],
  ['SOCKS5', 'socks5h', socksProxy],
] as const)('a name that only the %s proxy knows is found by it', async (_name, scheme, open) => {
  const { server } = await target(false)
  const { port, asked } = await open({ names: { 'klavi.invalid': '127.0.0.1' } })
  const url = `http://klavi.invalid:${server.port}/x`
  const proxy = `${scheme}://127.0.0.1:${port}`
  expect((await testWire().exchange({ ...get, url, proxy })).status).toBe(200)
  expect(asked).toEqual([`klavi.invalid:${server.port}`])
})

it.each([
  ['none', {}],
  ['', {}],
  ['a proxy with a list that exempts loopback', { noProxy: '' }],
])('%s is a direct connection', async (proxy, changes) => {
  const { url, ca } = await target()
  const { port, asked } = await connectProxy()
  const address = proxy.startsWith('a proxy') ? `http://127.0.0.1:${port}` : proxy
  const found = await testWire().exchange({ ...get, url, ca, proxy: address, ...changes })
  expect(found).not.toHaveProperty('proxy')
  expect(asked).toEqual([])
})

it('direct calls and those through a proxy share no connection', async () => {
  const { url, ca, server } = await target()
  const { port } = await connectProxy()
  const wire = testWire()
  await wire.exchange({ ...get, url, ca })
  await wire.exchange({ ...get, url, ca, proxy: `http://127.0.0.1:${port}` })
  await wire.exchange({ ...get, url, ca, proxy: `http://u:p@127.0.0.1:${port}` })
  expect(server.connections()).toBe(3)
})

it('the limit for a SOCKS proxy’s answer does not go on to limit the tunnel', async () => {
  const { server } = await target(false)
  const { port } = await socksProxy()
  const proxy = readProxy(`socks5h://127.0.0.1:${port}`) as ProxyAddress
  const socket = await openTunnel(proxy, {
    host: '127.0.0.1',
    port: server.port,
    shown: 'here',
    limit: 25_000,
    signal: new AbortController().signal,
    ca: undefined,
  })
  onTestFinished(() => void socket.destroy())
  expect([socket.timeout, socket.listenerCount('timeout')]).toEqual([0, 0])
})
