/** Where a change came from. Changes of the same place that follow each other closely are one step back. */
export interface Step<T> {
  state: T
  /** `field:amount`, `json`, or a word of its own for each thing that is done at once. */
  place: string
  /** Milliseconds on any clock. */
  at: number
}

/** Typing that pauses longer begins a new step. */
const PAUSE_MS = 1_000
/** A payload has a kilobyte: so many cost nothing, and nobody goes back further. */
const MOST = 300

/** One undo and redo over everything that changes a payload, whichever side it is typed in. Pure; `at` is handed in. */
export class History<T> {
  #past: Step<T>[] = []
  #future: Step<T>[] = []
  #now: Step<T>

  constructor(state: T) {
    this.#now = { state, place: '', at: -Infinity }
  }

  get canUndo(): boolean {
    return this.#past.length > 0
  }

  get canRedo(): boolean {
    return this.#future.length > 0
  }

  /** `alone`: a step of its own, whatever came before it. */
  push(state: T, place: string, at: number, alone = false): void {
    const goesOn =
      !alone && place !== '' && place === this.#now.place && at - this.#now.at < PAUSE_MS
    if (!goesOn) {
      this.#past.push(this.#now)
      if (this.#past.length > MOST) this.#past.shift()
    }
    this.#future = []
    this.#now = { state, place: alone ? '' : place, at }
  }

  undo(): T | null {
    const before = this.#past.pop()
    if (before === undefined) return null
    this.#future.push(this.#now)
    this.#now = { ...before, place: '' }
    return before.state
  }

  redo(): T | null {
    const next = this.#future.pop()
    if (next === undefined) return null
    this.#past.push(this.#now)
    this.#now = { ...next, place: '' }
    return next.state
  }
}
