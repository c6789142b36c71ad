import { m } from '../../../../messages/index.ts'
import type { Command } from '../../shell/commands.ts'
import type { AppState } from '../../state/app-state.svelte.ts'

/** Locking is one key from anywhere; unlocking asks for the name. The native menu names the first by its id. */
export function guardCommands(app: AppState): Command[] {
  const current = () => app.environments.current
  return [
    {
      id: 'guard.lock',
      title: m.guard_lock_now,
      keys: 'mod+l',
      enabled: () => app.environments.list.some((one) => one.guard && !one.guard.locked),
      run: () => void app.guard.lock(),
    },
    {
      id: 'guard.unlock',
      title: () => m.guard_unlock_command({ environment: current()?.name ?? '' }),
      enabled: () => current()?.guard?.locked === true && !current()?.blockedBy,
      run: () => {
        const id = current()?.id
        if (id) void app.guard.unlock(id)
      },
    },
  ]
}
