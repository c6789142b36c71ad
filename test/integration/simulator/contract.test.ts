import { describe, expect, it } from 'vitest'
import { breaches } from '../../contract/schema.ts'
import { AMOUNT_OUTCOMES } from '../../../simulator/index.ts'
import type { Outcome } from '../../../simulator/index.ts'
import { API, MOCK_BANK, g1Payment, handClock, started } from './harness.ts'

const creditor = {
  name: 'Loja Exemplo',
  taxId: '12345678000195',
  ispb: '12345678',
  issuer: '0001',
  number: '1234567',
  accountType: 'CACC',
}

const g2Payment = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  institutionId: MOCK_BANK,
  clientRequestId: 'order-1',
  customer: { identifierType: 'CPF', identifier: '12345678901', name: 'Maria da Silva' },
  initType: 'PIX_DICT',
  proxy: 'loja@exemplo.com.br',
  amount: '48.00',
  currency: 'BRL',
  redirectUrl: 'https://shop.example/return',
  clientMetadata: { os: 'linux', osVersion: '6', platform: 'desktop' },
  ...changes,
})

describe('the JSON Schemas themselves', () => {
  it('find a missing, an unknown and a mistyped field', () => {
    const good = { accessToken: 'a.b.c', expireIn: 5 }
    expect(breaches('auth', good)).toEqual([])
    expect(breaches('auth', { accessToken: 'a.b.c' })).not.toEqual([])
    expect(breaches('auth', { ...good, more: 1 })).not.toEqual([])
    expect(breaches('auth', { ...good, expireIn: '5' })).not.toEqual([])
    const broken = { ...good, accessToken: 'no token' }
    expect(breaches('auth', broken)).not.toEqual([])
  })
})

describe('replies against the contract', () => {
  it('holds for auth, participants and errors', async () => {
    const { simulator, call, api } = await started()
    const { accessKey, secretKey } = simulator
    const auth = await call(`${API}/auth`, { body: { accessKey, secretKey } })
    expect(breaches('auth', auth.json)).toEqual([])
    expect(breaches('participants', (await api('/participants')).json)).toEqual([])
    expect(breaches('participants', (await api('/participants?limit=3')).json)).toEqual([])
    const errors = [
      await call(`${API}/auth`, { body: {} }),
      await call(`${API}/participants`),
      await call('/nowhere'),
      await api('/payments', { method: 'DELETE' }),
      await api('/payments', { body: g1Payment({ amount: '0' }) }),
      await api('/payments', { body: g1Payment({ method: 'PIX_QRCODE', qrCode: 'x' }) }),
    ]
    expect(errors.map((reply) => reply.status)).toEqual([400, 401, 404, 405, 422, 416])
    for (const reply of errors) expect(breaches('error', reply.json)).toEqual([])
  })

  it.each([
    ['PIX_MANU_AUTO', {}],
    ['PIX_MANU', { creditor }],
    ['PIX_DICT', { pixKey: '+5511999999999', description: 'Pedido 1', metadata: { a: 1 } }],
  ])('holds for every step of a G1 %s payment', async (method, changes) => {
    const clock = handClock()
    const { api } = await started({ now: clock.now })
    const created = await api('/payments', { body: g1Payment({ method, ...changes }) })
    expect(breaches('g1-payment', created.json)).toEqual([])
    for (let step = 0; step < 6; step += 1) {
      const { id } = created.json
      expect(breaches('g1-payment', (await api(`/payments/${id}`)).json)).toEqual([])
      expect(breaches('g1-status', (await api(`/payments/${id}/status`)).json)).toEqual([])
      clock.tick(1000)
    }
  })

  it.each(['g2', 'g3'] as const)('holds for every step of a %s payment', async (dialect) => {
    const clock = handClock()
    const { api } = await started({ now: clock.now, dialect })
    const base = dialect === 'g3' ? '/instant/payments' : '/payments'
    const created = await api(base, { body: g2Payment() })
    expect(created.status).toBe(201)
    expect(breaches('g2-payment', created.json)).toEqual([])
    const seen: string[] = []
    for (let step = 0; step < 6; step += 1) {
      const { id } = created.json
      const status = (await api(`${base}/${id}/status`)).json
      seen.push(status.status)
      expect(breaches('g2-payment', (await api(`${base}/${id}`)).json)).toEqual([])
      expect(breaches('g2-status', status)).toEqual([])
      clock.tick(1000)
    }
    expect(seen.at(-1)).toBe('PAYMENT_COMPLETED')
    const conflict = await api(base, { body: g2Payment() })
    expect(conflict.status).toBe(409)
  })

  it.each([
    [{ amount: '4800' }, 'amount must be a decimal string with two places, such as "48.00"'],
    [{ currency: 'USD' }, 'currency must be BRL'],
    [{ customer: undefined }, 'customer should not be empty'],
    [{ proxy: undefined }, 'proxy should not be empty'],
    [
      { customer: { identifierType: 'CNPJ', identifier: '12345678000195', name: 'Loja' } },
      'loggedUserCpf should not be empty',
    ],
    [
      { clientMetadata: { os: 'a', osVersion: 'b' } },
      'clientMetadata.platform should not be empty',
    ],
    [{ initType: 'PIX_MANU' }, 'creditorAccount should not be empty'],
  ])('G2 refuses %j', async (changes, message) => {
    const { api } = await started({ dialect: 'g2' })
    const reply = await api('/payments', { body: g2Payment(changes) })
    expect([reply.status, reply.json.message]).toEqual([400, [message]])
  })

  it('G2 says why a payment was rejected', async () => {
    const clock = handClock()
    const { api } = await started({ dialect: 'g2', now: clock.now })
    const { id } = (await api('/payments', { body: g2Payment({ amount: '300.06' }) })).json
    clock.tick(60_000)
    const { json } = await api(`/payments/${id}/status`)
    expect(breaches('g2-status', json)).toEqual([])
    expect(json.statusReason).toEqual({
      code: 'SALDO_INSUFICIENTE',
      message: 'Saldo insuficiente.',
    })
  })
})

describe('other flows', () => {
  it('schedules, and waits for the day in Brasília', async () => {
    const clock = handClock()
    const { api } = await started({ now: clock.now })
    const body = g1Payment({ date: '2026-11-24' })
    const created = await api('/scheduled', { body })
    expect(breaches('g1-payment', created.json)).toEqual([])
    const { id } = created.json
    const status = async () => (await api(`/payments/${id}/status`)).json.status
    clock.tick(3000)
    expect(await status()).toBe('PAYMENT_SCHEDULED')
    clock.at = Date.parse('2026-11-24T03:00:02.999Z')
    expect(await status()).toBe('PAYMENT_SCHEDULED')
    clock.tick(1)
    expect(await status()).toBe('PAYMENT_PENDING')
    expect((await api(`/scheduled/${id}`)).status).toBe(200)
    const unscheduled = (await api('/payments', { body: g1Payment({ externalId: 'now' }) })).json
    expect((await api(`/scheduled/${unscheduled.id}`)).status).toBe(404)
    const noDate = await api('/scheduled', { body: g1Payment({ externalId: 'none' }) })
    expect(noDate.json.message).toEqual(['date should not be empty'])
  })

  it('makes a whitelabel page', async () => {
    const { simulator, api } = await started()
    const { participantId: _none, ...body } = g1Payment()
    const reply = await api('/whitelabel', { body })
    expect(reply.status).toBe(201)
    expect(breaches('whitelabel', reply.json)).toEqual([])
    expect(reply.json.paymentURL).toContain(simulator.pageUrl)
  })

  it('cancels in G3 only, and only once', async () => {
    const { api } = await started({ dialect: 'g3', speed: 0 })
    const { id } = (await api('/instant/payments', { body: g2Payment() })).json
    const path = `/instant/payments/${id}/cancel`
    expect((await api(path, { body: {} })).status).toBe(400)
    const body = { cancelledBy: '12345678901', identifierType: 'CPF' }
    const cancelled = await api(path, { body })
    expect([cancelled.status, cancelled.json.status]).toEqual([200, 'CANCELED'])
    expect(breaches('g2-payment', cancelled.json)).toEqual([])
    expect((await api(path, { body })).status).toBe(422)
    const g1 = await started()
    expect((await g1.api(path, { body })).status).toBe(404)
  })
})

/** Where a payment of this outcome stands in the end; null for one that never comes into being. */
function expectedEnd(outcome: Outcome): [string, string?] | null {
  switch (outcome.kind) {
    case 'consent-rejected':
      return ['CONSENT_REJECTED', outcome.code]
    case 'payment-rejected':
      return ['PAYMENT_REJECTED', outcome.code]
    case 'error':
      return ['ERROR', outcome.code]
    case 'canceled':
      return ['CANCELED']
    case 'expired':
      return ['EXPIRED']
    case 'consent-unanswered':
      return ['CONSENT_REJECTED', 'TEMPO_EXPIRADO_AUTORIZACAO']
    case 'stuck':
      return [outcome.at]
    case 'refused':
    case 'outage':
      return null
    default:
      return ['PAYMENT_COMPLETED']
  }
}

describe('outcomes by amount', () => {
  it('end as the table says, and keep the contract on the way', async () => {
    const clock = handClock()
    const client = await started({ now: clock.now, tokenLifetimeS: 10 ** 9 })
    const headers = { authorization: `Bearer ${await client.token()}` }
    for (const { centavos, outcome } of AMOUNT_OUTCOMES) {
      const body = g1Payment({ externalId: `order-${centavos}`, amount: String(centavos) })
      const created = await client.call(`${API}/payments`, { headers, body })
      const end = expectedEnd(outcome)
      if (end === null) {
        const status = outcome.kind === 'outage' ? outcome.httpStatus : 422
        expect([centavos, created.status]).toEqual([centavos, status])
        expect(breaches('error', created.json)).toEqual([])
        clock.tick(5000)
        continue
      }
      clock.tick(3_700_000)
      const { json } = await client.call(`${API}/payments/${created.json.id}/status`, { headers })
      expect([centavos, json.status, json.error?.code]).toEqual([centavos, end[0], end[1]])
      expect(breaches('g1-status', json)).toEqual([])
    }
  })
})
