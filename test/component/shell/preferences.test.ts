import { waitFor } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import { renderApp } from '../../support/render-app.ts'

it('asks main for its sentences again when the language changes, whoever changed it', async () => {
  const { world } = await renderApp()
  const asked = (): number => world.transport.callsOf('notices.list').length
  const before = asked()
  world.transport.emit('settings', { ...world.settings, theme: 'dark' })
  await waitFor(() => expect(document.documentElement).toHaveAttribute('data-theme', 'dark'))
  expect(asked()).toBe(before)
  world.transport.emit('settings', { ...world.settings, language: 'pt-BR' })
  await waitFor(() => expect(asked()).toBe(before + 1))
})
