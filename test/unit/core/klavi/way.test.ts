import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { defaultTimeouts } from '../../../../core/klavi/http/wire.ts'
import { createWays, wayTo, type WaySources } from '../../../../core/klavi/way.ts'
import type { Environment, ExchangeSettings } from '../../../../core/model/environment.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'

const environment = (
  exchange?: ExchangeSettings,
  more: Partial<Environment> = {},
): Environment => ({
  id: 'custom',
  kind: 'custom',
  name: 'Custom',
  origin: 'https://klavi.example.com',
  prefix: '/payment/customer/v1',
  dialect: 'g1',
  ...(exchange && { exchange }),
  ...more,
})
const sources = (more: Partial<WaySources> = {}): WaySources => ({
  defaults: () => ({}),
  secret: async () => undefined,
  systemProxy: async () => 'http://system.example.com:3128',
  ...more,
})
const file = (name: string, text: string): string => {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, text)
  return path
}

describe('the proxy', () => {
  const proxyOf = async (exchange?: ExchangeSettings, more?: Partial<WaySources>) => {
    const { proxy, noProxy } = await wayTo(environment(exchange), sources(more))
    return [proxy, noProxy]
  }

  it('is the system’s unless something is said', async () => {
    expect(await proxyOf()).toEqual(['http://system.example.com:3128', undefined])
    expect(await proxyOf({}, { systemProxy: async () => undefined })).toEqual([
      undefined,
      undefined,
    ])
  })

  it('is the system’s, with the exceptions of whoever chose it', async () => {
    const system = 'http://system.example.com:3128'
    const noProxy = '.example.org'
    expect(await proxyOf({ proxyMode: 'system', noProxy })).toEqual([system, noProxy])
    const defaults = () => ({ proxyMode: 'system', noProxy }) as const
    expect(await proxyOf({}, { defaults })).toEqual([system, noProxy])
  })

  it('is none where none is wanted', async () => {
    expect(await proxyOf({ proxyMode: 'none' })).toEqual([undefined, undefined])
  })

  it('is the environment’s own, with its exceptions', async () => {
    const own: ExchangeSettings = {
      proxyMode: 'url',
      proxyUrl: 'socks5h://gate.example.com:1080',
      noProxy: '.example.org',
    }
    expect(await proxyOf(own)).toEqual(['socks5h://gate.example.com:1080', '.example.org'])
  })

  it('is the default of all environments where the environment says nothing', async () => {
    const defaults = () =>
      ({ proxyMode: 'url', proxyUrl: 'http://all.example.com:1', noProxy: 'x' }) as const
    expect(await proxyOf({}, { defaults })).toEqual(['http://all.example.com:1', 'x'])
    expect(await proxyOf({ proxyMode: 'none' }, { defaults })).toEqual([undefined, undefined])
  })

  it('gets its password from the vault, encoded', async () => {
    const own: ExchangeSettings = { proxyMode: 'url', proxyUrl: 'http://ana@gate.example.com:1' }
    const secret = async () => 'p@ss/word'
    expect(await proxyOf(own, { secret })).toEqual([
      'http://ana:p%40ss%2Fword@gate.example.com:1/',
      undefined,
    ])
  })

  it('is never between this machine and itself, as the system sees it', async () => {
    const here = environment({}, { origin: 'https://127.0.0.1:8443' })
    expect((await wayTo(here, sources())).proxy).toBeUndefined()
    const simulator = environment(
      { proxyMode: 'url', proxyUrl: 'http://x:1' },
      { kind: 'simulator' },
    )
    expect((await wayTo(simulator, sources())).proxy).toBeUndefined()
  })
})

describe('the limits', () => {
  it('are the usual ones, the settings’, and the environment’s, phase by phase', async () => {
    const defaults = () => ({ timeoutsMs: { connect: 1, tls: 2 } })
    const { timeouts } = await wayTo(
      environment({ timeoutsMs: { tls: 3 }, largestBodyBytes: 7 }),
      sources({ defaults }),
    )
    expect(timeouts).toEqual({ ...defaultTimeouts, connect: 1, tls: 3 })
  })

  it('say how large a body may be', async () => {
    expect(await wayTo(environment({ largestBodyBytes: 7 }), sources())).toMatchObject({
      largestBody: 7,
    })
  })
})

describe('trust', () => {
  it('is added by a CA file and by the system’s store', async () => {
    const caFile = file('ca.pem', 'PEM TEXT')
    expect(await wayTo(environment({ caFile, systemTrust: true }), sources())).toMatchObject({
      ca: ['PEM TEXT'],
      systemTrust: true,
    })
  })

  it('that cannot be read stops the call', async () => {
    const missing = environment({ caFile: '/nowhere/ca.pem' })
    await expect(wayTo(missing, sources())).rejects.toMatchObject({ code: 'invalid-input' })
  })
})

describe('the client certificate', () => {
  const certificate = '-----BEGIN CERTIFICATE-----\nAA\n'
  const key = '-----BEGIN PRIVATE KEY-----\nBB\n'
  const lockedKey = '-----BEGIN ENCRYPTED PRIVATE KEY-----\nCC\n'
  const of = async (clientCertificate: { certFile: string; keyFile?: string }) =>
    (await wayTo(environment({ clientCertificate }), sources({ secret: async () => 'open' })))
      .clientCertificate

  it('is two PEM files, or one that holds both', async () => {
    const certFile = file('client.pem', certificate)
    expect(await of({ certFile, keyFile: file('client.key', key) })).toEqual({
      file: 'client.pem',
      cert: certificate,
      key,
    })
    const both = file('both.pem', certificate + key)
    expect(await of({ certFile: both })).toMatchObject({ key: certificate + key })
  })

  it('takes the passphrase from the vault only where the key is locked', async () => {
    const certFile = file('client.pem', certificate)
    const locked = await of({ certFile, keyFile: file('client.key', lockedKey) })
    expect(locked).toMatchObject({ passphrase: 'open' })
  })

  it('is a PFX where it is no PEM', async () => {
    const pfx = await of({ certFile: file('client.p12', '\u0030\u0082binary') })
    expect(pfx).toMatchObject({ file: 'client.p12', passphrase: 'open' })
    expect(pfx).toHaveProperty('pfx')
  })

  it('that is not there is named, without its folder', async () => {
    await expect(of({ certFile: '/secret-folder/client.pem' })).rejects.toMatchObject({
      code: 'client-certificate',
      details: { name: 'client.pem', reason: 'ENOENT' },
    })
  })
})

describe('ways that are known', () => {
  it('are read once a minute for polls, and anew for all else and for changed settings', async () => {
    let now = 0
    const systemProxy = vi.fn(async () => undefined)
    const ways = createWays(sources({ systemProxy }), () => now)
    await ways.to(environment(), 'sure')
    await ways.to(environment(), 'known')
    expect(systemProxy).toHaveBeenCalledTimes(1)
    await ways.to(environment(), 'sure')
    expect(systemProxy).toHaveBeenCalledTimes(2)
    await ways.to(environment({ systemTrust: true }), 'known')
    expect(systemProxy).toHaveBeenCalledTimes(3)
    now = 60_000
    await ways.to(environment({ systemTrust: true }), 'known')
    expect(systemProxy).toHaveBeenCalledTimes(4)
  })
})
