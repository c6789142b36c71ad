import { expect, it } from 'vitest'
import { builtInEnvironments } from '../../../core/klavi/environments.ts'
import { keysTeller } from '../../../core/lost-keys.ts'
import { createNotices } from '../../../core/notices.ts'

const [, sandbox, production] = builtInEnvironments

it('the notice of lost keys names those that are lost now, and goes with the last', () => {
  const notices = createNotices(
    () => undefined,
    () => '',
  )
  const { onLost, onFound } = keysTeller(notices)
  const said = (): string[] => notices.list().map(({ message }) => message)
  onLost(sandbox!, 'default', 'secret-service')
  onLost(production!, 'default', 'secret-service')
  expect(said()[0]).toMatch(/Sandbox.*Production/)
  onFound(sandbox!, 'default')
  expect(said()[0]).not.toContain('Sandbox')
  onFound(production!, 'default')
  expect(said()).toEqual([])
})
