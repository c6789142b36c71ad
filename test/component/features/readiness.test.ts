import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { goTo, renderApp } from '../../support/render-app.ts'

const row = (title: string) => screen.getByRole('button', { name: new RegExp(title) })

describe('readiness', () => {
  it('shows the plan, runs it by one button and tells each verdict as it falls', async () => {
    const { world, user } = await renderApp((one) => one.signIn())
    await goTo(user, 'Readiness')
    expect(await screen.findByText('Good keys are accepted')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Run in Simulator' }))
    await waitFor(() => expect(row('TLS quality')).toHaveTextContent('Running'))
    world.readiness.judge('passed', 'TLSv1.3')
    await waitFor(() => expect(row('TLS quality')).toHaveTextContent('Passed'))
    world.readiness.judge('passed')
    world.readiness.judge('failed', 'It was accepted (200).')
    await waitFor(() => expect(row('A wrong secret')).toHaveTextContent('Failed'))
    world.readiness.judge('passed')
    expect(await screen.findByRole('status', { name: 'Result' })).toHaveTextContent('Not ready')
    await user.click(row('A wrong secret'))
    expect(screen.getByText('How it is provoked.', { exact: false })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Open report' }))
    expect(world.transport.callsOf('readiness.open')).toEqual([{ runId: 'run-1' }])
    await user.click(screen.getByRole('button', { name: 'Export…' }))
    expect(await screen.findByText(/Report written to \/reports\/1/)).toBeVisible()
  })

  it('waits for a person, and goes on without', async () => {
    const { world, user } = await renderApp((one) => one.signIn())
    await goTo(user, 'Readiness')
    await user.click(await screen.findByRole('button', { name: 'Run in Simulator' }))
    for (let check = 0; check < 3; check += 1) world.readiness.judge('passed')
    world.readiness.pause()
    expect(await screen.findByText(/Open the bank’s page and authorise/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Go on without it' }))
    await waitFor(() => expect(row('The happy path')).toHaveTextContent('Needs a person'))
  })

  it('compares two runs', async () => {
    const { world, user } = await renderApp((one) => one.signIn())
    await goTo(user, 'Readiness')
    for (let run = 0; run < 2; run += 1) {
      await user.click(await screen.findByRole('button', { name: 'Run in Simulator' }))
      await waitFor(() => expect(row('TLS quality')).toHaveTextContent('Running'))
      for (let check = 0; check < 4; check += 1) world.readiness.judge('passed')
      await screen.findByRole('status', { name: 'Result' })
    }
    await user.click(screen.getByRole('tab', { name: /Runs/ }))
    const runs = within(await screen.findByRole('list', { name: 'Runs' }))
    expect(runs.getAllByRole('listitem')).toHaveLength(2)
    await user.click(runs.getByRole('button', { name: 'Compare with shown' }))
    expect(await screen.findByText(/Passed → Failed/)).toBeVisible()
  })
})

it('runs the scenarios of the profile and tells what differs', async () => {
  const { user } = await renderApp((one) => {
    one.readiness.files = [
      {
        name: 'happy',
        file: 'happy.yaml',
        text: '',
        problems: [],
        scenarios: [
          { name: 'happy', environment: 'simulator', set: {}, variables: {}, expect: {} },
        ],
      },
      {
        name: 'broken',
        file: 'broken.yml',
        text: '',
        problems: [{ path: 'name', message: 'missing' }],
        scenarios: [],
      },
    ]
  })
  await goTo(user, 'Readiness')
  await user.click(await screen.findByRole('tab', { name: 'Scenarios' }))
  expect(await screen.findByText('name missing')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Run all' }))
  expect(await screen.findByText('Ended as PAYMENT_REJECTED, not PAYMENT_COMPLETED.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Remove broken' }))
  await user.click(await screen.findByRole('button', { name: 'Remove' }))
  await waitFor(() => expect(screen.queryByText('name missing')).toBeNull())
})

it('runs with the bank that was chosen for the payment, and says which', async () => {
  const { world, user } = await renderApp((one) => one.signIn())
  await goTo(user, 'Participants')
  await screen.findByRole('grid', { name: 'Participants' })
  await user.type(screen.getByRole('searchbox', { name: 'Search participants' }), 'mock{Enter}')
  await screen.findByRole('heading', { level: 1, name: 'Payment' })
  await goTo(user, 'Readiness')
  expect(await screen.findByText('Bank: Mock Bank')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Run in Simulator' }))
  const [sent] = world.transport.callsOf('readiness.start')
  expect(sent?.participant).toMatch(/./)
})

it('shows the folder also where it holds nothing yet', async () => {
  const { world, user } = await renderApp()
  await goTo(user, 'Readiness')
  await user.click(await screen.findByRole('tab', { name: 'Scenarios' }))
  await user.click(await screen.findByRole('button', { name: 'Show folder' }))
  expect(world.transport.callsOf('scenarios.reveal')).toHaveLength(1)
})
