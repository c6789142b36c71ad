import type { Log } from './logging.ts'

/**
 * What nobody caught is logged, and the program goes on: a lost poll is worth less than the payments under watch.
 * Without a listener Electron would show its own dialog, stack and all.
 */
export function catchFailures(process: NodeJS.Process, log: Log): void {
  process.on('uncaughtException', (error) => log.error('uncaught exception:', error))
  process.on('unhandledRejection', (reason) => log.error('unhandled rejection:', reason))
  // A terminal that was closed must not become an exception per printed line.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}
