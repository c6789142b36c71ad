import { describe, expect, it } from 'vitest'
import { dialectOf, translate } from '../../../../core/payments/translate.ts'

const text = (value: unknown): string => JSON.stringify(value, null, 2)
const g1 = {
  externalId: 'e',
  participantId: 'p',
  redirectURL: 'https://r',
  user: { name: 'Maria', taxId: '52998224725' },
  amount: '4800',
  method: 'PIX_DICT',
  pixKey: 'pix@example.com',
  'x-mine': [1],
}

describe('translate', () => {
  it('says the same in the other dialect, an amount in its form too', () => {
    const { text: made, dropped } = translate(text(g1), 'g1', { dialect: 'g2' })
    expect(JSON.parse(made)).toEqual({
      institutionId: 'p',
      clientRequestId: 'e',
      customer: { identifierType: 'CPF', identifier: '52998224725', name: 'Maria' },
      initType: 'PIX_DICT',
      amount: '48.00',
      currency: 'BRL',
      redirectUrl: 'https://r',
      proxy: 'pix@example.com',
      clientMetadata: { os: 'linux', osVersion: '6', platform: 'desktop' },
      'x-mine': [1],
    })
    expect(dropped).toEqual([])
  })

  it('comes back to where it began', () => {
    const there = translate(text(g1), 'g1', { dialect: 'g3' }).text
    const back = translate(there, 'g3', { dialect: 'g1' })
    expect(JSON.parse(back.text)).toEqual(g1)
    expect(back.dropped).toEqual([])
    const own = there.replace('"desktop"', '"kiosk"')
    expect(translate(own, 'g3', { dialect: 'g1' }).dropped).toEqual([
      { path: ['clientMetadata', 'platform'], value: 'kiosk', reason: 'no-place' },
    ])
  })

  it('leaves the text alone between G2 and G3, which use the same words', () => {
    const source = '{ "initType":"PIX_DICT","proxy" : "x" }'
    expect(translate(source, 'g2', { dialect: 'g3' }).text).toBe(source)
  })

  it('drops what a method must not carry, and lists it', () => {
    const { text: made, dropped } = translate(text(g1), 'g1', {
      dialect: 'g1',
      method: 'PIX_MANU_AUTO',
    })
    expect(JSON.parse(made)).not.toHaveProperty('pixKey')
    expect(dropped).toEqual([
      { path: ['pixKey'], value: 'pix@example.com', reason: 'not-with-method' },
    ])
  })

  it('turns the company that pays over, and lists the person’s name, which has no place', () => {
    const company = { ...g1, businessEntity: { name: 'Loja', taxId: '11222333000181' } }
    const { text: made, dropped } = translate(text(company), 'g1', { dialect: 'g2' })
    expect(JSON.parse(made)).toMatchObject({
      customer: { identifierType: 'CNPJ', identifier: '11222333000181', name: 'Loja' },
      loggedUserCpf: '52998224725',
    })
    expect(dropped).toEqual([{ path: ['user', 'name'], value: 'Maria', reason: 'no-place' }])
    const back = JSON.parse(translate(made, 'g2', { dialect: 'g1' }).text) as object
    expect(back).toMatchObject({
      businessEntity: { name: 'Loja', taxId: '11222333000181' },
      user: { taxId: '52998224725' },
    })
  })

  it('lists an amount that it cannot read, and fields without a place', () => {
    const { dropped } = translate(
      text({ institutionId: 'p', amount: '48,00', customer: { phone: '+55' } }),
      'g2',
      { dialect: 'g1' },
    )
    expect(dropped).toEqual([
      { path: ['customer', 'phone'], value: '+55', reason: 'no-place' },
      { path: ['amount'], value: '48,00', reason: 'unread' },
    ])
  })

  it('keeps variables, and leaves what is no JSON alone', () => {
    const variables = text({ ...g1, amount: '{{var.A}}', externalId: '{{uuid}}' })
    expect(JSON.parse(translate(variables, 'g1', { dialect: 'g2' }).text)).toMatchObject({
      amount: '{{var.A}}',
      clientRequestId: '{{uuid}}',
    })
    expect(translate('{', 'g1', { dialect: 'g2' })).toEqual({ text: '{', dropped: [], moved: [] })
  })
})

describe('dialectOf', () => {
  it('tells by the words', () => {
    expect(dialectOf(text(g1))).toBe('g1')
    expect(dialectOf('{"institutionId":"p","amount":"1.00"}')).toBe('g2')
    expect(dialectOf('{"amount":"1"}')).toBeUndefined()
  })
})
