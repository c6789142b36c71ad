import type { EnvironmentsState } from './environments.svelte.ts'
import type { Screen } from './navigation.svelte.ts'
import type { PayloadState } from './payload.svelte.ts'
import type { PaymentsState } from './payments.svelte.ts'

export type ChecklistItem = 'keys' | 'token' | 'bank' | 'send'

const DISMISSED = 'klavi-tester.checklist-dismissed'
const screenOf: Record<ChecklistItem, Screen> = {
  keys: 'credentials',
  token: 'credentials',
  bank: 'participants',
  send: 'payment',
}

/** The first payment, in four steps; gone for good once dismissed. */
export class ChecklistState {
  #dismissed = $state(read())
  readonly items: { item: ChecklistItem; done: boolean }[] = $derived.by(() => {
    const { current } = this.#environments
    const keyState = current?.credential.state
    return [
      { item: 'keys', done: keyState === 'stored' || keyState === 'session' },
      { item: 'token', done: current?.token != null || this.#sent },
      { item: 'bank', done: this.#payload.bankId !== '' },
      { item: 'send', done: this.#sent },
    ]
  })
  readonly next: ChecklistItem | null = $derived(this.items.find((one) => !one.done)?.item ?? null)
  readonly visible: boolean = $derived.by(
    () => !this.#dismissed && this.#environments.current?.kind === 'simulator',
  )
  #environments: EnvironmentsState
  #payload: PayloadState
  #payments: PaymentsState

  constructor(environments: EnvironmentsState, payload: PayloadState, payments: PaymentsState) {
    this.#environments = environments
    this.#payload = payload
    this.#payments = payments
  }

  get #sent(): boolean {
    return this.#payments.recent.length > 0
  }

  get dismissed(): boolean {
    return this.#dismissed
  }

  screenOf(item: ChecklistItem): Screen {
    return screenOf[item]
  }

  dismiss(): void {
    this.#set(true)
  }

  /** Brings it back after it was dismissed. */
  restore(): void {
    this.#set(false)
  }

  #set(dismissed: boolean): void {
    this.#dismissed = dismissed
    try {
      if (dismissed) localStorage.setItem(DISMISSED, '1')
      else localStorage.removeItem(DISMISSED)
    } catch {
      // Without storage it is there again at the next start, which does no harm.
    }
  }
}

function read(): boolean {
  try {
    return localStorage.getItem(DISMISSED) === '1'
  } catch {
    return false
  }
}
