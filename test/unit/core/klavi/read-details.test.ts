import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rulesOf } from '../../../../core/klavi/dialects/index.ts'
import { readDetails } from '../../../../core/klavi/read-details.ts'

it('reads a G1 resource in its own words', () => {
  const resource = {
    id: 'p',
    createAt: '2026-11-22T12:00:00Z',
    updateAt: '2026-11-22T12:01:00Z',
    status: 'PAYMENT_REJECTED',
    error: { code: 'SALDO_INSUFICIENTE', title: 'Saldo', detail: 'insuficiente' },
    externalId: 'x',
    provider: { tradeName: 'Mock Bank', avatar: 'https://cdn.example.com/a.png' },
    user: { taxId: '52998224725', name: 'Maria' },
    debtor: {
      name: 'Maria',
      taxId: '52998224725',
      issuer: '0001',
      number: '***123',
      accountType: 'CACC',
      ispb: '12345678',
      bank: { name: 'Mock Bank' },
    },
    method: 'PIX_DICT',
    amount: '4800',
    pixKey: 'a@b.example',
    endToEndId: 'E123',
    date: null,
  }
  expect(readDetails(resource, rulesOf('g1'))).toEqual({
    status: 'PAYMENT_REJECTED',
    reason: { code: 'SALDO_INSUFICIENTE', message: 'Saldo: insuficiente' },
    externalId: 'x',
    endToEndId: 'E123',
    method: 'PIX_DICT',
    amountWire: '4800',
    amountCentavos: 4_800,
    createdAt: '2026-11-22T12:00:00Z',
    updatedAt: '2026-11-22T12:01:00Z',
    pixKey: 'a@b.example',
    provider: { name: 'Mock Bank', avatar: 'https://cdn.example.com/a.png' },
    payer: { name: 'Maria', document: '52998224725' },
    debtor: {
      name: 'Maria',
      document: '52998224725',
      bank: 'Mock Bank',
      ispb: '12345678',
      branch: '0001',
      account: '***123',
      accountType: 'CACC',
    },
  })
})

it('reads a G3 resource, whose holders lie below their accounts', () => {
  const resource = {
    clientRequestId: 'x',
    initType: 'PIX_MANU',
    amount: '48.00',
    customer: { identifier: '52998224725', name: 'Maria' },
    creditorAccount: { ispb: '1', number: '2', holder: { identifier: '3', name: 'Loja' } },
    statusReason: { code: 'REJEITADO_USUARIO', message: 'no' },
  }
  expect(readDetails(resource, rulesOf('g3'))).toMatchObject({
    externalId: 'x',
    method: 'PIX_MANU',
    amountCentavos: 4_800,
    payer: { document: '52998224725' },
    payee: { name: 'Loja', document: '3', ispb: '1', account: '2' },
    reason: { code: 'REJEITADO_USUARIO', message: 'no' },
  })
})

it('breaks on nothing', () => {
  fc.assert(
    fc.property(fc.anything(), (body) => {
      expect(readDetails(body, rulesOf('g2'))).toBeDefined()
    }),
  )
})
