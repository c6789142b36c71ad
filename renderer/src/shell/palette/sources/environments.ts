import { m } from '../../../../../messages/index.ts'
import type { AppState } from '../../../state/app-state.svelte.ts'
import type { Command } from '../../commands.ts'

/** Every environment that can be used in this run. */
export const environmentChoices = (app: AppState): Command[] =>
  app.environments.list.map((one) => ({
    id: `environment:${one.id}`,
    group: 'environments',
    title: () => m.palette_environment({ name: one.name }),
    detail: () => one.origin,
    enabled: () => one.blockedBy === undefined,
    checked: () => app.environments.current?.id === one.id,
    run: () => void app.environments.select(one.id),
  }))
