import { m } from '../../../../../messages/index.ts'
import type { AppState } from '../../../state/app-state.svelte.ts'
import type { Command } from '../../commands.ts'

/** The keys and the token of the environment in force; the screen that shows what came of it is opened. */
export function credentialCommands(app: AppState): Command[] {
  const current = () => app.environments.current
  const keysState = () => current()?.credential.state
  return [
    {
      id: 'credentials.authenticate',
      title: m.credentials_authenticate,
      enabled: () => keysState() === 'stored' || keysState() === 'session',
      run: () => {
        app.navigation.go('credentials')
        const id = current()?.id
        if (id) void app.credentials.authenticate(id)
      },
    },
    {
      id: 'credentials.use-simulator',
      title: m.credentials_use_simulator,
      enabled: () => current()?.kind === 'simulator',
      run: () => {
        app.navigation.go('credentials')
        const id = current()?.id
        if (id) void app.credentials.useSimulatorKeys(id)
      },
    },
  ]
}
