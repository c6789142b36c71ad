import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dialectOf, translate } from '../../../../core/payments/translate.ts'
import { fieldOf, fieldsOf, type FieldId } from '../../../../shared/payload/fields.ts'
import { readAt, setAt } from '../../../../shared/payload/json-edit.ts'

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

describe('a switch of dialect, whatever stands in the fields', () => {
  const fieldValue = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.integer(), { maxLength: 3 }),
  )
  const special = new Set<FieldId>(['amount', 'method', 'currency', 'payerType', 'creditorType'])
  const company = (id: FieldId): boolean => id.startsWith('business') || id === 'loggedUserCpf'

  it.each([
    ['g1', 'g2'],
    ['g2', 'g1'],
  ] as const)('keeps each value’s type and digits or lists it, from %s to %s', (from, to) => {
    const specs = fieldsOf(from).filter(({ id }) => !special.has(id) && !company(id))
    const filled = fc.tuple(...specs.map(() => fc.option(fieldValue, { nil: undefined })))
    fc.assert(
      fc.property(filled, (values) => {
        let before = '{}'
        for (const [index, value] of values.entries()) {
          const path = specs[index]?.path ?? []
          if (value === undefined) continue
          const made = setAt(before, path, value)
          if (made.ok) before = made.text
        }
        const { text: after, dropped } = translate(before, from, { dialect: to })
        const lost = new Set(dropped.map(({ path }) => path.join('.')))
        for (const { id, path } of specs) {
          const value = readAt(before, path)
          const target = fieldOf(to, id)
          if (value === undefined || lost.has(path.join('.'))) continue
          if (target === undefined) expect(isClient(id)).toBe(true)
          else expect(readAt(after, target.path)).toEqual(value)
        }
      }),
      { numRuns: 150 },
    )
  })

  const isClient = (id: FieldId): boolean => id.startsWith('client')

  it('leaves null null and a number a number, to the last digit', () => {
    const before = `{"participantId":null,"description":12345678901234567890,"user":{"taxId":1.00}}`
    const { text: after } = translate(before, 'g1', { dialect: 'g2' })
    expect(after).toMatch(/"institutionId": ?null/)
    expect(after).toContain('12345678901234567890')
    expect(after).toContain('1.00')
  })

  it('lists what finds its place taken by something else', () => {
    const before = text({ ...g1, customer: 'a text' })
    const { dropped } = translate(before, 'g1', { dialect: 'g2' })
    expect(dropped.map(({ path }) => path.join('.'))).toEqual(['user.name', 'user.taxId'])
  })
})

describe('dialectOf', () => {
  it('tells by the words', () => {
    expect(dialectOf(text(g1))).toBe('g1')
    expect(dialectOf('{"institutionId":"p","amount":"1.00"}')).toBe('g2')
    expect(dialectOf('{"amount":"1"}')).toBeUndefined()
  })
})
