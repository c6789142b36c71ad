import { createSubscriber } from 'svelte/reactivity'

/** The time, as a reactive value that ticks only while something on the screen reads it. */
export class Clock {
  #subscribe: () => void

  constructor(tickMs = 500) {
    this.#subscribe = createSubscriber((update) => {
      const timer = setInterval(update, tickMs)
      return () => clearInterval(timer)
    })
  }

  /** Milliseconds since the epoch. */
  get now(): number {
    this.#subscribe()
    return Date.now()
  }
}
