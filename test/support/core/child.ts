import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

const root = join(import.meta.dirname, '../../..')

/** A Node that runs TypeScript as it is: this one from 22.18 on, else the pinned one. */
function typescriptNode(): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  const pinned = join(root, 'node_modules/.bin/node')
  if (!existsSync(pinned)) throw new Error('these tests need Node 22.18 or newer')
  return pinned
}

export type Line = Record<string, unknown> & { type: string }

export interface Child {
  process: ChildProcess
  /** Every line that it has printed, oldest first. */
  lines: Line[]
  /** Resolves with the first line that fits, also one already printed; rejects when it ends without. */
  line(fits: (line: Line) => boolean): Promise<Line>
  tell(command: object): void
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>
  ended: Promise<number | null>
}

export interface ChildLimits {
  /** No file that it writes may grow beyond this (`ulimit -f`); not on Windows. */
  fileLimitBytes?: number
}

/** Runs a program of test/support/core in a process of its own; it ends with the test. */
export function startChild(
  program: string,
  options: object,
  { fileLimitBytes }: ChildLimits = {},
): Child {
  const command = [typescriptNode(), join(import.meta.dirname, program), JSON.stringify(options)]
  // POSIX counts this limit in blocks of 512 bytes, and a shell that becomes the program is killed as the program.
  const limited = [
    '-c',
    'ulimit -f "$0" && exec "$@"',
    String(Math.ceil((fileLimitBytes ?? 0) / 512)),
  ]
  const [file = '', ...args] =
    fileLimitBytes === undefined ? command : ['/bin/sh', ...limited, ...command]
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], cwd: root })
  const lines: Line[] = []
  const looking = new Set<() => void>()
  let errors = ''
  let over = false
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')))
  const told = createInterface({ input: child.stdout })
  told.on('line', (text) => {
    // The last line of a killed process may be torn.
    try {
      lines.push(JSON.parse(text) as Line)
    } catch {
      return
    }
    for (const look of [...looking]) look()
  })
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code, signal) => {
      over = true
      errors += ` (${code ?? signal})`
      resolve(code)
      for (const look of [...looking]) look()
    })
  })
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)

  return {
    process: child,
    lines,
    ended,
    kill,
    tell: (command) => child.stdin.write(`${JSON.stringify(command)}\n`),
    line: (fits) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.find(fits)
          if (found === undefined && !over) return
          looking.delete(look)
          if (found !== undefined) resolve(found)
          else reject(new Error(`the child ended (${JSON.stringify(lines.slice(-3))}): ${errors}`))
        }
        looking.add(look)
        look()
      }),
  }
}
