import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The built command line, as it ships. */
export const cliPath = fileURLToPath(new URL('../../../out/cli/klavi-tester.js', import.meta.url))

if (!existsSync(cliPath)) {
  throw new Error('out/cli/klavi-tester.js is missing: run `npm run build` first')
}

export type JsonLine = Record<string, unknown> & { type: string }

export interface CliOptions {
  env?: Record<string, string>
  input?: string
  /** The Node to run under; default: this one. */
  node?: string
  cwd?: string
}

export interface CliRun {
  child: ChildProcessWithoutNullStreams
  stdout(): string
  stderr(): string
  /** The NDJSON lines so far. */
  lines(): JsonLine[]
  /** Resolves when stdout holds the text; rejects when the process ends without it. */
  until(text: string): Promise<void>
  /** The exit code, or the name of the signal that ended it. */
  ended: Promise<number | string>
}

/** Only what a run needs: no key, bus, proxy or language of the machine that tests run on. */
export const bareEnv = (extra: Record<string, string> = {}): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '',
  LANG: 'en_US.UTF-8',
  KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '40',
  ...extra,
})

/** Starts the command line as a real process without a terminal. */
export function startCli(args: readonly string[], options: CliOptions = {}): CliRun {
  const child = spawn(options.node ?? process.execPath, [cliPath, ...args], {
    env: bareEnv(options.env),
    cwd: options.cwd,
  })
  let [out, err] = ['', '']
  const waiting = new Set<() => void>()
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8')
    for (const look of waiting) look()
  })
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')))
  child.stdin.on('error', () => {})
  child.stdin.end(options.input ?? '')
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'none')),
  )
  return {
    child,
    stdout: () => out,
    stderr: () => err,
    lines: () =>
      out
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as JsonLine),
    until: (text) =>
      new Promise<void>((resolve, reject) => {
        const look = (): void => {
          if (out.includes(text)) resolve()
        }
        waiting.add(look)
        look()
        void ended.then((code) =>
          reject(new Error(`ended (${code}) without "${text}"\n${out}${err}`)),
        )
      }),
    ended,
  }
}

export interface CliResult {
  code: number | string
  stdout: string
  stderr: string
  lines: JsonLine[]
}

/** Runs the command line to its end; `lines` where stdout is NDJSON. */
export async function runCli(
  args: readonly string[],
  options: CliOptions = {},
): Promise<CliResult> {
  const run = startCli(args, options)
  const code = await run.ended
  const lines = args.includes('--json') ? run.lines() : []
  return { code, stdout: run.stdout(), stderr: run.stderr(), lines }
}

/** Runs a shell line in which "$0" is Node and "$1" the command line. */
export function shell(
  line: string,
  ...args: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn('sh', ['-c', line, process.execPath, cliPath, ...args], { env: bareEnv() })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })))
}

/** The machine's own Node where it is of another major version than this one, e.g. 20 beside the pinned 24. */
export function otherNode(): string | undefined {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name))
  const major = process.versions.node.split('.')[0]
  return [process.env['npm_node_execpath'] ?? '', ...onPath].find((candidate) => {
    if (candidate === '' || !existsSync(candidate)) return false
    const version = execFileSync(candidate, ['--version'], { encoding: 'utf8' })
    return !version.startsWith(`v${major}.`)
  })
}
