/** Why a run was aborted whose output nobody reads any more (`| head -1`): no news to anybody. */
export const readerGone = new Error('the reader of the output went away')

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** A run gets this long to give up its leases and close its journal. */
const graceMs = 2_000
/** npm passes Ctrl-C on to a child that got it from the terminal too: the echo is no second wish. */
const echoMs = 500

/**
 * The first Ctrl-C (or termination signal) aborts the run, which then ends by itself with exit code 130; a second one,
 * or two seconds, end the process at once.
 */
export function stopOnSignals(stop: AbortController): void {
  let firstAt: number | undefined
  const onSignal = (): void => {
    const now = performance.now()
    if (firstAt !== undefined) {
      if (now - firstAt > echoMs) process.exit(130)
      return
    }
    firstAt = now
    stop.abort()
    setTimeout(() => process.exit(130), graceMs).unref()
  }
  for (const signal of signals) process.on(signal, onSignal)
}
