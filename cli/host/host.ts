import type { Reporter } from '../output/reporter.ts'
import type { Terminal } from '../output/terminal.ts'

/** What a run gets from the process that it runs in. */
export interface Host {
  terminal: Terminal
  stdin: NodeJS.ReadableStream
  /** The process's own, so that keys can be taken out of it. */
  env: Record<string, string | undefined>
  /** Aborted by Ctrl-C, by a termination signal, and by a reader of stdout that went away. */
  signal: AbortSignal
}

/** A host together with where its words go. */
export interface Run extends Host {
  reporter: Reporter
}
