import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RECIPES } from '../../../simulator/index.ts'
import { API, call, g1Payment, type CallOptions, type Reply } from '../simulator/harness.ts'
import { expectShapes } from './ndjson-shape.ts'
import { makePlace, type Place } from './place.ts'
import { otherNode, runCli, startCli, type CliOptions, type CliRun } from './run-cli.ts'

let place: Place
let running: CliRun[]
beforeEach(() => {
  place = makePlace()
  running = []
})
afterEach(async () => {
  for (const run of running) run.child.kill('SIGKILL')
  await Promise.all(running.map((run) => run.ended))
  place.remove()
})

interface Address {
  url: string
  ca?: string
  accessKey: string
  secretKey: string
  dialect: string
}

interface Simulation {
  run: CliRun
  address: Address
  /** A request of a program that knows nothing but the first line. */
  request(path: string, options?: CallOptions): Promise<Reply>
  api(path: string, options?: CallOptions): Promise<Reply>
  /** Ctrl-C, and the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | string>
}

async function simulate(args: string[] = [], options: CliOptions = {}): Promise<Simulation> {
  const run = startCli(['simulate', ...args], options)
  running.push(run)
  await run.until('\n')
  const address = JSON.parse(run.stdout().split('\n')[0] ?? '') as Address
  const ca = address.ca === undefined ? undefined : readFileSync(address.ca, 'utf8')
  const request = (path: string, given?: CallOptions): Promise<Reply> =>
    call(address.url, ca, path, given)
  return {
    run,
    address,
    request,
    async api(path, given = {}) {
      const { accessKey, secretKey } = address
      const auth = await request(`${API}/auth`, { body: { accessKey, secretKey } })
      const authorization = `Bearer ${auth.json.accessToken}`
      return request(API + path, { ...given, headers: { authorization } })
    },
    async stop(signal = 'SIGINT') {
      run.child.kill(signal)
      return run.ended
    },
  }
}

async function completes({ api }: Simulation): Promise<void> {
  const { id } = (await api('/payments', { body: g1Payment() })).json
  let status = ''
  while (status !== 'PAYMENT_COMPLETED') {
    const seen = (await api(`/payments/${id}/status`)).json.status as string
    expect(['CONSENT_REJECTED', 'PAYMENT_REJECTED', 'ERROR']).not.toContain(seen)
    status = seen
  }
}

describe('klavi-tester simulate', () => {
  it('prints where it is, serves who trusts its ca, and ends on Ctrl-C', async () => {
    const simulation = await simulate()
    const { address, run, api, stop } = simulation
    expect(Object.keys(address)).toEqual(['url', 'ca', 'accessKey', 'secretKey', 'dialect'])
    expect(address).toMatchObject({ dialect: 'g1' })
    expect(address.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    await expect(call(address.url, undefined, '/')).rejects.toThrow(/certificate/)
    const { data, cursor } = (await api('/participants')).json
    expect(data.length).toBeGreaterThan(100)
    expect(cursor.afterCursor).toBeNull()
    await completes(simulation)
    expect(await stop()).toBe(130)
    expect(run.stdout().trim().split('\n')).toHaveLength(1)
    expect(run.stderr()).toMatch(/POST {2}201 .*\/payment\/customer\/v1\/payments/)
    for (const secret of [address.secretKey, address.accessKey, 'eyJ']) {
      expect(run.stderr()).not.toContain(secret)
    }
    expect(existsSync(address.ca ?? '')).toBe(false)
  })

  it('writes every request as a line with --json, and nothing for people with --quiet', async () => {
    const { run, api, stop } = await simulate(['--json', '--quiet'])
    expect((await api('/payments/nobody')).status).toBe(404)
    await run.until('"httpStatus":404')
    expect(await stop('SIGTERM')).toBe(130)
    expect(run.stderr()).toBe('')
    const [, ...requests] = run.lines()
    expect(requests).toMatchObject([
      { type: 'request', seq: 1, method: 'POST', route: 'auth', httpStatus: 201 },
      { type: 'request', seq: 2, method: 'GET', route: 'get-payment', httpStatus: 404 },
    ])
    expectShapes(requests)
  })

  it('does as its options say', async () => {
    const args = ['--no-tls', '--dialect', 'g3', '--seed', '7', '--recipe', 'Talkative errors']
    const first = await simulate([...args, '--tls', '--no-tls'])
    expect(first.address).toMatchObject({ dialect: 'g3' })
    expect(first.address.url).toMatch(/^http:/)
    expect(first.address).not.toHaveProperty('ca')
    const reply = await first.api('/instant/payments/nobody')
    expect(reply.json.debug.request.headers.authorization).toContain('Bearer')
    const second = await simulate(['--port', '0', '--seed', '7', '--step-ms', '60000'])
    const third = await simulate(['--seed', '7', '--step-ms', '60000'])
    const ids = []
    for (const { api } of [second, third]) {
      const { id, status } = (await api('/payments', { body: g1Payment() })).json
      expect(status).toBe('ENQUEUED')
      ids.push(id)
    }
    expect(ids[0]).toBe(ids[1])
  })

  it('keeps its state where a profile is named, and only there', async () => {
    const env = { KLAVI_TESTER_PROFILE: place.profile }
    const first = await simulate(['--quiet'], { env })
    const { id } = (await first.api('/payments', { body: g1Payment() })).json
    const basic = Buffer.from(`${first.address.accessKey}:${first.address.secretKey}`)
    const told = await first.request('/__simulator/next-outcome', {
      method: 'PUT',
      headers: { authorization: `Basic ${basic.toString('base64')}` },
      body: { outcome: { kind: 'refused', code: 'VALOR_INVALIDO' } },
    })
    expect(told.status).toBe(200)
    const again = await runCli(['simulate', '--profile', place.profile])
    expect(again).toMatchObject({ code: 4, stdout: '' })
    await first.stop()
    const second = await simulate(['--profile', place.profile])
    expect(second.address).toEqual(first.address)
    expect((await second.api(`/payments/${id}`)).json.externalId).toBe('order-1')
    const refused = await second.api('/payments', { body: g1Payment({ externalId: 'order-2' }) })
    expect(refused).toMatchObject({ status: 422, json: { errorCode: 'VALOR_INVALIDO' } })
    const stranger = await simulate()
    expect(stranger.address.accessKey).not.toBe(first.address.accessKey)
    expect(existsSync(join(place.profile, 'simulator', 'payments.ndjson'))).toBe(true)
  })

  it('says that a port is taken', async () => {
    const stranger = createServer((socket) => socket.destroy())
    await new Promise<void>((bound) => stranger.listen(0, '127.0.0.1', bound))
    const { port } = stranger.address() as AddressInfo
    const result = await runCli(['simulate', '--port', String(port), '--json'])
    expect(result.code).toBe(4)
    expect(result.lines).toMatchObject([{ type: 'error', code: 'simulator-port' }])
    expect(result.stderr).toContain(String(port))
    await new Promise((closed) => stranger.close(closed))
  })

  it.each([
    [['--recipe', 'answr-lost'], 'Did you mean answer-lost?'],
    [['--recipe', 'zzz'], RECIPES.map(({ name }) => name).join(', ')],
    [['--port', '65536'], '65535'],
    [['--step-ms', 'fast'], '600000'],
    [['--dialect', 'g4'], 'g1, g2, g3'],
    [['--seed', '-1'], '2147483647'],
    [['--env', 'sandbox'], '--env'],
    [['--origin', 'http://localhost'], 'simulate'],
    [['--timeout', '3'], 'simulate'],
    [['more'], 'simulate'],
  ])('refuses %j as bad input', async (args, hint) => {
    const result = await runCli(['simulate', ...args])
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain(hint)
  })

  it('lists its recipes in its help', async () => {
    const { stdout } = await runCli(['simulate', '--help'])
    for (const { name } of RECIPES) expect(stdout).toContain(`  ${name} `)
  })

  const other = otherNode()
  it.runIf(other !== undefined)('serves under the machine’s own Node too', async () => {
    const simulation = await simulate(['--quiet'], { node: other ?? '' })
    await completes(simulation)
    expect(await simulation.stop()).toBe(130)
  })
})
