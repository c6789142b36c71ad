import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import type { ClientCertificate } from '../../../../core/klavi/http/wire.ts'
import {
  clientCert,
  clientKey,
  clientPassphrase as passphrase,
  clientPfx,
  encryptedClientKey,
} from '../../../support/wire/client-certificates.ts'
import { rawServer, reply } from '../../../support/wire/raw-server.ts'
import { serverCertificates } from '../../../support/wire/server-certificates.ts'
import { faultOf, get, testWire } from '../../../support/wire/test-wire.ts'
import type { TLSSocket, TlsOptions } from 'node:tls'

const secure = async (options: TlsOptions = {}) => {
  const { good, ca } = await serverCertificates()
  const { port } = await rawServer(
    async ({ socket, request }) => {
      await request()
      const { subject } = (socket as TLSSocket).getPeerCertificate()
      socket.write(reply(String(subject?.CN ?? 'nobody')))
    },
    { ...good, ...options },
  )
  return { url: `https://127.0.0.1:${port}/x`, ca }
}

describe('an authority of its own', () => {
  it('may stand anywhere among several, in one file or more', async () => {
    const { url, ca } = await secure()
    const wire = testWire()
    for (const list of [[ca], [clientCert + ca], [clientCert, `# Mine\n${ca}`]]) {
      expect((await wire.exchange({ ...get, url, ca: list })).status).toBe(200)
    }
    expect((await faultOf(wire.exchange({ ...get, url, ca: [clientCert] }))).code).toBe('tls')
  })

  it('is trusted for the calls that name it only', async () => {
    const { url, ca } = await secure()
    const wire = testWire()
    await wire.exchange({ ...get, url, ca: [ca] })
    expect((await faultOf(wire.exchange({ ...get, url }))).code).toBe('tls')
  })

  it('can be a server’s own certificate', async () => {
    const { 'self-signed': selfSigned } = await serverCertificates()
    const { url } = await secure(selfSigned)
    expect((await testWire().exchange({ ...get, url, ca: [selfSigned.cert] })).status).toBe(200)
  })
})

it('verification cannot be switched off by an environment variable', async () => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
  const { url } = await secure()
  expect((await faultOf(testWire().exchange({ ...get, url }))).code).toBe('tls')
  vi.unstubAllEnvs()
})

it('the authorities of the system come besides, and the record says from where', async () => {
  const { url, ca } = await secure()
  const request = { ...get, url, ca: [ca], systemTrust: true }
  const { tls } = await testWire().exchange(request)
  expect(tls?.trust).toEqual([
    'built-in',
    'own',
    expect.stringMatching(/^(system store|unavailable|\/etc\/.*)$/),
  ])
})

describe('a client certificate', () => {
  it.each<[form: string, certificate: ClientCertificate]>([
    ['PEM', { file: 'c.pem', cert: clientCert, key: clientKey }],
    [
      'PEM with a passphrase',
      { file: 'c.pem', cert: clientCert, key: encryptedClientKey, passphrase },
    ],
    [
      'one PEM file for both',
      { file: 'c.pem', cert: clientCert + clientKey, key: clientCert + clientKey },
    ],
    ['PFX', { file: 'c.pfx', pfx: clientPfx, passphrase }],
  ])('is shown from %s', async (_form, clientCertificate) => {
    const { url, ca } = await secure({ requestCert: true, ca: clientCert })
    const found = await testWire().exchange({ ...get, url, ca: [ca], clientCertificate })
    expect(found.body.toString()).toBe('client')
  })

  it.each<[why: string, problem: string, certificate: ClientCertificate]>([
    [
      'a wrong passphrase',
      'passphrase',
      { file: 'c.pem', cert: clientCert, key: encryptedClientKey, passphrase: 'x' },
    ],
    ['no passphrase', 'passphrase', { file: 'c.pem', cert: clientCert, key: encryptedClientKey }],
    ['no passphrase', 'passphrase', { file: 'c.pfx', pfx: clientPfx }],
    ['no PFX', 'unreadable', { file: 'c.pfx', pfx: Buffer.from('hello') }],
    ['no key', 'unreadable', { file: 'c.pem', cert: clientCert, key: 'hello' }],
  ])('with %s is refused before anything is sent', async (_why, problem, clientCertificate) => {
    const { url, ca } = await secure()
    const fault = await faultOf(testWire().exchange({ ...get, url, ca: [ca], clientCertificate }))
    expect(fault).toMatchObject({ code: 'client-certificate', mayHaveArrived: false })
    expect(fault.details).toMatchObject({ problem, name: clientCertificate.file })
  })

  it('with the key of another is refused', async () => {
    const { url, ca } = await secure()
    const { good } = await serverCertificates()
    const clientCertificate = { file: 'c.pem', cert: clientCert, key: good.key }
    const fault = await faultOf(testWire().exchange({ ...get, url, ca: [ca], clientCertificate }))
    expect(fault.details).toMatchObject({ problem: 'key-mismatch' })
  })

  it('that a server asks for in vain is a fault of TLS', async () => {
    const { url, ca } = await secure({
      requestCert: true,
      rejectUnauthorized: true,
      ca: clientCert,
    })
    const fault = await faultOf(testWire().exchange({ ...get, url, ca: [ca] }))
    expect(fault.code).toBe('tls')
    expect(fault.details['reason']).toMatch(/certificate required/i)
  })
})

it('what only a proxy needs is not loaded without one', async () => {
  const program = `
    const { createGotWire } = await import(process.argv[1])
    const wire = createGotWire()
    await wire.exchange({ method: 'GET', url: 'http://127.0.0.1:1/', headers: {} }).catch(() => {})
    const { createRequire } = await import('node:module')
    console.log(Object.keys(createRequire(process.argv[1]).cache).filter((file) => /hpagent|socks/.test(file)))`
  const wire = new URL('../../../../core/klavi/http/got-wire.ts', import.meta.url)
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program, wire.pathname], {
    env: { ...process.env, NODE_OPTIONS: '--input-type=module --no-warnings' },
  })
  expect(stdout.trim()).toBe('[]')
})
