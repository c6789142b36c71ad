import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { runCaptured } from '../../../../scripts/lib/run.mjs'

const runModule = new URL('../../../../scripts/lib/run.mjs', import.meta.url).href
const cwd = fileURLToPath(new URL('.', import.meta.url))

/** A script that runs `inner` in the foreground and ends with its code. */
const outer = (inner: string) => `
  const { runForeground } = await import(${JSON.stringify(runModule)})
  process.exitCode = await runForeground(process.execPath, ['-e', ${JSON.stringify(inner)}])
`
const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

function start(inner: string): ChildProcess {
  const child = spawn(process.execPath, ['--input-type=module', '-e', outer(inner)], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(child)
  return child
}

describe('a command in the foreground', () => {
  it('gives its exit code on', async () => {
    const [code] = (await once(start('process.exit(7)'), 'exit')) as [number]
    expect(code).toBe(7)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'gets %s, is waited for and leaves no orphan',
    async (signal) => {
      const child = start(`
      process.on('${signal}', () => process.exit(42))
      setTimeout(() => {}, 15_000)
      console.log(process.pid)
    `)
      const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer]
      child.kill(signal)
      const [code] = (await once(child, 'exit')) as [number]
      expect(code).toBe(42)
      expect(() => process.kill(Number(line), 0)).toThrow(/ESRCH/)
    },
  )

  it('that a signal ended has the code a shell would give', async () => {
    const [code] = (await once(start("process.kill(process.pid, 'SIGKILL')"), 'exit')) as [number]
    expect(code).toBe(137)
  })
})

describe('a captured command', () => {
  it('gives stdout apart and both streams together', async () => {
    const script = 'process.stdout.write("out"); process.stderr.write("err"); process.exitCode = 3'
    const result = await runCaptured(process.execPath, ['-e', script])
    expect(result.code).toBe(3)
    expect(result.stdout).toBe('out')
    expect([...result.output].sort().join('')).toBe([...'outerr'].sort().join(''))
  })
})
