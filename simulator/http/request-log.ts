import type { RequestLine } from '../options.ts'

const KEPT = 1000

/** The last requests, and whoever wants to hear of the next. */
export interface RequestLog {
  add(line: Omit<RequestLine, 'seq'>): void
  /** How many were served in this run. */
  served(): number
  /** Kept lines with a higher seq, oldest first. */
  after(seq: number): RequestLine[]
  subscribe(listener: (line: RequestLine) => void): () => void
}

export function requestLog(): RequestLog {
  const lines: RequestLine[] = []
  const listeners = new Set<(line: RequestLine) => void>()
  let served = 0
  return {
    add(line) {
      served += 1
      const numbered = { seq: served, ...line }
      lines.push(numbered)
      if (lines.length > KEPT) lines.shift()
      for (const listener of listeners) listener(numbered)
    },
    served: () => served,
    after: (seq) => lines.filter((line) => line.seq > seq),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
