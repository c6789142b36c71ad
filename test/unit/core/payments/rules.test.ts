import { describe, expect, it } from 'vitest'
import type { EnvironmentKind } from '../../../../core/model/environment.ts'
import type { PaymentDraft } from '../../../../core/model/payment.ts'
import { checkDraft } from '../../../../core/payments/rules.ts'
import { mockBank, sampleDraft } from '../../../support/core/sample-draft.ts'

const findings = (changes: Partial<PaymentDraft>, kind: EnvironmentKind = 'sandbox') =>
  checkDraft(sampleDraft(changes), kind).map(({ field, severity, code }) => [field, severity, code])

it('finds nothing in a good draft, in any environment', () => {
  for (const kind of ['simulator', 'sandbox', 'production', 'custom'] as const) {
    expect(findings({}, kind)).toEqual([])
  }
})

describe('each rule refuses', () => {
  it.each<[changes: Partial<PaymentDraft>, finding: string[]]>([
    [{ participantId: '' }, ['participantId', 'error', 'participant-missing']],
    [{ participantId: 'mock-bank' }, ['participantId', 'warning', 'participant-shape']],
    [{ amount: '' }, ['amount', 'error', 'amount-missing']],
    [{ amount: 'x' }, ['amount', 'error', 'amount-malformed']],
    [{ amount: '0,00' }, ['amount', 'error', 'amount-zero']],
    [{ amount: '1,001' }, ['amount', 'error', 'amount-decimals']],
    [{ amount: '9'.repeat(20) }, ['amount', 'error', 'amount-too-large']],
    [{ payerName: '   ' }, ['payerName', 'error', 'name-missing']],
    [{ payerName: 'x'.repeat(121) }, ['payerName', 'error', 'name-too-long']],
    [{ payerCpf: '' }, ['payerCpf', 'error', 'cpf-missing']],
    [{ payerCpf: '5299822472' }, ['payerCpf', 'error', 'cpf-malformed']],
    [{ payerCpf: '529 982 247 25' }, ['payerCpf', 'error', 'cpf-malformed']],
    [{ payerCpf: '529.982.247-26' }, ['payerCpf', 'warning', 'cpf-check-digits']],
    [{ payerCpf: '11111111111' }, ['payerCpf', 'warning', 'cpf-check-digits']],
    [{ method: 'TED' }, ['method', 'warning', 'method-unknown']],
    [{ redirectUrl: '' }, ['redirectUrl', 'hint', 'redirect-missing']],
    [{ redirectUrl: 'example.com' }, ['redirectUrl', 'error', 'redirect-malformed']],
    [{ externalId: 'order 1' }, ['externalId', 'hint', 'external-id-shape']],
  ])('%j', (changes, finding) => {
    expect(findings(changes)).toEqual([finding])
  })
})

describe('each rule lets pass', () => {
  it.each<Partial<PaymentDraft>>([
    { participantId: mockBank.toUpperCase() },
    { amount: 'R$ 1.333,04' },
    { payerName: 'x'.repeat(120) },
    { payerName: '😀'.repeat(120) },
    { payerCpf: '52998224725' },
    { payerCpf: ' 529.982.247-25 ' },
    { method: 'PIX_MANU' },
    { method: 'PIX_DICT' },
    { method: 'PIX_QRCODE' },
    { redirectUrl: 'myapp://return' },
    { externalId: 'C8F0BF49-4744-4933-8960-7ADD6E590841' },
  ])('%j', (changes) => {
    expect(findings(changes)).toEqual([])
  })
})

it('warns of wrong check digits in the sandbox and blocks them in production', () => {
  const wrong = { payerCpf: '12345678901' }
  for (const kind of ['simulator', 'sandbox', 'custom'] as const) {
    expect(findings(wrong, kind)).toEqual([['payerCpf', 'warning', 'cpf-check-digits']])
  }
  expect(findings(wrong, 'production')).toEqual([['payerCpf', 'error', 'cpf-check-digits']])
})

it('lists findings in the order of the form, each with a sentence', () => {
  const all = checkDraft(
    sampleDraft({
      participantId: '',
      amount: '',
      payerName: '',
      payerCpf: '',
      method: '',
      redirectUrl: '',
      externalId: 'x',
    }),
    'sandbox',
  )
  const fields = ['participantId', 'amount', 'payerName', 'payerCpf', 'method', 'redirectUrl']
  expect(all.map(({ field }) => field)).toEqual([...fields, 'externalId'])
  for (const { message } of all) expect(message.length).toBeGreaterThan(10)
})
