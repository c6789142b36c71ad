import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc16 } from '../../../../core/payments/br-code/crc16.ts'
import { readBrCode } from '../../../../core/payments/br-code/read.ts'
import { writeBrCode } from '../../../../core/payments/br-code/write.ts'
import { refusalOfQrCode } from '../../../../simulator/dialects/pix-qr.ts'

/** The manual's own example of a static code (BCB, Manual de Padrões para Iniciação do Pix, QR Code estático). */
const manual =
  '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D'

const withCrc = (body: string): string => `${body}6304${crc16(`${body}6304`)}`
const field = (id: string, value: string): string =>
  `${id}${String(value.length).padStart(2, '0')}${value}`
const codeOf = (parts: Partial<Record<string, string>> = {}): string =>
  withCrc(
    Object.entries({
      '00': '01',
      '26': field('00', 'br.gov.bcb.pix') + field('01', 'pix@example.com'),
      '52': '0000',
      '53': '986',
      '58': 'BR',
      '59': 'Loja',
      '60': 'Brasilia',
      '62': field('05', '***'),
      ...parts,
    })
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([id, value]) => field(id, value ?? ''))
      .join(''),
  )

const codes = (text: string): string[] => {
  const read = readBrCode(text)
  return read.valid ? [] : read.errors.map(({ code }) => code)
}
const warnings = (text: string): string[] => {
  const read = readBrCode(text)
  if (!read.valid) throw new Error(JSON.stringify(read.errors))
  return read.warnings.map(({ code }) => code)
}

describe('crc16', () => {
  it('gives the check value of CRC-16/CCITT-FALSE (docs/klavi-api.md §7)', () => {
    expect(crc16('123456789')).toBe('29B1')
  })
})

describe('readBrCode', () => {
  it('reads the example of the BCB manual', () => {
    expect(readBrCode(` ${manual}\n`)).toEqual({
      valid: true,
      kind: 'static',
      key: '123e4567-e12b-12d1-a456-426655440000',
      keyType: 'EVP',
      merchantName: 'Fulano de Tal',
      city: 'BRASILIA',
      txid: '***',
      crc: '1D3D',
      warnings: [],
    })
  })

  it.each([
    ['', ['tlv']],
    ['00020', ['tlv']],
    [manual.slice(0, -1), ['tlv']],
    [manual.replace('Tal', 'Sal'), ['crc']],
    [codeOf({ '53': '840' }), ['currency']],
    [codeOf({ '58': 'US' }), ['country']],
    [codeOf({ '59': undefined }), ['merchant-name']],
    [codeOf({ '60': undefined }), ['city']],
    [codeOf({ '54': '1,00' }), ['amount']],
    [codeOf({ '01': '13' }), ['point-of-initiation']],
    [codeOf({ '26': field('00', 'com.example') + field('01', 'x') }), ['not-pix']],
    [codeOf({ '26': field('00', 'br.gov.bcb.pix') + field('02', 'x') }), ['no-key-no-url']],
    [codeOf({ '62': 'xx' }), ['additional']],
  ])('refuses what no reader of the norm can take: %j', (text, expected) => {
    expect(codes(text)).toEqual(expected)
  })

  it('takes any case of the GUI and of the CRC', () => {
    const code = codeOf({ '26': field('00', 'BR.GOV.BCB.PIX') + field('01', 'pix@example.com') })
    expect(readBrCode(code.slice(0, -4) + code.slice(-4).toLowerCase())).toMatchObject({
      valid: true,
    })
  })

  it.each([
    [codeOf(), []],
    [codeOf({ '62': undefined }), ['no-txid']],
    [codeOf({ '59': 'N'.repeat(26) }), ['name-too-long']],
    [codeOf({ '60': 'C'.repeat(16) }), ['city-too-long']],
    [codeOf({ '54': '0.00' }), ['amount-zero']],
    [codeOf({ '62': field('05', 'a b') }), ['txid']],
    [
      codeOf({ '26': field('00', 'br.gov.bcb.pix') + field('25', 'pix.example.com/v2/cobv/1') }),
      ['4102'],
    ],
    [
      codeOf({ '26': field('00', 'br.gov.bcb.pix') + field('25', 'pix.example.com/troco/1') }),
      ['4103'],
    ],
    [
      codeOf({
        '26':
          field('00', 'br.gov.bcb.pix') + field('01', 'pix@example.com') + field('03', '12345678'),
      }),
      ['4104'],
    ],
  ])('warns of what the manual forbids and the API refuses: %j', (text, expected) => {
    expect(warnings(text)).toEqual(expected)
  })

  it('warns of a refusal just where the sandbox refuses', () => {
    for (const template of [
      field('01', 'pix@example.com'),
      field('25', 'pix.example.com/1'),
      field('25', 'pix.example.com/saque/1'),
      field('01', 'pix@example.com') + field('03', '12345678'),
    ]) {
      const code = codeOf({ '26': field('00', 'br.gov.bcb.pix') + template })
      const said = warnings(code).find((one) => /^41/.test(one))
      const refusal = refusalOfQrCode(code) as unknown as { message?: string } | null
      expect(said === undefined).toBe(refusal === null)
    }
  })

  it('never breaks on what is pasted', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void readBrCode(text)))
    fc.assert(
      fc.property(
        fc.nat(manual.length - 1),
        fc.string({ minLength: 1, maxLength: 2 }),
        (at, text) => {
          void readBrCode(manual.slice(0, at) + text + manual.slice(at + 1))
        },
      ),
    )
  })
})

describe('writeBrCode', () => {
  it('writes what the reader reads, without a warning, whatever the names are', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 })
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.option(fc.integer({ min: 1, max: 999_999_999_99 }), { nil: undefined }),
        (merchantName, city, description, centavos) => {
          const code = writeBrCode({
            key: '+5511987654321',
            merchantName,
            city,
            description,
            ...(centavos !== undefined && { centavos }),
          })
          const read = readBrCode(code)
          if (!read.valid) throw new Error(JSON.stringify(read.errors))
          expect(read).toMatchObject({ kind: 'static', key: '+5511987654321', keyType: 'PHONE' })
          expect(read.centavos).toBe(centavos)
          expect(read.warnings).toEqual([])
        },
      ),
    )
  })
})
