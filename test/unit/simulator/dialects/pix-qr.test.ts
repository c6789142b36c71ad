import { describe, expect, it } from 'vitest'
import { refusalOfQrCode } from '../../../../simulator/dialects/pix-qr.ts'
import { isPixKey } from '../../../../simulator/dialects/rules.ts'

const field = (id: string, value: string): string =>
  `${id}${String(value.length).padStart(2, '0')}${value}`

function crc(text: string): string {
  let value = 0xffff
  for (const byte of Buffer.from(text)) {
    value ^= byte << 8
    for (let bit = 0; bit < 8; bit += 1) {
      value = (value & 0x8000 ? (value << 1) ^ 0x1021 : value << 1) & 0xffff
    }
  }
  return value.toString(16).toUpperCase().padStart(4, '0')
}

function brCode(account: string, gui = 'br.gov.bcb.pix'): string {
  const text =
    field('00', '01') +
    field('26', field('00', gui) + account) +
    field('52', '0000') +
    field('53', '986') +
    field('58', 'BR') +
    field('59', 'Loja') +
    field('60', 'Sao Paulo') +
    field('62', field('05', '***')) +
    '6304'
  return text + crc(text)
}

const code = (text: string): number | undefined => refusalOfQrCode(text)?.bodyStatusCode

describe('QR codes', () => {
  it('takes a static Pix code', () => {
    expect(crc('123456789')).toBe('29B1')
    const good = brCode(field('01', 'loja@exemplo.com.br'))
    expect(code(good)).toBeUndefined()
    expect(code(brCode(field('01', 'loja@exemplo.com.br'), 'BR.GOV.BCB.PIX'))).toBeUndefined()
    expect(code(`${good.slice(0, -4)}0000`)).toBe(4101)
  })

  it('refuses the others, each with its code', () => {
    expect(code('')).toBe(4101)
    expect(code('https://example.com')).toBe(4101)
    expect(code(brCode(field('01', 'key'), 'com.other.scheme'))).toBe(4101)
    expect(code(brCode(field('25', 'bank.example/qr/v2/cobv/1')))).toBe(4102)
    expect(code(brCode(field('25', 'bank.example/qr/troco/1')))).toBe(4103)
    expect(code(brCode(field('25', 'bank.example/qr/saque/1')))).toBe(4104)
    expect(code(brCode(field('01', 'key') + field('03', '12345678')))).toBe(4104)
  })
})

describe('Pix keys', () => {
  it.each([
    ['12345678901', true],
    ['12ABC34501DE35', true],
    ['+5511999999999', true],
    ['loja@exemplo.com.br', true],
    ['123e4567-e89b-12d3-a456-426614174000', true],
    ['Loja@Exemplo.com.br', false],
    ['5511999999999999', false],
    [`${'a'.repeat(70)}@x.com.br`, false],
    ['', false],
  ])('%s: %s', (key, good) => {
    expect(isPixKey(key)).toBe(good)
  })
})
