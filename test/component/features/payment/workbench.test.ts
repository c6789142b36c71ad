import { crc16 } from '../../../../core/payments/br-code/crc16.ts'
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { bankOnly, g1Document, wholeDocument } from '../../../support/payload-documents.ts'
import { box, checkout, more, openPayment, openTab, pageIsFree, savedText } from './open-payment.ts'

const editor = () => screen.findByRole('textbox', { name: 'Payload JSON' })
const undo = (from: Element) => fireEvent.keyDown(from, { key: 'z', ctrlKey: true })
const redo = (from: Element) => fireEvent.keyDown(from, { key: 'z', ctrlKey: true, shiftKey: true })

describe('form and JSON', () => {
  it('shows in the JSON at once what is typed in the form, unknown fields and layout kept', async () => {
    const text = '{"custom": [1,2],\n   "amount": "4800",  "method":"PIX_MANU_AUTO"}'
    const { world, user } = await openPayment({ ...wholeDocument, text })
    await user.clear(box('Amount'))
    await user.type(box('Amount'), '1.333,04')
    expect(savedText(world)).toContain('"custom": [1,2],')
    await waitFor(() => expect(savedText(world)).toContain('"amount": "133304"'))
    expect(await editor()).toHaveTextContent('"133304"')
  })

  it('makes one undo and redo of both sides', async () => {
    const { user } = await openPayment(bankOnly)
    await user.type(box('Payer name'), 'Ana')
    await user.type(box('Amount'), '5,00')
    await undo(box('Amount'))
    expect(box('Amount')).toHaveValue('')
    expect(box('Payer name')).toHaveValue('Ana')
    await undo(await editor())
    expect(box('Payer name')).toHaveValue('')
    await redo(box('Payer name'))
    expect(box('Payer name')).toHaveValue('Ana')
    await user.click(screen.getByRole('button', { name: 'Redo in form and JSON' }))
    expect(box('Amount')).toHaveValue('5,00')
  })

  it('keeps the form’s last good values while the JSON is broken, and says where it is', async () => {
    const { user } = await openPayment({ ...wholeDocument, text: '{\n  "amount": \n}' })
    expect(await screen.findByText('The JSON has to be mended first')).toBeVisible()
    expect(box('Amount')).toBeDisabled()
    expect(screen.getByRole('button', { name: /Not JSON from line 3, column 1/ })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Show where' }))
    await waitFor(async () => expect(await editor()).toHaveFocus())
  })
})

describe('methods and dialects', () => {
  it('asks for the fields of a method, and lists what a switch leaves out', async () => {
    const { user } = await openPayment(g1Document({ method: 'PIX_DICT', pixKey: 'a@b.co' }))
    expect(box('Pix key')).toHaveValue('a@b.co')
    await user.click(screen.getByRole('combobox', { name: 'Method' }))
    await user.click(await screen.findByRole('option', { name: /PIX_MANU_AUTO/ }))
    expect(await screen.findByText('Left out in the switch: 1')).toBeVisible()
    expect(screen.queryByRole('textbox', { name: 'Pix key' })).toBeNull()
    const note = screen.getByText('Left out in the switch: 1').closest('[role="note"]')
    await user.click(within(note as HTMLElement).getByRole('button', { name: 'Undo' }))
    expect(box('Pix key')).toHaveValue('a@b.co')
  })

  it('translates into another dialect and warns that the environment speaks another', async () => {
    const { world, user } = await openPayment(wholeDocument)
    await user.click(screen.getByRole('combobox', { name: 'Dialect' }))
    await user.click(await screen.findByRole('option', { name: 'G2' }))
    await waitFor(() => expect(savedText(world)).toContain('"institutionId"'))
    expect(JSON.parse(savedText(world))).toMatchObject({ amount: '48.00' })
    await user.click(screen.getByRole('button', { name: 'Translate to G1' }))
    await waitFor(() => expect(JSON.parse(savedText(world))).toMatchObject({ amount: '4800' }))
  })

  it('offers to remove what a method forbids', async () => {
    const { world, user } = await openPayment(g1Document({ pixKey: 'a@b.co' }))
    await user.click(await screen.findByRole('button', { name: 'Remove Pix key' }))
    await waitFor(() => expect(savedText(world)).not.toContain('pixKey'))
  })
})

describe('helpers', () => {
  it('makes up a CPF with right check digits', async () => {
    const { world, user } = await openPayment(bankOnly)
    await user.click(screen.getByRole('button', { name: 'Make one up for Payer CPF' }))
    await user.click(await screen.findByRole('menuitem', { name: 'New CPF' }))
    await waitFor(() => expect(box('Payer CPF').value).toMatch(/^\d{3}\.\d{3}\.\d{3}-\d{2}$/))
    const { taxId } = (JSON.parse(savedText(world)) as { user: { taxId: string } }).user
    expect(taxId).toMatch(/^\d{11}$/)
  })

  it('tells what a Pix key is, and how DICT writes it', async () => {
    const { user } = await openPayment(
      g1Document({ method: 'PIX_DICT', pixKey: '(11) 98765-4321' }),
    )
    expect(await screen.findByText('PHONE')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Write +5511987654321' }))
    expect(box('Pix key')).toHaveValue('+5511987654321')
  })

  it('shows what variables stand for', async () => {
    const { user } = await openPayment(
      g1Document({ user: { name: '{{var.PAYER}}', taxId: '52998224725' } }),
    )
    expect(await screen.findByText('Sent as Maria da Silva')).toBeVisible()
    await openTab(user, 'Wire')
    expect(await checkout().findByText('{{var.PAYER}}')).toBeVisible()
    expect(checkout().getByText('Centavos')).toBeVisible()
  })

  it('reads a code, warns of what is refused, and uses it; and draws one of the payload', async () => {
    const code =
      '00020126330014br.gov.bcb.pix0111529982247255204000053039865802BR5905Maria6009Sao Paulo62070503***6304'
    const { world, user } = await openPayment(g1Document({ method: 'PIX_DICT', pixKey: 'a@b.co' }))
    await openTab(user, 'Pix code')
    expect(await screen.findByRole('img', { name: 'QR code of this payload' })).toBeVisible()
    await user.click(box('Copia e cola'))
    await user.paste(`${code}0000`)
    expect(await screen.findByText(/The CRC is wrong/)).toBeVisible()
    await user.clear(box('Copia e cola'))
    await user.click(box('Copia e cola'))
    await user.paste(code + crc16(code))
    expect(await screen.findByText('Static')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Use in the payload' }))
    await waitFor(() => expect(savedText(world)).toContain('"pixKey": "52998224725"'))
  })
})

describe('presets, import and export', () => {
  it('begins with a preset, tells how far it moved, and goes back', async () => {
    const { world, user } = await openPayment(wholeDocument)
    await user.click(screen.getByRole('button', { name: 'Presets' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Presets' }))
    await user.type(dialog.getByRole('searchbox', { name: 'Search presets' }), 'PIX_DICT')
    const [first] = await dialog.findAllByRole('button', { name: /PIX_DICT/ })
    await user.click(first as HTMLElement)
    await waitFor(() => expect(savedText(world)).toContain('PIX_DICT'))
    expect(await screen.findByText('Changes: 0')).toBeVisible()
    await pageIsFree()
    await user.clear(box('Payer name'))
    await user.type(box('Payer name'), 'Bia')
    expect(await screen.findByText('Changes: 1')).toBeVisible()
  })

  it('saves one of its own, and replaces a file only when that is meant', async () => {
    const { world, user } = await openPayment(wholeDocument)
    for (const press of ['Save', 'Replace the file']) {
      await more(user, 'Save as preset…')
      const dialog = within(await screen.findByRole('dialog', { name: 'Save as preset…' }))
      await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'Mine')
      await user.click(dialog.getByRole('button', { name: 'Save' }))
      if (press !== 'Save') await user.click(await dialog.findByRole('button', { name: press }))
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    }
    expect(world.payload.presets).toHaveLength(1)
    expect(world.transport.callsOf('presets.save').at(-1)).toMatchObject({ replace: true })
  })

  it('imports a curl line and says what it did not read', async () => {
    const { world, user } = await openPayment(wholeDocument)
    await more(user, 'Import…')
    const dialog = within(await screen.findByRole('dialog', { name: 'Import…' }))
    const line = 'curl -d @body.json --data-raw \'{"amount":"777"}\''
    await user.click(dialog.getByRole('textbox', { name: 'curl or JSON' }))
    await user.paste(line)
    expect(await dialog.findByText('@body.json was not read.')).toBeVisible()
    await user.click(dialog.getByRole('button', { name: 'Use this payload' }))
    await waitFor(() => expect(savedText(world)).toBe('{"amount":"777"}'))
  })

  it('refuses what is neither, with the reason', async () => {
    const { user } = await openPayment(wholeDocument)
    await more(user, 'Import…')
    const dialog = within(await screen.findByRole('dialog', { name: 'Import…' }))
    await user.type(dialog.getByRole('textbox', { name: 'curl or JSON' }), 'hello')
    expect(await dialog.findByRole('alert')).toBeVisible()
    expect(dialog.getByRole('button', { name: 'Use this payload' })).toBeDisabled()
  })

  it('exports as code and names the variables it needs', async () => {
    const { user } = await openPayment(wholeDocument)
    await more(user, 'Export as code…')
    const dialog = within(await screen.findByRole('dialog', { name: 'Export as code…' }))
    expect(await dialog.findByText('KLAVI_ACCESS_TOKEN')).toBeVisible()
    await user.click(dialog.getByRole('tab', { name: 'Python' }))
    await waitFor(() =>
      expect(dialog.getByRole('region', { name: 'Code' })).toHaveTextContent(/^python/),
    )
  })
})

describe('compare, send again, series, return', () => {
  it('lists differences by meaning and sends a sent one again with an id of its own', async () => {
    const { world, user } = await openPayment(wholeDocument)
    await user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByRole('status', { name: 'Payment status' })
    await user.click(screen.getByRole('link', { name: 'Payment' }))
    await screen.findByRole('textbox', { name: 'Amount' })
    await more(user, 'Send the latest again with a change')
    await pageIsFree()
    expect(await screen.findByText(/Sending again: R\$.48,00 · Mock Bank/)).toBeVisible()
    expect(savedText(world)).toContain('{{uuid}}')
    expect(await screen.findByText('Changes: 0')).toBeVisible()
    await user.clear(box('Amount'))
    await user.type(box('Amount'), '49,00')
    expect(await screen.findByText('Changes: 1')).toBeVisible()
    await openTab(user, 'Compare')
    const list = within(await screen.findByRole('list', { name: 'Differences' }))
    expect(list.getByText('"4900"')).toBeVisible()
    expect(list.getByText('"4800"')).toBeVisible()
  })

  it('sends a series at a stated rate, follows its rows and stops', async () => {
    const { world, user } = await openPayment(wholeDocument)
    await openTab(user, 'Series')
    await user.type(box('Values'), '48,00\n300,06\n""')
    await user.click(screen.getByRole('button', { name: 'Send 3' }))
    expect(world.transport.callsOf('matrix.start')).toMatchObject([
      { path: ['amount'], values: ['4800', '30006', ''], perMinute: 30, negative: false },
    ])
    const table = within(await screen.findByRole('table', { name: 'Results' }))
    expect(table.getAllByRole('row')).toHaveLength(4)
    const run = world.payload.matrix
    if (!run) throw new Error('no run')
    const [first] = run.rows
    if (!first) throw new Error('no row')
    const error = { code: 'http-bad-request', message: 'Refused (HTTP 422).', hint: '' }
    world.transport.emit('matrix', { ...run, rows: [{ ...first, state: 'failed', error }] })
    expect(await table.findByText('Refused (HTTP 422).')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Stop' }))
    expect(world.transport.callsOf('matrix.cancel')).toHaveLength(1)
  })

  it('sends no series in production, and none at a rate that is none', async () => {
    const { user, world } = await openPayment(wholeDocument)
    await openTab(user, 'Series')
    await user.type(box('Values'), '1,00')
    await user.clear(box('A minute'))
    await user.type(box('A minute'), '0')
    expect(screen.getByRole('button', { name: 'Send 1' })).toBeDisabled()
    for (const environment of world.environments) delete environment.blockedBy
    world.payload.documents.set('production', wholeDocument)
    world.transport.emit('environments', world.environments)
    world.transport.emit('settings', { ...world.settings, environmentId: 'production' })
    expect(await screen.findByText(/Production is guarded/)).toBeVisible()
    expect(screen.queryByRole('button', { name: /^Send \d/ })).toBeNull()
  })

  it('listens for the way back, fills in its address and shows what came', async () => {
    const { world, user } = await openPayment(wholeDocument)
    await openTab(user, 'Return')
    await user.click(await screen.findByRole('button', { name: 'Listen on this computer' }))
    expect(await screen.findByText('Nobody came back yet')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Use as redirect URL' }))
    await waitFor(() => expect(savedText(world)).toContain('http://127.0.0.1:40123/return/7f3a'))
    world.transport.emit('returns', [
      {
        id: 'v1',
        at: '2026-05-04T12:00:00.000Z',
        method: 'GET',
        target: '/return/7f3a?error=access_denied',
        parameters: [['error', 'access_denied']],
        findings: [{ code: 'return-error', message: 'The bank says: access_denied.' }],
      },
    ])
    const visits = within(await screen.findByRole('list', { name: 'What came back' }))
    expect(visits.getByText('access_denied')).toBeVisible()
    expect(visits.getByText('The bank says: access_denied.')).toBeVisible()
  })
})
