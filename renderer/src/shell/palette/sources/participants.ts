import { m } from '../../../../../messages/index.ts'
import type { AppState } from '../../../state/app-state.svelte.ts'
import type { Command } from '../../commands.ts'

/** The banks of the environment in force, as far as they were fetched: choosing one opens the form with it. */
export function participantChoices(app: AppState): Command[] {
  const { current } = app.environments
  if (!current) return []
  const list = app.participants.list(current.id)?.participants ?? []
  return list.map((bank) => ({
    id: `participant:${current.id}:${bank.id}`,
    group: 'participants',
    title: () => bank.name,
    detail: () => bank.slug ?? bank.id,
    checked: () => app.payload.bankId === bank.id,
    run: () => {
      app.participants.pick(current.id, bank)
      app.payload.pickBank(bank)
      app.navigation.go('payment')
    },
  }))
}

/** What concerns the list of banks as a whole. */
export const participantCommands = (app: AppState): Command[] => [
  {
    id: 'participants.refresh',
    title: m.palette_refresh_participants,
    enabled: () => app.environments.current?.token != null,
    run: () => {
      app.navigation.go('participants')
      const id = app.environments.current?.id
      if (id) void app.participants.refresh(id)
    },
  },
]
