import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '../support/electron/fixtures.ts'
import type { RunningApp } from '../support/electron/launch-app.ts'
import { Flow } from '../support/electron/pages/flow.ts'
import { setLook, setSize, sizes, themes } from '../support/electron/pages/look.ts'
import { SimulatorPage } from '../support/electron/pages/simulator-page.ts'

const quick = { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '300' }

/** Ready to send, and wide enough for the whole screen. */
async function prepared(app: RunningApp, amount: string) {
  await setSize(app.electron, app.window, [1280, 800])
  const flow = new Flow(app.window)
  await flow.prepare(amount)
  return { flow, simulator: new SimulatorPage(app.window) }
}

test('the outcome that was picked on the screen is the payment’s end', async ({ launchApp }) => {
  const app = await launchApp({ env: quick })
  const { flow, simulator } = await prepared(app, '48,00')
  await simulator.open()
  await simulator.tab('Outcomes')
  await app.window.getByRole('combobox', { name: 'Next payment' }).click()
  await app.window.keyboard.type('recusado_spi')
  await app.window.getByRole('option', { name: /^Payment rejected/ }).click()
  await flow.step('Payment').click()
  await flow.send()
  await expect(flow.status).toContainText('PAYMENT_REJECTED', { timeout: 20_000 })
  await expect(app.window.getByText('PAGAMENTO_RECUSADO_SPI').first()).toBeVisible()
  // It counted once.
  await simulator.open()
  await expect(app.window.getByRole('combobox', { name: 'Next payment' })).toHaveValue(
    /By its amount/,
  )
})

test('a recipe makes a bad day and is cleared again', async ({ launchApp }) => {
  const app = await launchApp({ env: quick })
  const { flow, simulator } = await prepared(app, '48,00')
  await simulator.open()
  await simulator.tab('Recipes')
  await app.window.getByRole('button', { name: /^Use recipe: Answer lost/ }).click()
  await expect(app.window.getByText('Active', { exact: true })).toBeVisible()
  await flow.step('Payment').click()
  await flow.send()
  await expect(
    app.window.getByText('The answer was lost: the payment may or may not exist'),
  ).toBeVisible()
  await simulator.open()
  // The simulator has it: that is what makes it a lost answer.
  await expect(simulator.payments.getByText('4800')).toBeVisible()
  await expect(simulator.requests.getByText('reset').first()).toBeVisible()
  await simulator.tab('Recipes')
  await app.window.getByRole('button', { name: 'Clear recipe' }).click()
  await expect(app.window.getByText('Active', { exact: true })).toBeHidden()
})

test('an amount that matters goes into the form', async ({ launchApp }) => {
  const app = await launchApp({ env: quick })
  await setSize(app.electron, app.window, [1280, 800])
  const simulator = new SimulatorPage(app.window)
  await simulator.open()
  await app.window.getByRole('button', { name: 'Start simulator' }).click()
  await simulator.tab('Outcomes')
  const table = app.window.getByRole('grid', { name: 'Amounts and payers that matter' })
  await table.getByRole('button', { name: /^Use R\$\s300,06 in the form/ }).click()
  await expect(app.window.getByRole('textbox', { name: 'Amount' })).toHaveValue('300,06')
})

test('by hand, step by step, a payment is driven to its end', async ({ launchApp }) => {
  const app = await launchApp({ env: quick })
  const { flow, simulator } = await prepared(app, '48,00')
  await simulator.open()
  await simulator.choose('Speed', /By hand/)
  await flow.step('Payment').click()
  await flow.send()
  await expect(flow.status).toContainText('ENQUEUED')
  await simulator.open()
  const steps = [
    'CONSENT_AWAITING_AUTHORIZATION',
    'CONSENT_AUTHORIZED',
    'PAYMENT_PENDING',
    'PAYMENT_SETTLEMENT_PROCESSING',
    'PAYMENT_COMPLETED',
  ]
  for (const status of steps) {
    await simulator.step()
    await expect(simulator.course.getByRole('listitem').filter({ hasText: 'now' })).toContainText(
      status,
    )
  }
  await expect(app.window.getByRole('button', { name: 'Step', exact: true })).toBeDisabled()
  await app.window.getByRole('button', { name: 'Open in Watch' }).click()
  await expect(flow.status).toContainText('PAYMENT_COMPLETED')
})

test('an injected 503 shows in the watch’s log, and the watch goes on', async ({ launchApp }) => {
  const app = await launchApp({ env: quick })
  const { flow, simulator } = await prepared(app, '48,00')
  await simulator.open()
  await simulator.failPolls(503, 2)
  await expect(simulator.rules).toContainText('httpStatus=503')
  await flow.step('Payment').click()
  await flow.send()
  await expect(flow.log.getByText('503').first()).toBeVisible({ timeout: 20_000 })
  await expect(flow.status).toContainText('PAYMENT_COMPLETED', { timeout: 30_000 })
  await simulator.open()
  await simulator.tab('Faults')
  await expect(simulator.rules).toContainText('spent')
  await expect(simulator.requests.getByText('503').first()).toBeAttached()
})

test('what it holds and how it was set survives a restart', async ({ launchApp }) => {
  const first = await launchApp({ env: quick })
  const before = await prepared(first, '52,10')
  await before.simulator.open()
  await before.simulator.choose('Speed', /By hand/)
  await before.flow.step('Payment').click()
  await before.flow.send()
  await expect(before.flow.status).toContainText('ENQUEUED')
  await first.close()

  const second = await launchApp({ env: quick })
  await setSize(second.electron, second.window, [1280, 800])
  const simulator = new SimulatorPage(second.window)
  await simulator.open()
  const start = second.window.getByRole('button', { name: 'Start simulator' })
  // The watch that goes on may have started it already.
  await expect(start.or(simulator.payments)).toBeVisible()
  if (await start.isVisible()) await start.click().catch(() => undefined)
  await expect(simulator.payments.getByText('5210')).toBeVisible()
  await expect(second.window.getByRole('combobox', { name: 'Speed' })).toContainText('By hand')
  await expect(simulator.course.getByRole('listitem').filter({ hasText: 'now' })).toContainText(
    'ENQUEUED',
  )
})

test('axe finds nothing on any of its tabs, in either theme and size', async ({ launchApp }) => {
  test.setTimeout(120_000)
  const app = await launchApp({ env: quick })
  const { window } = app
  const { flow, simulator } = await prepared(app, '300,06')
  await flow.send()
  await expect(flow.status).toContainText('CONSENT_REJECTED', { timeout: 20_000 })
  await simulator.open()
  await simulator.failPolls(503, 1)
  for (const theme of themes) {
    for (const size of sizes) {
      await setLook(window, { theme, language: 'en' })
      await setSize(app.electron, window, size)
      // Where there is room, payments and requests stand beside the tabs instead of being two more.
      await expect(window.getByRole('tab')).toHaveCount(size[0] > 1_000 ? 4 : 6)
      for (const tab of await window.getByRole('tab').all()) {
        await tab.click()
        const { violations } = await new AxeBuilder({ page: window })
          .setLegacyMode(true)
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
          .analyze()
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`,
        )
        expect(found, `${await tab.textContent()} in ${theme} at ${size[0]}`).toEqual([])
      }
    }
  }
})
