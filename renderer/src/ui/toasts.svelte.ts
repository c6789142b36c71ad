/** A short message that comes and goes. */
export interface Toast {
  id: number
  message: string
  kind: ToastKind
  undo: (() => void) | null
}

export type ToastKind = 'info' | 'success' | 'warning' | 'danger'

export interface ToastRequest {
  message: string
  kind?: ToastKind
  /** Offers "Undo"; called at most once. */
  undo?: () => void
  /** How long it stays, in milliseconds; 0 keeps it until dismissed. Default 5,000, with undo 10,000. */
  timeoutMs?: number
}

/** At most this many are shown; the oldest gives way. */
const MOST = 4

/**
 * The toasts on screen. Times stand still while the person points at or is inside the region (`hold`, `resume`),
 * so that nothing goes away while it is read (WCAG 2.2.1).
 */
class Toasts {
  list = $state<Toast[]>([])
  #next = 1
  #held = false
  #left = new Map<number, { ms: number; since: number; timer?: ReturnType<typeof setTimeout> }>()

  /** Shows a toast and gives its id. */
  show({ message, kind = 'info', undo, timeoutMs }: ToastRequest): number {
    const id = this.#next++
    this.list.push({ id, message, kind, undo: undo ?? null })
    for (const old of this.list.slice(0, -MOST)) this.dismiss(old.id)
    const ms = timeoutMs ?? (undo ? 10_000 : 5_000)
    if (ms > 0) {
      this.#left.set(id, { ms, since: Date.now() })
      if (!this.#held) this.#start(id)
    }
    return id
  }

  dismiss(id: number): void {
    clearTimeout(this.#left.get(id)?.timer)
    this.#left.delete(id)
    this.list = this.list.filter((toast) => toast.id !== id)
  }

  /** Runs a toast's undo and takes it away. */
  undo(id: number): void {
    const toast = this.list.find((one) => one.id === id)
    this.dismiss(id)
    toast?.undo?.()
  }

  hold(): void {
    if (this.#held) return
    this.#held = true
    for (const left of this.#left.values()) {
      clearTimeout(left.timer)
      left.ms -= Date.now() - left.since
    }
  }

  resume(): void {
    if (!this.#held) return
    this.#held = false
    for (const id of this.#left.keys()) this.#start(id)
  }

  clear(): void {
    for (const toast of this.list) this.dismiss(toast.id)
  }

  #start(id: number): void {
    const left = this.#left.get(id)
    if (!left) return
    left.since = Date.now()
    left.timer = setTimeout(() => this.dismiss(id), Math.max(1000, left.ms))
  }
}

export const toasts = new Toasts()
