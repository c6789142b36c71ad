import { configure, render, screen, waitFor } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, vi } from 'vitest'
import App from '../../renderer/src/app.svelte'
import { createApi } from '../../renderer/src/api.ts'
import { scriptedWorld, type World } from './scripted-world.ts'

// The whole window in jsdom on a busy machine: nothing here measures time.
vi.setConfig({ testTimeout: 30_000 })
configure({ asyncUtilTimeout: 5_000 })

export type User = ReturnType<typeof userEvent.setup>

/** The whole window over a scripted world, ready to be used. */
export async function renderApp(
  prepare: (world: World) => void = () => undefined,
): Promise<{ world: World; user: User }> {
  localStorage.clear()
  history.replaceState(null, '', '/')
  const world = scriptedWorld()
  prepare(world)
  const user = userEvent.setup({ delay: null })
  render(App, { props: { api: createApi(world.transport) } })
  await screen.findByRole('navigation', { name: /steps|passos/i })
  return { world, user }
}

/** Goes to a screen by its link in the rail. */
export async function goTo(user: User, name: string): Promise<void> {
  const link = screen.getByRole('link', { name })
  await user.click(link)
  await waitFor(() => expect(link).toHaveAttribute('aria-current', 'page'))
}
