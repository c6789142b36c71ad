import { join } from 'node:path'
import { logText } from './log-text.ts'

export interface Log {
  info(...data: unknown[]): void
  warn(...data: unknown[]): void
  error(...data: unknown[]): void
}

type Level = keyof Log

export interface LogOptions {
  /** The profile's logs/ folder. */
  folder: string
  /** Every entry goes through this before it is written anywhere. */
  redact(text: string): string
  /** Lowest level that is also printed to the terminal. */
  terminal?: Level
}

/** Size at which main.log becomes main.old.log. */
const MAX_BYTES = 1024 * 1024

/** The program's log, in logs/main.log. The library is loaded with the first entry; those before it wait. */
export function createLog(options: LogOptions): Log {
  const waiting: [Level, unknown[]][] = []
  let sink: Log | undefined
  let opening: Promise<void> | undefined

  async function open(): Promise<void> {
    sink = await openLibrary(options)
    for (const [level, data] of waiting.splice(0)) sink[level](...data)
  }
  function write(level: Level, data: unknown[]): void {
    if (sink) return sink[level](...data)
    waiting.push([level, data])
    // Without a log there is nobody left to tell.
    opening ??= open().catch(() => undefined)
  }
  return {
    info: (...data) => write('info', data),
    warn: (...data) => write('warn', data),
    error: (...data) => write('error', data),
  }
}

async function openLibrary({ folder, redact, terminal = 'warn' }: LogOptions): Promise<Log> {
  // Its Electron flavour would send every entry to the window as well.
  const { default: library } = await import('electron-log/node.js')
  const log = library.create({ logId: `klavi-tester ${folder}` })
  const { file, console: printed, ipc, remote } = log.transports
  file.resolvePathFn = () => join(folder, 'main.log')
  file.maxSize = MAX_BYTES
  file.level = 'info'
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  printed.level = terminal
  if (ipc) ipc.level = false
  remote.level = false
  log.hooks.push((message) => ({ ...message, data: [redact(logText(message.data))] }))
  return log
}
