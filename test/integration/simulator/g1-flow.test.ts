import { createPublicKey, verify } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { API, MOCK_BANK, call, g1Payment, handClock, started, temporaryFolder } from './harness.ts'

describe('authentication', () => {
  it('gives an ES256 JWT that the folder key signed', async () => {
    const folder = await temporaryFolder()
    const clock = handClock()
    const { simulator, call: send } = await started({ folder, now: clock.now })
    const { accessKey, secretKey } = simulator
    const reply = await send(`${API}/auth`, { body: { accessKey, secretKey } })
    expect(reply.status).toBe(201)
    expect(reply.json.expireIn).toBe(1800)
    const [header, payload, signature] = (reply.json.accessToken as string).split('.')
    const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString())
    expect(decode(header)).toEqual({ alg: 'ES256', typ: 'JWT' })
    expect(decode(payload)).toMatchObject({ iat: clock.at / 1000, exp: clock.at / 1000 + 1800 })
    const { signingKey } = JSON.parse(await readFile(join(folder, 'identity.json'), 'utf8'))
    const { d: _secret, ...publicJwk } = signingKey
    const key = createPublicKey({ key: publicJwk, format: 'jwk' })
    const good = verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature ?? '', 'base64url'),
    )
    expect(good).toBe(true)
  })

  it('answers 401 to wrong keys and 400 to missing ones', async () => {
    const { simulator, call: send } = await started()
    const { accessKey } = simulator
    const wrong = await send(`${API}/auth`, { body: { accessKey, secretKey: 'nope' } })
    expect(wrong.status).toBe(401)
    expect(wrong.json).toMatchObject({ errorCode: 'UNAUTHORIZED', statusCode: 401, method: 'POST' })
    const missing = await send(`${API}/auth`, { body: { accessKey: 7 } })
    expect(missing.status).toBe(400)
    expect(missing.json.message).toEqual([
      'accessKey must be a string',
      'secretKey should not be empty',
    ])
  })

  it('refuses no token, a forged one and an expired one', async () => {
    const clock = handClock()
    const client = await started({ now: clock.now, tokenLifetimeS: 60 })
    const get = (authorization?: string) =>
      client.call(`${API}/participants`, { headers: authorization ? { authorization } : {} })
    const token = await client.token()
    const other = await (await started({ now: clock.now })).token()
    expect((await get(`Bearer ${token}`)).status).toBe(200)
    expect((await get()).status).toBe(401)
    expect((await get(token)).status).toBe(401)
    const forged = await get(`Bearer ${other}`)
    expect(forged.json).toMatchObject({ statusCode: 401, message: ['access token is invalid'] })
    clock.tick(59_999)
    expect((await get(`Bearer ${token}`)).status).toBe(200)
    clock.tick(1)
    const expired = await get(`Bearer ${token}`)
    expect(expired.status).toBe(401)
    expect(expired.json.message).toEqual(['access token has expired'])
  })
})

describe('participants', () => {
  it('answers the whole list with logos', async () => {
    const { simulator, api } = await started()
    const { json } = await api('/participants')
    expect(json.data.length).toBe(120)
    expect(json.cursor).toEqual({ afterCursor: null, beforeCursor: null })
    expect(json.data[0]).toEqual({
      id: MOCK_BANK,
      slug: 'mock-bank',
      name: 'Mock Bank',
      avatar: `${simulator.url}/logos/mock-bank.svg`,
    })
    const logo = await call(simulator.url, simulator.ca, '/logos/mock-bank.svg')
    expect(logo.headers['content-type']).toContain('image/svg+xml')
    expect(logo.text).toContain('>MB</text>')
  })

  it('pages by cursor and filters without accents', async () => {
    const { api } = await started()
    const all = (await api('/participants')).json.data
    const seen: unknown[] = []
    for (let cursor = ''; cursor !== null;) {
      const path = `/participants?limit=50${cursor && `&afterCursor=${cursor}`}`
      const { json } = await api(path)
      seen.push(...json.data)
      cursor = json.cursor.afterCursor
    }
    expect(seen).toEqual(all)
    const found = (await api('/participants?name=araucaria')).json.data
    expect(found.map((it: { name: string }) => it.name)).toEqual(['Banco Araucária Norte'])
    expect((await api('/participants?status=INACTIVE')).json.data).toEqual([])
    expect((await api('/participants?limit=0')).status).toBe(400)
  })
})

describe('a payment', () => {
  it('goes the happy way, one step per status', async () => {
    const clock = handClock()
    const { simulator, api } = await started({ now: clock.now })
    const created = await api('/payments', { body: g1Payment() })
    expect(created.status).toBe(201)
    expect(created.json).toMatchObject({
      externalId: 'order-1',
      status: 'ENQUEUED',
      amount: '4800',
      createAt: '2026-11-22T12:00:00.000Z',
      updateAt: '2026-11-22T12:00:00.000Z',
      provider: { tradeName: 'Mock Bank' },
    })
    const { id } = created.json
    const statuses: string[] = []
    for (let step = 0; step < 6; step += 1) {
      const { json } = await api(`/payments/${id}/status`)
      statuses.push(json.status)
      const awaiting = json.status === 'CONSENT_AWAITING_AUTHORIZATION'
      expect('redirectConsentURL' in json).toBe(awaiting)
      if (awaiting) expect(json.redirectConsentURL).toMatch(`${simulator.pageUrl}/consent/`)
      clock.tick(1000)
    }
    expect(statuses).toEqual([
      'ENQUEUED',
      'CONSENT_AWAITING_AUTHORIZATION',
      'CONSENT_AUTHORIZED',
      'PAYMENT_PENDING',
      'PAYMENT_SETTLEMENT_PROCESSING',
      'PAYMENT_COMPLETED',
    ])
    const paid = (await api(`/payments/${id}`)).json
    expect(paid.endToEndId).toMatch(/^E99\d{6}202611221200[0-9A-Z]{11}$/)
    expect(paid.debtor.number).toMatch(/^\*{5}\d{3}$/)
  })

  it('is rejected by its amount, with the G1 error', async () => {
    const clock = handClock()
    const { api } = await started({ now: clock.now })
    const { id } = (await api('/payments', { body: g1Payment({ amount: '30006' }) })).json
    clock.tick(60_000)
    const { json } = await api(`/payments/${id}/status`)
    expect(json.status).toBe('CONSENT_REJECTED')
    expect(json.error).toEqual({
      code: 'SALDO_INSUFICIENTE',
      title: 'Saldo insuficiente',
      detail: 'Saldo insuficiente.',
    })
  })

  it('answers 409 to a reused externalId, also when both come at once', async () => {
    const { api } = await started()
    const both = await Promise.all([1, 2].map(() => api('/payments', { body: g1Payment() })))
    expect(both.map((reply) => reply.status).sort()).toEqual([201, 409])
  })

  it.each([
    [400, { externalId: '' }, 'externalId should not be empty'],
    [400, { amount: 4800 }, 'amount must be a string'],
    [400, { amount: '48.00' }, 'amount must be a string of whole centavos, such as "4800"'],
    [400, { user: { name: 'Maria' } }, 'user.taxId should not be empty'],
    [400, { user: null }, 'user should not be empty'],
    [400, { method: 'PIX' }, 'method must be one of PIX_MANU, PIX_MANU_AUTO, PIX_DICT, PIX_QRCODE'],
    [400, { method: 'PIX_MANU' }, 'creditor should not be empty'],
    [400, { method: 'PIX_DICT' }, 'pixKey should not be empty'],
    [422, { method: 'PIX_DICT', pixKey: 'Não' }, 'pixKey is not a valid Pix key'],
    [422, { amount: '0' }, 'amount must be above zero'],
    [422, { participantId: 'nobody' }, 'participant nobody is unknown'],
    [422, { amount: '1042201' }, 'Detalhe do pagamento inválido.'],
    [422, { date: '2029-01-01' }, 'date must be from D+1 to D+730'],
  ])('answers %i to %j', async (status, changes, message) => {
    const { api } = await started({ now: handClock().now })
    const reply = await api('/payments', { body: g1Payment(changes) })
    expect(reply.json).toMatchObject({ statusCode: status, message: [message] })
    expect(reply.status).toBe(status)
  })

  it('answers 416 with the code of a QR code that it does not take', async () => {
    const { api } = await started()
    const reply = await api('/payments', {
      body: g1Payment({ method: 'PIX_QRCODE', qrCode: '000201' }),
    })
    expect(reply.status).toBe(416)
    expect(reply.json.statusCode).toBe(4101)
  })

  it('survives a restart, and so do the used externalIds', async () => {
    const clock = handClock()
    const folder = await temporaryFolder()
    const first = await started({ folder, now: clock.now })
    const { id } = (await first.api('/payments', { body: g1Payment() })).json
    await first.simulator.close()
    clock.tick(3500)
    const second = await started({ folder, now: clock.now })
    expect(second.simulator).toMatchObject({
      port: first.simulator.port,
      pageUrl: first.simulator.pageUrl,
      accessKey: first.simulator.accessKey,
      ca: first.simulator.ca,
    })
    expect((await second.api(`/payments/${id}/status`)).json.status).toBe('PAYMENT_PENDING')
    expect((await second.api('/payments', { body: g1Payment() })).status).toBe(409)
  })

  it('brings an outage on all calls by its amount, for a while', async () => {
    const clock = handClock()
    const client = await started({ now: clock.now })
    const authorization = `Bearer ${await client.token()}`
    const headers = { authorization }
    const body = g1Payment({ amount: '1042900' })
    const refused = await client.call(`${API}/payments`, { headers, body })
    expect(refused.status).toBe(429)
    expect(refused.headers['retry-after']).toBe('5')
    clock.tick(4999)
    expect((await client.call(`${API}/participants`, { headers })).status).toBe(429)
    clock.tick(1)
    expect((await client.call(`${API}/participants`, { headers })).status).toBe(200)
  })
})

describe('the HTTP shell', () => {
  it('answers 403, 404, 405, 415 and broken JSON with the envelope', async () => {
    const { api, call } = await started()
    const nowhere = await api('/nowhere')
    expect(nowhere.json).toMatchObject({ statusCode: 404, path: `${API}/nowhere` })
    expect((await api('/payments/unknown-id')).status).toBe(404)
    const management = await call('/payment/management/v1/merchants')
    expect([management.status, management.json.errorCode]).toEqual([403, 'FORBIDDEN'])
    const wrong = await api('/payments', { method: 'DELETE' })
    expect([wrong.status, wrong.headers.allow]).toEqual([405, 'POST'])
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await api('/payments', { body: {}, headers: form })).status).toBe(415)
    expect((await api('/payments', { raw: '{"a":' })).status).toBe(400)
    expect((await api('/payments', { raw: '[]' })).status).toBe(400)
  })

  it('has none of the other dialects’ paths', async () => {
    const { api } = await started()
    expect((await api('/instant/payments', { body: g1Payment() })).status).toBe(404)
  })

  it('refuses other origins and other hosts', async () => {
    // Plain http: over TLS a strange Host already fails at the certificate.
    const { simulator, call: send } = await started({ tls: false })
    const identity = '/__simulator/identity'
    expect((await send(identity)).json).toEqual({ instanceId: simulator.instanceId })
    const own = { origin: simulator.url }
    expect((await send(identity, { headers: own })).status).toBe(200)
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:1`]) {
      expect((await send(identity, { headers: { origin } })).status).toBe(403)
    }
    const host = `evil.example:${simulator.port}`
    expect((await send(identity, { headers: { host } })).status).toBe(403)
  })
})
