import type { Clock } from '../../core/ports.ts'

type Handler = (request: { url: string; method: string }) => Promise<Response>

/** Longest wait, in ms, for a page that never asks for its program. */
const LONGEST = 3_000

/**
 * Lets the page's files out before the heavy part of the program is loaded. Both are this process's work: begun together,
 * the page would wait for its files until the core is there. Calls `then` once, when the page's program has been handed
 * out and nothing else of it is asked for, or after 3 s.
 */
export function pageFirst(inner: Handler, after: Clock['after'], then: () => void): Handler {
  let open = 0
  let programServed = false
  let begun = false
  const begin = (): void => {
    if (begun) return
    begun = true
    cancel()
    then()
  }
  const cancel = after(LONGEST, begin)

  return async (request) => {
    open += 1
    try {
      return await inner(request)
    } finally {
      open -= 1
      programServed ||= new URL(request.url).pathname.endsWith('.js')
      // What the page asks for next, it asks for within this turn.
      if (programServed && open === 0) after(0, () => open === 0 && begin())
    }
  }
}
