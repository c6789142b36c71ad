import { readerGone, stopOnSignals } from './host/signals.ts'
import { outputStream } from './output/terminal.ts'
import { run } from './run.ts'

/** Carries out this process's command line and ends the process with its exit code. */
export async function main(): Promise<void> {
  const stop = new AbortController()
  stopOnSignals(stop)
  const code = await run(process.argv.slice(2), {
    terminal: {
      out: outputStream(process.stdout, () => stop.abort(readerGone)),
      err: outputStream(process.stderr, () => {}),
    },
    stdin: process.stdin,
    env: process.env,
    signal: stop.signal,
  })
  // Not left to the event loop: an open connection of a server that never answers must not hold the prompt.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
}
