import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { Dialect, PayloadDocument } from '../../../../electron/contract/types.ts'
import { writeBrCode } from '../../../../core/payments/br-code/write.ts'
import { openGroups } from '../../../../renderer/src/features/payment/open-groups.svelte.ts'
import { fieldsOf, type FieldSpec } from '../../../../shared/payload/fields.ts'
import { setAt } from '../../../../shared/payload/json-edit.ts'
import type { User } from '../../../support/render-app.ts'
import type { World } from '../../../support/scripted-world.ts'
import { box, openPayment, sendButton } from './open-payment.ts'

type Kind = FieldSpec['kind']
const uuid = 'c8f0bf49-4744-4933-8960-000000000001'
const key = 'pix@example.com'

const good = (spec: FieldSpec, dialect: Dialect): string =>
  (
    ({
      amount: dialect === 'g1' ? '4800' : '48.00',
      participant: uuid,
      id: uuid,
      choice: spec.choices?.[0] ?? '',
      cpf: '52998224725',
      cnpj: '11222333000181',
      document: '52998224725',
      'pix-key': key,
      'qr-code': writeBrCode({ key, centavos: 4800, merchantName: 'Loja', city: 'Brasilia' }),
      date: '2026-05-06',
      url: 'https://example.com/return',
      email: 'ana@example.com',
      phone: '+5511987654321',
      digits: '1'.repeat(spec.digits?.[0] ?? 1),
      text: 'Loja',
    }) satisfies Record<Kind, string>
  )[spec.kind]
/** What is wrong for every kind. */
const bad = (spec: FieldSpec): string => (spec.kind === 'text' ? 'x'.repeat(2_000) : 'não é isto')
/** What a sandbox may take, where the kind knows such a thing. */
const doubtful = (spec: FieldSpec, dialect: Dialect): string =>
  ({ cpf: '12345678901', cnpj: '11222333000180', document: '12345678901', participant: 'bank-1' })[
    spec.kind as string
  ] ?? good(spec, dialect)

const states = {
  empty: () => undefined,
  good,
  'with an error': bad,
  'with a warning': doubtful,
  'with a variable': () => '{{var.PAYER}}',
  'with a variable that has no value': () => '{{var.NONE}}',
} satisfies Record<string, (spec: FieldSpec, dialect: Dialect) => string | undefined>

function documentOf(
  dialect: Dialect,
  value: (typeof states)[keyof typeof states],
): PayloadDocument {
  let text = '{}'
  for (const spec of fieldsOf(dialect)) {
    const wire = spec.id === 'method' ? 'PIX_MANU' : value(spec, dialect)
    if (wire === undefined) continue
    const made = setAt(text, spec.path, wire)
    if (made.ok) text = made.text
  }
  return { text, participantName: '', typed: {} }
}

async function open(
  dialect: Dialect,
  document: PayloadDocument,
): Promise<{ world: World; user: User }> {
  for (const group of ['return', 'schedule', 'business', 'contact'] as const) {
    openGroups.set(group, true)
  }
  for (const group of ['creditor', 'debtor', 'client'] as const) openGroups.set(group, true)
  return openPayment(document, (world) => {
    for (const one of world.environments) if (one.id === 'simulator') one.dialect = dialect
  })
}
const controlOf = (spec: FieldSpec): HTMLElement | null =>
  document.getElementById(`payment-${spec.id}`)

const all = Object.keys(states) as (keyof typeof states)[]

// The pieces are the same for both: of the other dialect what tells most.
describe.each([
  ['g1', all],
  ['g2', ['with an error', 'with a variable that has no value']],
] as const)('every field of %s', (dialect, tried) => {
  const specs = fieldsOf(dialect)

  it.each(tried)('%s says what main says of it', async (state) => {
    const { world, user } = await open(dialect, documentOf(dialect, states[state]))
    const { text } = documentOf(dialect, states[state])
    const { findings } = world.payload.preview('simulator', text)
    await user.click(sendButton())
    const isHeld = findings.some(({ severity }) => severity === 'error')
    if (!isHeld) return
    await waitFor(() => expect(box('Amount')).toBeVisible())
    let seen = 0
    for (const spec of specs) {
      const control = controlOf(spec)
      if (!control) {
        // Only what the method has no use for and the payload does not hold may be missing.
        expect([spec.id, state]).toEqual([spec.id, 'empty'])
        continue
      }
      seen += 1
      expect(control, spec.id).toHaveAccessibleName()
      const own = findings.filter(({ field }) => field === spec.id)
      const worst =
        own.find(({ severity }) => severity === 'error') ??
        own.find(({ severity }) => severity === 'warning')
      if (!worst) continue
      await waitFor(() =>
        expect(control, spec.id).toHaveAccessibleDescription(
          expect.stringContaining(worst.message.trim()),
        ),
      )
      if (spec.id === 'participantId') continue
      const invalid = control.getAttribute('aria-invalid') === 'true'
      expect([spec.id, invalid]).toEqual([spec.id, worst.severity === 'error'])
    }
    expect(seen).toBeGreaterThan(5)
  })

  it('cannot be edited while the JSON is broken', async () => {
    const whole = documentOf(dialect, states.good)
    await open(dialect, { ...whole, text: `${whole.text.slice(0, -1)},` })
    await screen.findByText('The JSON has to be mended first')
    for (const spec of specs) {
      const control = controlOf(spec)
      if (control && spec.id !== 'participantId') expect(control, spec.id).toBeDisabled()
    }
  })
})
