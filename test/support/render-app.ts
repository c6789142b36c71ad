import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import App from '../../renderer/src/app.svelte'
import { createApi } from '../../renderer/src/api.ts'
import { scriptedWorld, type World } from './scripted-world.ts'

export type User = ReturnType<typeof userEvent.setup>

/** The whole window over a scripted world, ready to be used. */
export async function renderApp(
  prepare: (world: World) => void = () => undefined,
): Promise<{ world: World; user: User }> {
  localStorage.clear()
  history.replaceState(null, '', '/')
  const world = scriptedWorld()
  prepare(world)
  const user = userEvent.setup()
  render(App, { props: { api: createApi(world.transport) } })
  await screen.findByRole('navigation', { name: /steps|passos/i })
  return { world, user }
}

/** Goes to a screen by its link in the rail. */
export async function goTo(user: User, name: string): Promise<void> {
  await user.click(screen.getByRole('link', { name }))
}
