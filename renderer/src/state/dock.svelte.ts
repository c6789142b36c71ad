import { remembered } from './remembered.ts'

const OPEN = 'klavi-tester.dock-open'

export const exchangeTabs = [
  'overview',
  'request',
  'response',
  'timing',
  'tls',
  'drift',
  'code',
] as const
export type ExchangeTab = (typeof exchangeTabs)[number]

/** The dock at the foot of the window: whether it is open (remembered from one start to the next), and what it shows. */
export class DockState {
  /** The exchange whose details are shown. */
  selected = $state<string | null>(null)
  /** Which side of an exchange one looks at stays the same from one to the next. */
  tab = $state<ExchangeTab>('response')
  /** The exchange that is looked at in a dialog, from wherever its failure was told. */
  peeked = $state<string | null>(null)
  /** The row of filters. */
  filters = $state(false)
  #open = $state(remembered(OPEN) === '1')

  get open(): boolean {
    return this.#open
  }

  set open(open: boolean) {
    this.#open = open
    remembered(OPEN, open ? '1' : '0')
  }

  /** Opens the dock at one exchange. */
  show(id: string): void {
    this.selected = id
    this.open = true
  }
}
