import { expect, test } from '../support/electron/fixtures.ts'
import { ask } from '../support/electron/ask.ts'
import { Flow } from '../support/electron/pages/flow.ts'

test('the dock shows each exchange as it happens, and what was sent and came back', async ({
  launchApp,
}) => {
  const app = await launchApp({ env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '400' } })
  const { window } = app
  const flow = new Flow(window)
  const dock = window.getByRole('region', { name: 'Exchanges' })
  const table = dock.getByRole('grid', { name: 'List of exchanges' })

  await expect(window.getByRole('heading', { level: 1 })).toBeVisible()
  await window.keyboard.press('Control+j')
  await expect(dock.getByText('No request has left yet')).toBeVisible()
  await flow.prepare('48,00')
  await expect(table.getByText('/auth').first()).toBeVisible()
  await flow.send()
  await expect(flow.status).toContainText('PAYMENT_COMPLETED', { timeout: 20_000 })

  await table.getByRole('row').filter({ hasText: 'POST' }).filter({ hasText: '/payments' }).click()
  await expect(dock.getByText('"ENQUEUED"')).toBeVisible()
  await expect(dock.getByText(/^authorization$/i)).toBeHidden()
  await dock.getByRole('tab', { name: 'Request' }).click()
  await expect(dock.getByText('"participantId"')).toBeVisible()
  await expect(dock.getByText(/^authorization$/i)).toBeVisible()
  for (const [tab, text] of [
    ['Overview', 'Create payment'],
    ['Timing', 'First byte'],
    ['TLS', 'TLSv1.3'],
    ['As code', 'curl'],
  ] as const) {
    await dock.getByRole('tab', { name: tab }).click()
    await expect(dock.getByText(text).first()).toBeVisible()
  }
  // What is secret was taken out before it came here.
  await expect(dock).not.toContainText(/Bearer ey/)

  await window.keyboard.press('Control+j')
  await expect(dock).toBeHidden()
})

test('the dock is as it was left', async ({ launchApp }) => {
  const { window } = await launchApp()
  const dock = window.getByRole('region', { name: 'Exchanges' })
  await window.getByRole('button', { name: 'Exchanges' }).click()
  const bar = window.getByRole('separator', { name: 'Height of the exchanges' })
  await bar.focus()
  const before = Number(await bar.getAttribute('aria-valuenow'))
  await window.keyboard.press('ArrowUp')
  await expect(bar).toHaveAttribute('aria-valuenow', String(before + 16))
  await window.reload()
  await expect(dock).toBeVisible()
  await expect(bar).toHaveAttribute('aria-valuenow', String(before + 16))
})

test('a large body is read in a process of its own, which ends with the app', async ({
  launchApp,
}) => {
  const app = await launchApp()
  const { window, electron } = app
  const flow = new Flow(window)
  const dock = window.getByRole('region', { name: 'Exchanges' })
  await flow.useSimulatorKeys()
  const rule = {
    route: 'participants',
    fault: { kind: 'huge-body', bytes: 3_000_000 },
  } as const
  expect(await ask(window, 'simulator.addFault', { rule })).toMatchObject({ ok: true })
  await flow.authenticate()
  await flow.step('Participants').click()
  await window.keyboard.press('Control+j')
  await dock.getByText('/participants').first().click()
  await expect(dock.getByText('"data"').first()).toBeVisible()
  await dock.getByRole('button', { name: 'Tree' }).click()
  await expect(dock.getByRole('treeitem', { name: /^data/ })).toBeVisible()
  await dock.getByRole('tab', { name: 'As code' }).click()
  await dock.getByRole('combobox', { name: 'Format' }).click()
  await window.getByRole('option', { name: 'JSON' }).click()
  // Masking writes the JSON anew, without the white space that makes it large.
  await dock.getByRole('checkbox', { name: 'Mask personal data' }).click()
  await expect(dock.getByText(/The text goes on/)).toBeVisible()

  const pids = await electron.evaluate(({ app: { getAppMetrics } }) =>
    getAppMetrics()
      .filter(({ name }) => name === 'klavi-tester-bodies')
      .map(({ pid }) => pid),
  )
  expect(pids.length).toBeGreaterThan(0)
  await app.close()
  await expect.poll(() => pids.filter(isAlive)).toEqual([])
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
