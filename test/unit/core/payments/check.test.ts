import { describe, expect, it } from 'vitest'
import { checkPayload, checkResolved } from '../../../../core/payments/check.ts'
import { minimalPayload } from '../../../../core/payments/minimal.ts'
import { resolveVariables } from '../../../../core/payments/variables.ts'
import type { Dialect } from '../../../../core/model/environment.ts'

const now = Date.parse('2026-03-10T12:00:00.000Z')
const bank = 'c8f0bf49-4744-4933-8960-7add6e590841'
const id = '0b1f5a8e-8a57-4c46-9f7a-52b1d2f6c001'

const g1 = {
  externalId: id,
  participantId: bank,
  redirectURL: 'https://example.com/return',
  user: { name: 'Maria Silva', taxId: '52998224725' },
  amount: '4800',
  method: 'PIX_MANU_AUTO',
}
const g2 = {
  institutionId: bank,
  clientRequestId: id,
  customer: { identifierType: 'CPF', identifier: '52998224725', name: 'Maria Silva' },
  initType: 'PIX_INIC',
  amount: '48.00',
  currency: 'BRL',
  redirectUrl: 'https://example.com/return',
  proxy: 'pix@example.com',
}
const account = {
  name: 'Loja',
  taxId: '11222333000181',
  ispb: '12345678',
  issuer: '0001',
  number: '1',
  accountType: 'CACC',
}

const found = (payload: unknown, dialect: Dialect = 'g1', guarded = false): string[] =>
  checkPayload(typeof payload === 'string' ? payload : JSON.stringify(payload), {
    dialect,
    guarded,
    now,
  }).map(({ severity, path, code }) => `${severity} ${path.join('.')} ${code}`)

describe('checkPayload', () => {
  it('has nothing to say about good payloads', () => {
    expect(found(g1)).toEqual([])
    expect(found(g2, 'g2')).toEqual([])
    expect(found(g2, 'g3')).toEqual([])
    expect(found({ ...g1, method: 'PIX_MANU', creditor: account })).toEqual([])
  })

  it('has nothing to say about the minimal payload of each dialect, resolved', () => {
    for (const dialect of ['g1', 'g2', 'g3'] as const) {
      const values = { uuid: id, now, participantId: bank, cpf: '', own: {} }
      const { text } = resolveVariables(JSON.stringify(minimalPayload(dialect)), values)
      expect(found(text, dialect)).toEqual([])
    }
  })

  it.each<[string, object, string[]]>([
    ['no amount', { amount: undefined }, ['error amount amount-missing']],
    ['no bank', { participantId: '' }, ['error participantId participant-missing']],
    ['no externalId', { externalId: null }, ['error externalId external-id-missing']],
    [
      'no redirect (sent by default)',
      { redirectURL: undefined },
      ['hint redirectURL redirect-missing'],
    ],
    ['zero', { amount: '0' }, ['error amount amount-zero']],
    ['reais where centavos are meant', { amount: '48.00' }, ['error amount amount-other-dialect']],
    ['a comma', { amount: '48,00' }, ['error amount amount-malformed']],
    ['a number', { amount: 4800 }, ['error amount not-text']],
    [
      'a long name (OFB: 120)',
      { user: { ...g1.user, name: 'N'.repeat(121) } },
      ['error user.name too-long'],
    ],
    [
      'the sample CPF of Klavi',
      { user: { ...g1.user, taxId: '12345678901' } },
      ['warning user.taxId cpf-check-digits'],
    ],
    [
      'a CNPJ as the person',
      { user: { ...g1.user, taxId: '11222333000181' } },
      ['error user.taxId cpf-malformed'],
    ],
    [
      'a formatted CPF',
      { user: { ...g1.user, taxId: '529.982.247-25' } },
      ['error user.taxId cpf-malformed'],
    ],
    ['an unknown method', { method: 'PIX_NEW' }, ['warning method method-unknown']],
    ['a method of G2', { method: 'PIX_INIC' }, ['error method method-other-dialect']],
    ['a key without its method', { pixKey: 'pix@example.com' }, ['error pixKey forbidden']],
    ['no key with PIX_DICT', { method: 'PIX_DICT' }, ['error pixKey missing']],
    [
      'a phone without +',
      { method: 'PIX_DICT', pixKey: '(11) 98765-4321' },
      ['error pixKey pix-key-form'],
    ],
    [
      'eleven digits that are no CPF',
      { method: 'PIX_DICT', pixKey: '11987654321' },
      ['warning pixKey pix-key-digits'],
    ],
    [
      'eleven digits that are one',
      { method: 'PIX_DICT', pixKey: '52998224725' },
      ['hint pixKey pix-key-cpf'],
    ],
    [
      'a long key (OFB: 77)',
      { method: 'PIX_DICT', pixKey: `${'a'.repeat(66)}@example.com` },
      ['error pixKey too-long', 'error pixKey pix-key-form'],
    ],
    ['no code with PIX_QRCODE', { method: 'PIX_QRCODE' }, ['error qrCode missing']],
    ['a broken code', { method: 'PIX_QRCODE', qrCode: '000201' }, ['error qrCode qr-code']],
    [
      'no creditor with PIX_MANU',
      { method: 'PIX_MANU' },
      [
        'error creditor.name missing',
        'error creditor.taxId missing',
        'error creditor.ispb missing',
        'error creditor.number missing',
        'error creditor.accountType missing',
      ],
    ],
    [
      'no branch with CACC',
      { method: 'PIX_MANU', creditor: { ...account, issuer: undefined } },
      ['error creditor.issuer issuer-missing'],
    ],
    [
      'no branch with TRAN',
      { method: 'PIX_MANU', creditor: { ...account, issuer: undefined, accountType: 'TRAN' } },
      [],
    ],
    [
      'a wrong account',
      {
        method: 'PIX_MANU',
        creditor: { ...account, ispb: '1', number: 'x', accountType: 'X', issuer: '12345' },
      },
      [
        'error creditor.ispb digits',
        'error creditor.issuer digits',
        'error creditor.number digits',
        'error creditor.accountType choice',
      ],
    ],
    ['today (Brasília)', { date: '2026-03-10' }, ['error date date-too-soon']],
    ['tomorrow', { date: '2026-03-11' }, []],
    ['730 days ahead', { date: '2028-03-09' }, []],
    ['731 days ahead', { date: '2028-03-10' }, ['error date date-too-late']],
    ['a day that is none', { date: '2026-02-30' }, ['error date date-form']],
    [
      'a long description (OFB: 140)',
      { description: 'x'.repeat(141) },
      ['error description too-long'],
    ],
    ['a wrong town', { ibge: '12345' }, ['error ibge digits']],
    [
      'half a company',
      { businessEntity: { taxId: '11222333000181' } },
      ['error businessEntity.name missing'],
    ],
    ['no address', { redirectURL: 'nowhere' }, ['error redirectURL redirect-malformed']],
    ['words of the other dialect', { currency: 'BRL' }, ['warning currency other-dialect']],
    ['a free externalId', { externalId: 'order-1' }, ['hint externalId external-id-shape']],
    ['what nobody documented', { mine: { deep: [1] } }, []],
  ])('G1, %s', (_name, change, expected) => {
    expect(found({ ...g1, ...change })).toEqual(expected)
  })

  it.each<[string, object, string[]]>([
    ['centavos where reais are meant', { amount: '4800' }, ['error amount amount-other-dialect']],
    [
      'a company without its person',
      { customer: { ...g2.customer, identifierType: 'CNPJ', identifier: '11222333000181' } },
      ['error loggedUserCpf logged-user-missing'],
    ],
    [
      'a company with its person',
      {
        customer: { ...g2.customer, identifierType: 'CNPJ', identifier: '11222333000181' },
        loggedUserCpf: '52998224725',
      },
      [],
    ],
    [
      'a person of a person',
      { loggedUserCpf: '52998224725' },
      ['hint loggedUserCpf logged-user-unused'],
    ],
    [
      'a CPF called CNPJ',
      { customer: { ...g2.customer, identifierType: 'CNPJ' }, loggedUserCpf: '52998224725' },
      ['error customer.identifier cnpj-malformed'],
    ],
    ['another currency', { currency: 'USD' }, ['error currency choice']],
    [
      'a debtor without branch',
      { debtorAccount: { ispb: '12345678', number: '1', accountType: 'SVGS' } },
      ['error debtorAccount.issuer issuer-missing'],
    ],
    ['words of G1', { pixKey: 'x' }, ['warning pixKey other-dialect']],
    [
      'an alphanumeric CNPJ',
      {
        customer: { ...g2.customer, identifierType: 'CNPJ', identifier: '12ABC34501DE35' },
        loggedUserCpf: '52998224725',
      },
      [],
    ],
  ])('G2, %s', (_name, change, expected) => {
    expect(found({ ...g2, ...change }, 'g2')).toEqual(expected)
  })

  it('makes failing check digits errors where it is guarded', () => {
    const payload = { ...g1, user: { ...g1.user, taxId: '12345678901' } }
    expect(found(payload, 'g1', true)).toEqual(['error user.taxId cpf-check-digits'])
    const key = { ...g1, method: 'PIX_DICT', pixKey: '11987654321' }
    expect(found(key, 'g1', true)).toEqual(['error pixKey pix-key-digits'])
  })

  it('says where a text is no JSON, and what stands twice', () => {
    expect(found('{"a":')).toEqual(['error  not-json'])
    expect(found('[]')).toEqual(['error  not-object'])
    const twice = JSON.stringify(g1).replace('}', ',"name":"x"}')
    expect(found(twice)).toEqual(['warning user.name duplicate-key'])
    expect(found(twice, 'g1', true)).toEqual(['error user.name duplicate-key'])
  })

  it('cites a source for everything that it says', () => {
    const wrong = { ...g1, amount: '0', method: 'PIX_QRCODE', qrCode: 'x', ibge: '1', date: 'x' }
    const findings = checkPayload(JSON.stringify(wrong), { dialect: 'g1', guarded: false, now })
    expect(findings.length).toBeGreaterThan(3)
    for (const { source, message } of findings) {
      expect(source).toMatch(/^(klavi-api\.md §|OFB payments|BCB|RFC|ITU)/)
      expect(message).not.toBe('')
    }
  })
})

describe('variables', () => {
  const values = { uuid: id, now, participantId: '', cpf: '52998224725', own: {} }
  const judged = (change: object): string[] =>
    checkResolved(resolveVariables(JSON.stringify({ ...g1, ...change }), values), {
      dialect: 'g1',
      guarded: false,
      now,
    }).map(({ severity, path, field, code }) => `${severity} ${path.join('.')} ${field} ${code}`)

  it('that cannot be resolved are an error at each of their values, which is judged no further', () => {
    expect(
      judged({
        amount: '{{var.AMOUNT}}',
        participantId: '{{participantId}}',
        user: { name: 'Maria {{var.AMOUNT}}', taxId: '{{oops}}' },
        date: '{{uuid}}',
      }).sort(),
    ).toEqual([
      'error amount amount variable-missing',
      'error date date date-form',
      'error participantId participantId variable-missing',
      'error user.name payerName variable-missing',
      'error user.taxId payerTaxId variable-unknown',
    ])
    expect(judged({ pixKey: '{{var.KEY}}' })).toContain('error pixKey pixKey forbidden')
  })

  it.each([
    ['{{uuid}', 'description description variable-braces'],
    ['{{var.NAME', 'description description variable-braces'],
    ['uuid}}', 'description description variable-braces'],
    ['{{uuid}} {{', 'description description variable-braces'],
  ])('that are not whole are told, because they go out as they are: %s', (description, where) => {
    expect(judged({ description })).toEqual([`warning ${where}`])
  })

  it('in a name are told, because names are not resolved', () => {
    expect(judged({ x: [{ '{{uuid}}': 1 }] })).toEqual([
      'warning x.0.{{uuid}} undefined variable-in-name',
    ])
  })

  it('are not told of where a value that was put in has braces of its own', () => {
    const text = JSON.stringify({ ...g1, description: '{{var.B}}' })
    const own = { B: 'a {{ b' }
    const context = { dialect: 'g1' as const, guarded: false, now }
    expect(checkResolved(resolveVariables(text, { ...values, own }), context)).toEqual([])
  })
})
