import type { PayloadState } from '../../state/payload.svelte.ts'
import { toasts } from '../../ui/index.ts'

/**
 * Says that a helper changed the payload, and offers to take that back for as long as it is the latest change: later
 * "Undo" would take back something else.
 */
export function offerUndo(payload: PayloadState, message: string): void {
  const { step } = payload
  const id = toasts.show({ message, kind: 'success', undo: () => payload.undoStep(step) })
  const stop = $effect.root(() => {
    $effect(() => {
      const shown = toasts.list.some((toast) => toast.id === id)
      if (shown && payload.step === step) return
      toasts.dismiss(id)
      queueMicrotask(() => stop())
    })
  })
}
