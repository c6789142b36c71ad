import { m } from '../../../../messages/index.ts'
import type { Requests } from '../../../../electron/contract/channels.ts'
import { failureOf } from '../../api.ts'
import { localFailure } from '../../format/failure.ts'
import type { AppState } from '../../state/app-state.svelte.ts'
import { toasts } from '../../ui/index.ts'

/** Into a file that the person chooses in the system's dialog; tells where it went, or why not. */
export async function saveExchanges(
  app: AppState,
  what: Requests['exchanges.export']['input'],
): Promise<void> {
  try {
    const saved = await app.api.request('exchanges.export', what)
    if (saved) toasts.show({ kind: 'success', message: m.dock_saved({ path: saved.path }) })
  } catch (thrown) {
    toasts.show({ kind: 'danger', message: localFailure(failureOf(thrown)).message })
  }
}
