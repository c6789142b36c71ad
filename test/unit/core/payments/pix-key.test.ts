import { describe, expect, it } from 'vitest'
import { inspectPixKey, wireKeyType } from '../../../../core/payments/pix-key.ts'

describe('wireKeyType (BCB, API DICT: Key)', () => {
  it.each([
    ['52998224725', 'CPF'],
    ['11222333000181', 'CNPJ'],
    ['12ABC34501DE35', 'CNPJ'],
    ['+5511987654321', 'PHONE'],
    ['pix@bcb.gov.br', 'EMAIL'],
    ['123e4567-e12b-12d1-a456-426655440000', 'EVP'],
    ['529.982.247-25', null],
    ['5511987654321', null],
    ['PIX@bcb.gov.br', null],
    ['123E4567-e12b-12d1-a456-426655440000', null],
    [`${'a'.repeat(66)}@example.com`, null],
    ['', null],
  ])('%s is %s', (key, type) => {
    expect(wireKeyType(key)).toBe(type)
  })
})

describe('inspectPixKey', () => {
  it.each([
    ['529.982.247-25', 'CPF', '52998224725'],
    ['11987654321', 'PHONE', '+5511987654321'],
    ['(11) 98765-4321', 'PHONE', '+5511987654321'],
    ['0055 11 98765 4321', 'PHONE', '+5511987654321'],
    ['+44 20 7946 0018', null, null],
    ['+442079460018', 'PHONE', '+442079460018'],
    [' Fulano@Example.COM ', 'EMAIL', 'fulano@example.com'],
    ['71C7D9BE-4B85-4E43-9F1C-1F3B8B4E9A2D', 'EVP', '71c7d9be-4b85-4e43-9f1c-1f3b8b4e9a2d'],
    ['12.ABC.345/01DE-35', 'CNPJ', '12ABC34501DE35'],
  ])('reads %s as %s', (text, type, normalised) => {
    const read = inspectPixKey(text)
    expect(read.valid ? [read.type, read.normalised] : [null, null]).toEqual([type, normalised])
  })

  it('says that eleven digits that are a CPF may be meant as a phone', () => {
    // 51 998 259 765: a valid CPF and a mobile number of Porto Alegre.
    const read = inspectPixKey('51998259765')
    expect(read).toMatchObject({ valid: true, type: 'CPF', alternatives: ['PHONE'] })
    expect(read.valid && read.warnings.map(({ code }) => code)).toEqual(['maybe-phone'])
  })

  it.each([
    ['', 'empty'],
    ['12345678901', 'check-digits'],
    ['(11) 3000-0000', 'phone'],
    ['fulano@', 'email'],
    ['chave pix', 'unknown'],
    ['x'.repeat(78), 'too-long'],
  ])('says why %j is none', (text, code) => {
    expect(inspectPixKey(text)).toMatchObject({ valid: false, errors: [{ code }] })
  })
})
