import { m } from '../../../messages/index.ts'
import type { AppState } from '../state/app-state.svelte.ts'
import { steps, type Screen } from '../state/navigation.svelte.ts'
import type { Command } from './commands.ts'

/** The names of the screens, in the language in force. */
export const screenTitles: Record<Screen, () => string> = {
  credentials: m.shell_step_credentials,
  participants: m.shell_step_participants,
  payment: m.shell_step_payment,
  watch: m.shell_step_watch,
  history: m.shell_tool_history,
  readiness: m.shell_tool_readiness,
  requests: m.shell_tool_requests,
  drift: m.shell_tool_drift,
  inbox: m.shell_tool_inbox,
  simulator: m.shell_tool_simulator,
  environments: m.shell_tool_environments,
  settings: m.shell_tool_settings,
}

/** What can be done from every screen; the native menu names these by the same ids. */
export function navigationCommands(app: AppState): Command[] {
  const goTo = (id: string, screen: Screen, keys?: string): Command => ({
    id,
    group: 'screens',
    title: () => m.shell_go_to({ screen: screenTitles[screen]() }),
    ...(keys === undefined ? {} : { keys }),
    run: () => app.navigation.go(screen),
  })
  return [
    ...steps.map((step, index) => goTo(`step.${step}`, step, `mod+${index + 1}`)),
    goTo('tool.history', 'history', 'mod+5'),
    goTo('tool.inbox', 'inbox'),
    goTo('tool.readiness', 'readiness', 'mod+9'),
    goTo('tool.simulator', 'simulator', 'mod+6'),
    goTo('tool.requests', 'requests', 'mod+7'),
    goTo('tool.environments', 'environments', 'mod+8'),
    goTo('tool.settings', 'settings', 'mod+,'),
    goTo('tool.drift', 'drift'),
    {
      id: 'payment.new',
      title: m.shell_new_payment,
      run: () => app.navigation.go('payment'),
    },
    {
      id: 'search.focus',
      title: m.shell_focus_search,
      keys: '/',
      enabled: () => searchBox() !== null,
      run: () => searchBox()?.focus(),
    },
  ]
}

/** `watch.open:<localId>`, which main says when a notification is clicked; null for any other command. */
export const paymentToOpen = (id: string): string | null =>
  id.startsWith('watch.open:') ? id.slice('watch.open:'.length) : null

const searchBox = (): HTMLInputElement | null =>
  document.querySelector<HTMLInputElement>('main input[type="search"]')
