/** Lets at most `size` run at once; the others wait, first come, first served. */
export interface Slots {
  /**
   * Resolves with the function that gives the slot back.
   * @throws the signal's reason, where it is aborted meanwhile
   */
  take(signal?: AbortSignal): Promise<() => void>
}

export function createSlots(size: number): Slots {
  let free = size
  const waiting: (() => void)[] = []

  const giveBack = (): void => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }

  return {
    async take(signal) {
      signal?.throwIfAborted()
      if (free > 0) free -= 1
      else {
        await new Promise<void>((begin, giveUp) => {
          const stop = (): void => {
            waiting.splice(waiting.indexOf(turn), 1)
            giveUp(signal?.reason as Error)
          }
          const turn = (): void => {
            signal?.removeEventListener('abort', stop)
            begin()
          }
          waiting.push(turn)
          signal?.addEventListener('abort', stop, { once: true })
        })
      }
      let given = false
      return () => {
        if (!given) giveBack()
        given = true
      }
    },
  }
}
