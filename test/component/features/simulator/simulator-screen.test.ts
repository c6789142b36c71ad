import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { FakeFailure } from '../../../support/fake-transport.ts'
import { goTo, renderApp, type User } from '../../../support/render-app.ts'
import type { World } from '../../../support/scripted-world.ts'

async function openScreen(
  prepare: (world: World) => void = () => undefined,
): Promise<{ world: World; user: User }> {
  const opened = await renderApp(prepare)
  await goTo(opened.user, 'Simulator')
  await screen.findByRole('heading', { level: 1, name: 'Simulator' })
  return opened
}
const openTab = async (user: User, name: RegExp): Promise<void> =>
  user.click(await screen.findByRole('tab', { name }))

describe('the simulator screen', () => {
  it('says that it does not run, starts nothing by itself, and starts it when asked', async () => {
    const { world, user } = await openScreen()
    expect(await screen.findByText('The simulator is not running')).toBeVisible()
    expect(world.transport.callsOf('simulator.start')).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Start simulator' }))
    const facts = await screen.findByRole('region', { name: 'Simulator facts' })
    expect(within(facts).getByText('https://127.0.0.1:41873')).toBeVisible()
    expect(within(facts).getByText('Running in this app')).toBeVisible()
    expect(within(facts).getByText('ca.pem')).toBeVisible()
  })

  it('is followed while it is open, and only then', async () => {
    const { world, user } = await openScreen()
    await goTo(user, 'History')
    expect(world.transport.callsOf('simulator.follow')).toEqual([{ on: true }, { on: false }])
  })

  it('opens by Ctrl and 6', async () => {
    const { user } = await renderApp()
    await user.keyboard('{Control>}6{/Control}')
    expect(await screen.findByRole('heading', { level: 1, name: 'Simulator' })).toBeVisible()
  })

  it('says whose simulator it is when another environment is in force', async () => {
    await openScreen((world) => {
      world.settings.environmentId = 'sandbox'
      world.simulator.run({ hostedHere: false })
    })
    expect(await screen.findByText(/environment in force is Sandbox/)).toBeVisible()
    expect(screen.getByText('Running in another program of this profile')).toBeVisible()
  })

  it('warns while it speaks another dialect than its environment', async () => {
    const { world, user } = await openScreen((world) => world.simulator.run())
    await user.click(await screen.findByRole('combobox', { name: 'Dialect' }))
    await user.click(await screen.findByRole('option', { name: 'Dialect G3' }))
    expect(await screen.findByText(/While the simulator speaks G3/)).toBeVisible()
    expect(world.transport.callsOf('simulator.configure')).toEqual([{ dialect: 'g3' }])
  })

  it('says why it cannot be asked, and tries again', async () => {
    let failing = true
    const { user } = await openScreen((world) => {
      world.transport.answer({
        'simulator.state': () => {
          if (!failing) return world.simulator.run()
          throw new FakeFailure({ code: 'simulator-failed', details: { reason: 'disk full' } })
        },
      })
    })
    expect(await screen.findByRole('alert')).toHaveTextContent('disk full')
    failing = false
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('region', { name: 'Simulator facts' })).toBeVisible()
  })

  it('says why something was refused, and forgets it with the next that works', async () => {
    const { world, user } = await openScreen((world) => {
      world.simulator.run()
      world.transport.answer({
        'simulator.revokeTokens': () => {
          throw new FakeFailure({ code: 'simulator-failed', details: { reason: 'it is gone' } })
        },
      })
    })
    await user.click(await screen.findByRole('button', { name: 'Revoke tokens' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('it is gone')
    world.transport.answer({ 'simulator.revokeTokens': () => null })
    await user.click(screen.getByRole('button', { name: 'Revoke tokens' }))
    expect(await screen.findByText('Every token given out so far is now refused')).toBeVisible()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('follows what main tells', async () => {
    const { world } = await openScreen((world) => world.simulator.run())
    await screen.findByRole('region', { name: 'Simulator facts' })
    world.transport.emit('simulatorState', world.simulator.run({ served: 1234 }))
    expect(await screen.findByText('1,234')).toBeVisible()
  })
})

describe('behaviour', () => {
  it('changes the speed, and time by hand', async () => {
    const { world, user } = await openScreen((world) => world.simulator.run())
    await user.click(await screen.findByRole('combobox', { name: 'Speed' }))
    await user.click(await screen.findByRole('option', { name: /By hand/ }))
    await waitFor(() =>
      expect(world.transport.callsOf('simulator.configure')).toEqual([{ speed: 0 }]),
    )
  })

  it('takes a duration when the box is left, and says what a wrong one should be', async () => {
    const { world, user } = await openScreen((world) => world.simulator.run())
    const box = await screen.findByRole('textbox', { name: 'Each status lasts (ms)' })
    await user.clear(box)
    await user.type(box, '1,5{Enter}')
    expect(await screen.findByText('Enter a whole number from 1 to 3600000.')).toBeVisible()
    expect(world.transport.callsOf('simulator.configure')).toEqual([])
    await user.clear(box)
    await user.type(box, '250{Tab}')
    await waitFor(() =>
      expect(world.transport.callsOf('simulator.configure')).toEqual([{ stepMs: 250 }]),
    )
    expect(box).toHaveValue('250')
  })

  it('leaves the consent to the page', async () => {
    const { world, user } = await openScreen((world) => world.simulator.run({ consentMs: 700 }))
    const after = await screen.findByRole('textbox', { name: 'After (ms)' })
    expect(after).toHaveValue('700')
    await user.clear(after)
    await user.keyboard('{Enter}')
    await user.click(screen.getByRole('combobox', { name: 'Who authorises' }))
    await user.click(await screen.findByRole('option', { name: /Only the payer/ }))
    await waitFor(() =>
      expect(world.transport.callsOf('simulator.configure')).toEqual([
        { consentMs: null },
        { autoAuthorize: false },
      ]),
    )
    expect(screen.queryByRole('textbox', { name: 'After (ms)' })).toBeNull()
  })
})

describe('outcomes', () => {
  it('picks what becomes of the next payment, and takes it back', async () => {
    const { world, user } = await openScreen((world) => world.simulator.run())
    await openTab(user, /Outcomes/)
    const box = await screen.findByRole('combobox', { name: 'Next payment' })
    await user.click(box)
    await user.keyboard('saldo')
    await user.click(await screen.findByRole('option', { name: /SALDO_INSUFICIENTE/ }))
    const rejected = { kind: 'consent-rejected', code: 'SALDO_INSUFICIENTE' }
    await waitFor(() =>
      expect(world.transport.callsOf('simulator.nextOutcome')).toEqual([{ outcome: rejected }]),
    )
    await user.click(box)
    await user.click(await screen.findByRole('option', { name: /By its amount/ }))
    await waitFor(() =>
      expect(world.transport.callsOf('simulator.nextOutcome').at(-1)).toEqual({ outcome: null }),
    )
  })

  it('puts an amount that matters into the form', async () => {
    const { user } = await openScreen((world) => world.simulator.run())
    await openTab(user, /Outcomes/)
    const table = await screen.findByRole('grid', { name: 'Amounts and payers that matter' })
    expect(within(table).getByText('Consent rejected')).toBeVisible()
    expect(within(table).getByText('SALDO_INSUFICIENTE')).toBeVisible()
    await user.click(within(table).getByRole('button', { name: /Use R\$\s300,06 in the form/ }))
    expect(await screen.findByRole('textbox', { name: 'Amount' })).toHaveValue('300,06')
  })

  it('puts a payer that matters into the form', async () => {
    const { user } = await openScreen((world) => world.simulator.run())
    await openTab(user, /Outcomes/)
    await user.click(await screen.findByRole('button', { name: 'Use 900.000.005-07 in the form' }))
    expect(await screen.findByRole('textbox', { name: 'Payer CPF' })).toHaveValue('900.000.005-07')
  })
})

describe('recipes', () => {
  it('uses one, marks it, and clears it', async () => {
    const { world, user } = await openScreen((world) => world.simulator.run())
    await openTab(user, /Recipes/)
    await user.click(
      await screen.findByRole('button', { name: 'Use recipe: Token dies in mid-flow' }),
    )
    expect(await screen.findByText('Active')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Clear recipe' }))
    await waitFor(() => expect(screen.queryByText('Active')).toBeNull())
    expect(world.transport.callsOf('simulator.recipe')).toEqual([
      { name: 'token-dies' },
      { name: null },
    ])
  })

  it('shows one that has no words here in its own', async () => {
    const { user } = await openScreen((world) => world.simulator.run())
    await openTab(user, /Recipes/)
    expect(await screen.findByText('Made later')).toBeVisible()
  })
})

describe('faults', () => {
  it('lists rules with what they did, and removes one', async () => {
    const { world, user } = await openScreen((world) =>
      world.simulator.run({
        faults: [
          {
            rule: {
              route: 'payment-status',
              probability: 0.12,
              count: 3,
              fault: { kind: 'status', httpStatus: 503, retryAfterS: 1 },
            },
            matched: 7,
            fired: 3,
            spent: true,
          },
        ],
      }),
    )
    await openTab(user, /Faults/)
    const list = await screen.findByRole('list', { name: 'Rules in force' })
    expect(list).toHaveTextContent('httpStatus=503 retryAfterS=1')
    expect(list).toHaveTextContent(/payment-status\s*· 12 %\s*· 3 times\s*· hit 3 of 7/)
    expect(list).toHaveTextContent('spent')
    await user.click(within(list).getByRole('button', { name: /^Remove rule/ }))
    expect(await screen.findByText(/^No rules/)).toBeVisible()
    expect(world.transport.callsOf('simulator.removeFault')).toEqual([{ index: 0 }])
  })

  it('adds a rule with its values and limits', async () => {
    const { world, user } = await openScreen((world) => world.simulator.run())
    await openTab(user, /Faults/)
    const form = within(await screen.findByRole('form', { name: 'New rule' }))
    const status = form.getByRole('textbox', { name: 'httpStatus' })
    expect(status).toHaveValue('503')
    await user.type(form.getByRole('textbox', { name: 'retryAfterS' }), '2')
    await user.type(form.getByRole('textbox', { name: 'Probability (%)' }), '50')
    await user.type(form.getByRole('textbox', { name: 'At most (times)' }), '4')
    await user.type(form.getByRole('textbox', { name: 'For (s)' }), '30')
    await user.click(form.getByRole('button', { name: 'Add rule' }))
    await waitFor(() =>
      expect(world.transport.callsOf('simulator.addFault')).toEqual([
        {
          rule: {
            route: 'payment-status',
            fault: { kind: 'status', httpStatus: 503, retryAfterS: 2 },
            probability: 0.5,
            count: 4,
            durationMs: 30_000,
          },
        },
      ]),
    )
  })

  it('keeps a rule that is being typed while one looks at another tab', async () => {
    const { user } = await openScreen((world) => world.simulator.run())
    await openTab(user, /Faults/)
    await user.type(await screen.findByRole('textbox', { name: 'At most (times)' }), '7')
    await openTab(user, /Outcomes/)
    await openTab(user, /Faults/)
    expect(await screen.findByRole('textbox', { name: 'At most (times)' })).toHaveValue('7')
  })

  it('says which value is wrong and adds nothing', async () => {
    const { world, user } = await openScreen((world) => world.simulator.run())
    await openTab(user, /Faults/)
    const form = within(await screen.findByRole('form', { name: 'New rule' }))
    const status = form.getByRole('textbox', { name: 'httpStatus' })
    await user.clear(status)
    await user.type(status, '9000{Enter}')
    expect(await form.findByText('Enter a whole number from 200 to 599.')).toBeVisible()
    expect(status).toHaveAttribute('aria-invalid', 'true')
    expect(world.transport.callsOf('simulator.addFault')).toEqual([])
  })
})

describe('payments', () => {
  it('says that there are none yet', async () => {
    const { user } = await openScreen((world) => world.simulator.run())
    await openTab(user, /Payments/)
    expect(await screen.findByText(/^No payments yet/)).toBeVisible()
  })

  it('shows amounts with their wire value, and the newest one’s timeline', async () => {
    const { user } = await openScreen((world) => {
      world.simulator.hold()
      world.simulator.run()
    })
    await openTab(user, /Payments/)
    const table = within(await screen.findByRole('table', { name: 'Payments held' }))
    expect(table.getByText('4800')).toBeVisible()
    expect(table.getByText('by hand')).toBeVisible()
    const course = within(table.getByRole('list', { name: 'Timeline' }))
    expect(course.getAllByRole('listitem').map((one) => one.textContent)).toEqual([
      expect.stringContaining('ENQUEUED'),
      expect.stringMatching(/CONSENT_AWAITING_AUTHORIZATION.*now/),
      expect.stringMatching(/CONSENT_AUTHORIZED.*then/),
      expect.stringMatching(/PAYMENT_COMPLETED.*then/),
    ])
    await user.click(table.getByRole('button', { name: /^Timeline of R\$\s48,00/ }))
    expect(table.queryByRole('list', { name: 'Timeline' })).toBeNull()
  })

  it('moves a payment by hand until it ends', async () => {
    const { world, user } = await openScreen((world) => {
      world.simulator.hold()
      world.simulator.run({ speed: 0 })
    })
    await openTab(user, /Payments/)
    await user.click(await screen.findByRole('button', { name: 'Authorize' }))
    await waitFor(() => expect(screen.getByRole('button', { name: 'Reject' })).toBeDisabled())
    await user.click(screen.getByRole('button', { name: 'Step' }))
    expect(await screen.findByText('ended')).toBeVisible()
    for (const name of ['Step', 'Authorize', 'Reject', 'Cancel payment']) {
      expect(screen.getByRole('button', { name })).toBeDisabled()
    }
    expect(world.transport.callsOf('simulator.act').map(({ action }) => action)).toEqual([
      'authorize',
      'step',
    ])
  })

  it('takes in what main tells, newest first', async () => {
    const { world, user } = await openScreen((world) => {
      world.simulator.hold()
      world.simulator.run()
    })
    await openTab(user, /Payments/)
    await screen.findByRole('table', { name: 'Payments held' })
    const newer = world.simulator.hold({
      centavos: 133304,
      passed: [{ status: 'ENQUEUED', at: '2026-11-22T12:05:00.000Z' }],
      status: 'ENQUEUED',
    })
    world.transport.emit('simulatorPayments', [newer])
    await screen.findByText('133304')
    const names = screen
      .getAllByRole('button', { name: /^Timeline of/ })
      .map((one) => one.getAttribute('aria-label'))
    expect(names[0]).toContain('1.333,04')
    expect(names[1]).toContain('48,00')
  })
})

describe('requests', () => {
  it('shows what was served and what comes in, with its fault', async () => {
    const { world, user } = await openScreen((world) => {
      world.simulator.serve({ method: 'POST', path: '/payment/customer/v1/auth' })
      world.simulator.run()
    })
    await openTab(user, /Requests/)
    const log = within(await screen.findByRole('grid', { name: 'Request log' }))
    expect(log.getByText('…/auth')).toBeVisible()
    world.simulator.serve({ status: 503, fault: 'status' })
    expect(await log.findByText('503')).toBeVisible()
    expect(log.getByText('status')).toBeVisible()
  })

  it('shows each request once, and reads again what it missed', async () => {
    const { world, user } = await openScreen((world) => {
      world.simulator.serve()
      world.simulator.run()
    })
    await openTab(user, /Requests/)
    const log = await screen.findByRole('grid', { name: 'Request log' })
    expect(log).toHaveAttribute('aria-rowcount', '2')
    world.transport.emit('simulatorRequests', world.simulator.requests)
    world.simulator.serve()
    await waitFor(() => expect(log).toHaveAttribute('aria-rowcount', '3'))
    const [served] = world.simulator.requests
    // One that no event told of.
    if (served) world.simulator.requests.push({ ...served, seq: 3 })
    world.simulator.serve()
    await waitFor(() => expect(log).toHaveAttribute('aria-rowcount', '5'))
    expect(world.transport.callsOf('simulator.requests')).toHaveLength(2)
  })
})

it('speaks Portuguese', async () => {
  const { world } = await openScreen((world) => {
    world.simulator.hold()
    world.simulator.run()
  })
  await screen.findByRole('tab', { name: /Behaviour/ })
  world.transport.emit('settings', { ...world.settings, language: 'pt-BR' })
  expect(await screen.findByRole('tab', { name: /Comportamento/ })).toBeVisible()
  expect(screen.getByRole('button', { name: 'Revogar tokens' })).toBeVisible()
})
