import { Agent, request as httpsRequest } from 'node:https'
import { describe, expect, it } from 'vitest'
import type { Fault, FaultRule } from '../../../simulator/index.ts'
import { RECIPES } from '../../../simulator/index.ts'
import type { Client } from './harness.ts'
import { API, g1Payment, handClock, started } from './harness.ts'

async function withFault(fault: Fault, more: Partial<FaultRule> = {}): Promise<Client> {
  const client = await started()
  await client.simulator.control.setFaults([{ route: 'participants', fault, ...more }])
  return client
}

/** The bytes that came before the connection ended, and how it ended. */
async function rawGet(
  client: Client,
  path: string,
): Promise<{ headers?: string[]; text: string; end: string }> {
  const token = await client.token()
  return new Promise((resolve) => {
    const { url, ca } = client.simulator
    const request = httpsRequest(
      url + API + path,
      { ca: ca as string, headers: { authorization: `Bearer ${token}` }, agent: false },
      (response) => {
        let text = ''
        const headers = response.rawHeaders
        response.setEncoding('utf8')
        response.on('data', (part: string) => (text += part))
        response.once('error', (error: NodeJS.ErrnoException) => {
          resolve({ headers, text, end: error.code ?? error.message })
        })
        response.once('end', () => resolve({ headers, text, end: 'end' }))
      },
    )
    request.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ text: '', end: error.code ?? error.message })
    })
    request.end()
  })
}

describe('faults over a real connection', () => {
  it('answers a status with Retry-After, as often as asked', async () => {
    const { api, simulator } = await withFault(
      { kind: 'status', httpStatus: 429, retryAfterS: 7 },
      { count: 2, skip: 1 },
    )
    const seen = []
    for (let i = 0; i < 4; i += 1) seen.push(await api('/participants'))
    expect(seen.map((reply) => reply.status)).toEqual([200, 429, 429, 200])
    expect(seen[1]?.headers['retry-after']).toBe('7')
    expect(seen[1]?.json.errorCode).toBe('TOO_MANY_REQUESTS')
    const { faults } = await simulator.control.state()
    expect(faults[0]).toMatchObject({ matched: 3, fired: 2, spent: true })
  })

  it('answers an HTML page, an OFB error and nothing at all', async () => {
    const html = await withFault({ kind: 'status', httpStatus: 502, body: 'html' })
    const page = await html.api('/participants')
    expect([page.status, page.headers['content-type']]).toEqual([502, 'text/html'])
    expect(page.text).toContain('<h1>502')
    const ofb = await withFault({ kind: 'status', httpStatus: 422, body: 'ofb' })
    expect((await ofb.api('/participants')).json.errors[0].code).toBe('UNPROCESSABLE_ENTITY')
    const empty = await withFault({ kind: 'status', httpStatus: 500, body: 'empty' })
    expect((await empty.api('/participants')).text).toBe('')
  })

  it('cuts the connection before and after the work was done', async () => {
    const client = await started()
    const { control } = client.simulator
    await control.setFaults([
      { route: 'create-payment', count: 1, fault: { kind: 'reset', when: 'before-processing' } },
      {
        route: 'create-payment',
        skip: 0,
        count: 1,
        fault: { kind: 'reset', when: 'after-processing' },
      },
    ])
    await expect(client.api('/payments', { body: g1Payment() })).rejects.toThrow()
    expect(await control.listPayments()).toEqual([])
    await control.setRecipe('answer-lost')
    await expect(client.api('/payments', { body: g1Payment() })).rejects.toMatchObject({
      code: 'ECONNRESET',
    })
    expect((await control.listPayments()).map((it) => it.externalId)).toEqual(['order-1'])
    expect((await client.api('/payments', { body: g1Payment() })).status).toBe(409)
  })

  it('cuts a body in the middle', async () => {
    const client = await withFault({ kind: 'reset', when: 'mid-body' })
    const { text, end } = await rawGet(client, '/participants')
    expect(end).toBe('ECONNRESET')
    expect(() => JSON.parse(text)).toThrow()
  })

  it.each(['before-headers', 'mid-body'] as const)(
    'hangs %s until the client leaves',
    async (where) => {
      const client = await withFault({ kind: 'hang', where })
      const token = await client.token()
      const { url, ca } = client.simulator
      let gone: () => void = () => {}
      const logged = new Promise<string | undefined>((resolve) => {
        client.simulator.subscribe((line) => resolve(line.fault))
      })
      const began = new Promise<void>((resolve) => (gone = resolve))
      const request = httpsRequest(
        `${url}${API}/participants`,
        { ca: ca as string, headers: { authorization: `Bearer ${token}` }, agent: false },
        (response) => {
          response.once('error', () => {})
          response.once('data', gone)
        },
      )
      request.once('error', () => {})
      request.end()
      if (where === 'mid-body') await began
      else {
        await new Promise<void>((resolve) => {
          const look = async (): Promise<void> => {
            const { faults } = await client.simulator.control.state()
            if (faults[0]?.fired === 1) resolve()
            else setImmediate(() => void look())
          }
          void look()
        })
      }
      request.destroy()
      expect(await logged).toBe('hang')
    },
  )

  it('spoils bodies and headers', async () => {
    const truncated = await withFault({ kind: 'truncated-json' })
    const short = await truncated.api('/participants')
    expect([short.status, short.json]).toEqual([200, null])
    expect(Number(short.headers['content-length'])).toBe(Buffer.byteLength(short.text))
    const invalid = await withFault({ kind: 'invalid-json' })
    expect((await invalid.api('/participants')).text).toMatch(/^\{'data'/)
    const bom = await withFault({ kind: 'bom' })
    expect((await rawGet(bom, '/participants')).text.charCodeAt(0)).toBe(0xfeff)
    const type = await withFault({ kind: 'content-type', value: 'text/plain' })
    expect((await type.api('/participants')).headers['content-type']).toBe('text/plain')
    const huge = await withFault({ kind: 'huge-body', bytes: 3_000_000 })
    expect((await huge.api('/participants')).text.length).toBeGreaterThan(2_900_000)
    const twice = await withFault({ kind: 'duplicate-headers' })
    const { headers = [] } = await rawGet(twice, '/participants')
    const names = headers.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase())
    expect(names.filter((name) => name === 'content-type').length).toBe(2)
  })

  it('drips and throttles whole answers', async () => {
    const drip = await withFault({ kind: 'slow-drip', bytes: 4000, everyMs: 1 })
    expect((await drip.api('/participants')).json.data.length).toBe(120)
    const throttled = await withFault({ kind: 'bandwidth', bytesPerSecond: 400_000 })
    expect((await throttled.api('/participants')).json.data.length).toBe(120)
    const late = await withFault({ kind: 'latency', ms: 5, jitterMs: 5 })
    expect((await late.api('/participants')).status).toBe(200)
  })

  it('sends elsewhere', async () => {
    const { api } = await withFault({
      kind: 'redirect',
      location: 'https://evil.invalid/',
      httpStatus: 302,
    })
    const reply = await api('/participants')
    expect([reply.status, reply.headers.location]).toEqual([302, 'https://evil.invalid/'])
  })

  it('revokes tokens in mid-flow, and a fresh one works', async () => {
    const client = await started()
    const { simulator } = client
    const { id } = (await client.api('/payments', { body: g1Payment() })).json
    await simulator.control.setRecipe('Token dies in mid-flow')
    const headers = { authorization: `Bearer ${await client.token()}` }
    const poll = () => client.call(`${API}/payments/${id}/status`, { headers })
    const seen = []
    for (let i = 0; i < 4; i += 1) seen.push((await poll()).status)
    expect(seen).toEqual([200, 200, 401, 401])
    expect((await client.api(`/payments/${id}/status`)).status).toBe(200)
  })

  it('lives at another time', async () => {
    const clock = handClock()
    const client = await started({ now: clock.now, recipe: 'wrong-clock' })
    const token = await client.token()
    const { exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    expect(exp * 1000).toBeLessThan(clock.at)
    const headers = { authorization: `Bearer ${token}` }
    const reply = await client.call(`${API}/participants`, { headers })
    expect([reply.status, reply.headers.date]).toEqual([200, 'Sun, 22 Nov 2026 10:00:00 GMT'])
  })

  it('drifts from its contract', async () => {
    const client = await started()
    const drift = (change: 'rename' | 'remove' | 'add' | 'retype', field: string, to?: string) => ({
      route: 'participants' as const,
      fault: { kind: 'drift' as const, change, field, ...(to !== undefined && { to }) },
    })
    await client.simulator.control.setFaults([
      drift('rename', 'data.slug', 'alias'),
      drift('remove', 'data.avatar'),
      drift('add', 'data.isBeta', 'yes'),
      drift('retype', 'cursor.afterCursor'),
    ])
    const { data, cursor } = (await client.api('/participants?limit=1')).json
    expect(Object.keys(data[0]).sort()).toEqual(['alias', 'id', 'isBeta', 'name'])
    expect(typeof cursor.afterCursor).not.toBe('string')
  })

  it('echoes secrets', async () => {
    const client = await started({ recipe: 'talkative-errors' })
    const { accessKey } = client.simulator
    const reply = await client.call(`${API}/auth`, { body: { accessKey, secretKey: 'wrong' } })
    expect(reply.status).toBe(401)
    expect(reply.json.debug.request.body).toContain(accessKey)
    const list = await client.api('/participants')
    expect(list.json.debug.request.headers.authorization).toMatch(/^Bearer /)
  })

  it.each([
    ['expired', 'CERT_HAS_EXPIRED'],
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const)('shows a certificate that is %s, once', async (problem, code) => {
    const client = await started()
    // Keeps TLS sessions but no connections.
    const agent = new Agent({ keepAlive: false })
    const identity = () =>
      new Promise<number>((resolve, reject) => {
        const { url, ca } = client.simulator
        const request = httpsRequest(
          `${url}/__simulator/identity`,
          { ca: ca as string, agent },
          (response) => response.resume().once('end', () => resolve(response.statusCode ?? 0)),
        )
        request.once('error', reject).end()
      })
    // With a session to resume: it must not spare the client the bad certificate.
    expect(await identity()).toBe(200)
    await client.simulator.control.setFaults([
      { route: '*', count: 1, fault: { kind: 'certificate', problem } },
    ])
    await expect(identity()).rejects.toMatchObject({ code })
    expect(await identity()).toBe(200)
    agent.destroy()
  })

  it('hits the same requests for the same seed', async () => {
    const run = async (seed: number): Promise<number[]> => {
      const { api, simulator } = await started({ seed })
      const fault: Fault = { kind: 'status', httpStatus: 503 }
      await simulator.control.setFaults([{ route: 'participants', probability: 0.5, fault }])
      const seen = []
      for (let i = 0; i < 12; i += 1) seen.push((await api('/participants')).status)
      return seen
    }
    const first = await run(7)
    expect(await run(7)).toEqual(first)
    expect(await run(8)).not.toEqual(first)
    expect(new Set(first)).toEqual(new Set([200, 503]))
  })

  it('also spoils answers to unknown paths', async () => {
    const client = await started()
    await client.simulator.control.setFaults([{ route: '*', fault: { kind: 'bom' } }])
    const reply = await client.call('/nowhere')
    expect([reply.status, reply.text.charCodeAt(0)]).toEqual([404, 0xfeff])
  })

  it.each(RECIPES.map((it) => it.name))('knows the recipe %s', async (name) => {
    const { simulator } = await started({ recipe: name })
    expect((await simulator.control.state()).recipe).toBe(name)
  })
})
