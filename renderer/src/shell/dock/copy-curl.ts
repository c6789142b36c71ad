import { m } from '../../../../messages/index.ts'
import { failureOf } from '../../api.ts'
import { localFailure } from '../../format/failure.ts'
import type { AppState } from '../../state/app-state.svelte.ts'
import { copyText, toasts } from '../../ui/index.ts'

/** Puts one exchange's request on the clipboard as a curl line: without secrets, personal data masked. */
export async function copyCurl(app: AppState, id: string): Promise<void> {
  try {
    const what = { format: 'curl' as const, ids: [id], maskPersonal: true }
    const { text, total } = await app.api.request('exchanges.code', what)
    if (text.length < total) {
      toasts.show({ kind: 'danger', message: m.dock_code_long() })
      return
    }
    const done = await copyText(text)
    toasts.show({
      kind: done ? 'success' : 'danger',
      message: done ? m.dock_curl_copied() : m.ui_copy_failed(),
    })
  } catch (thrown) {
    toasts.show({ kind: 'danger', message: localFailure(failureOf(thrown)).message })
  }
}
