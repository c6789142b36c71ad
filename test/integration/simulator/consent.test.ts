import { describe, expect, it } from 'vitest'
import type { CallOptions, Client, Reply } from './harness.ts'
import { API, call, g1Payment, handClock, started } from './harness.ts'

async function awaiting(client: Client, changes: Record<string, unknown> = {}) {
  const { id } = (await client.api('/payments', { body: g1Payment(changes) })).json
  await client.simulator.control.step(id)
  const status = async () => (await client.api(`/payments/${id}/status`)).json
  const url = new URL((await status()).redirectConsentURL)
  const open = (options?: CallOptions): Promise<Reply> =>
    call(url.origin, undefined, url.pathname, options)
  const decide = (page: Reply, decision: string): Promise<Reply> => {
    const ticket = /name="ticket" value="(\w+)"/.exec(page.text)?.[1] ?? ''
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: url.origin }
    return open({ method: 'POST', headers, raw: `ticket=${ticket}&decision=${decision}` })
  }
  return { id, status, open, decide }
}

const byHand = { autoAuthorize: false, stepMs: 1000 }

describe('the consent page', () => {
  it('asks the payer, authorizes and goes back to the shop', async () => {
    const clock = handClock()
    const client = await started({ ...byHand, now: clock.now })
    const { status, open, decide } = await awaiting(client)
    const page = await open()
    expect(page.status).toBe(200)
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    for (const text of ['Mock Bank', 'R$\u00a048,00', 'Maria da Silva', '***.456.789-**']) {
      expect(page.text).toContain(text)
    }
    const back = await decide(page, 'authorize')
    expect([back.status, back.headers.location]).toEqual([303, 'https://shop.example/return'])
    const after = await status()
    expect(after.status).toBe('CONSENT_AUTHORIZED')
    expect(after).not.toHaveProperty('redirectConsentURL')
    clock.tick(3000)
    expect((await status()).status).toBe('PAYMENT_COMPLETED')
  })

  it('rejects in the payer’s name', async () => {
    const { status, open, decide } = await awaiting(await started(byHand))
    await decide(await open(), 'reject')
    expect(await status()).toMatchObject({
      status: 'CONSENT_REJECTED',
      error: { code: 'REJEITADO_USUARIO' },
    })
  })

  it('opens once, and within 60 seconds', async () => {
    const clock = handClock()
    const client = await started({ ...byHand, now: clock.now })
    const first = await awaiting(client)
    clock.tick(60_000)
    expect((await first.open()).status).toBe(200)
    expect((await first.open()).status).toBe(410)
    const second = await awaiting(client, { externalId: 'order-2' })
    clock.tick(60_001)
    expect((await second.open()).status).toBe(410)
    expect((await second.status()).status).toBe('CONSENT_AWAITING_AUTHORIZATION')
  })

  it('is rejected after an hour without an answer', async () => {
    const clock = handClock()
    const { status } = await awaiting(await started({ ...byHand, now: clock.now }))
    clock.tick(60 * 60_000 - 1)
    expect((await status()).status).toBe('CONSENT_AWAITING_AUTHORIZATION')
    clock.tick(1)
    expect((await status()).error.code).toBe('TEMPO_EXPIRADO_AUTORIZACAO')
  })

  it('takes no answer from elsewhere', async () => {
    const { status, open, decide } = await awaiting(await started(byHand))
    const page = await open()
    const forged = await open({ method: 'POST', raw: 'ticket=00&decision=authorize' })
    expect(forged.status).toBe(403)
    const evil = await open({
      method: 'POST',
      raw: '',
      headers: { origin: 'https://evil.example' },
    })
    expect(evil.status).toBe(403)
    expect((await status()).status).toBe('CONSENT_AWAITING_AUTHORIZATION')
    await decide(page, 'authorize')
    expect((await decide(page, 'reject')).status).toBe(409)
    expect((await status()).status).toBe('CONSENT_AUTHORIZED')
  })

  it('speaks the browser’s language', async () => {
    const client = await started(byHand)
    const portuguese = { headers: { 'accept-language': 'pt-BR,pt;q=0.9,en;q=0.8' } }
    const { open } = await awaiting(client)
    const page = (await open(portuguese)).text
    for (const text of ['lang="pt-BR"', 'Pagador', 'Autorizar', 'Recusar']) {
      expect(page).toContain(text)
    }
    expect((await open(portuguese)).text).toContain('já foi aberto')
    expect((await open()).text).toContain('already opened')
    const other = await awaiting(client, { externalId: 'order-2' })
    const english = (await other.open({ headers: { 'accept-language': 'de' } })).text
    for (const text of ['lang="en"', 'Payer', 'Authorize']) expect(english).toContain(text)
  })

  it('writes what people typed as text', async () => {
    const user = { name: '<script>alert(1)</script>', taxId: '12345678901' }
    const { open } = await awaiting(await started(byHand), { user })
    expect((await open()).text).toContain('&lt;script&gt;')
  })

  it('serves nothing else on plain http, and hides tokens from the log', async () => {
    const client = await started(byHand)
    const { pageUrl, control } = client.simulator
    const body = { accessKey: client.simulator.accessKey, secretKey: client.simulator.secretKey }
    expect((await call(pageUrl, undefined, `${API}/auth`, { body })).status).toBe(404)
    await (await awaiting(client)).open()
    const paths = (await control.requests()).map((line) => line.path)
    expect(paths).toContain('/consent/…')
    expect(paths.join()).not.toMatch(/consent\/\w/)
  })
})
