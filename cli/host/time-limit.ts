import { KlaviError } from '../../core/failure.ts'

/** How long what comes before a watch may take. */
export interface TimeLimit {
  /** Aborted by the person and by the limit. */
  signal: AbortSignal
  /** Aborted by the limit alone. */
  limit: AbortSignal
  /** Whether it was the limit that ended it. */
  over(): boolean
}

/** `--timeout`, from now on; without one nothing but the calls' own limits ends it. */
export function timeLimit(person: AbortSignal, timeoutMs: number | undefined): TimeLimit {
  const time = new AbortController()
  if (timeoutMs !== undefined) {
    // A timer would keep a finished process alive.
    setTimeout(() => time.abort(new KlaviError('aborted')), timeoutMs).unref()
  }
  return {
    signal: AbortSignal.any([person, time.signal]),
    limit: time.signal,
    over: () => time.signal.aborted && !person.aborted,
  }
}
