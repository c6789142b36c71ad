import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { bareEnv, cliPath } from './run-cli.ts'

const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url))

/** A copy of the built command line that nothing ran yet. */
async function copied() {
  const root = await mkdtemp(join(tmpdir(), 'klavi-compiled-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const folder = join(root, 'cli')
  await cp(dirname(cliPath), folder, {
    recursive: true,
    filter: (path) => path !== join(dirname(cliPath), 'cache'),
  })
  await symlink(modules, join(root, 'node_modules'))
  const preload = join(root, 'older-node.cjs')
  await writeFile(preload, "delete require('node:module').enableCompileCache\n")
  const run = async (own: boolean): Promise<string> => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        ...(own ? ['--require', preload] : []),
        join(folder, 'klavi-tester.js'),
        ...['env', 'list', '--json', '--profile', join(root, 'profile')],
      ],
      { env: bareEnv() },
    )
    return stdout
  }
  return { run, cache: join(folder, 'cache') }
}

describe.each([
  ['of Node', false],
  ['of our own, for a Node without one', true],
])('the compile cache %s', (_name, own) => {
  it('is filled by the first run and taken by the next', async () => {
    const { run, cache } = await copied()
    const first = await run(own)
    expect(first).toContain('"type":"environment"')
    const kept = await readdir(cache, { recursive: true })
    expect(kept.length).toBeGreaterThan(1)
    expect(await run(own)).toBe(first)
    expect(await readdir(cache, { recursive: true })).toEqual(kept)
  })

  it('costs nothing but time where it cannot be written', async () => {
    const { run, cache } = await copied()
    await writeFile(cache, 'a file where the folder should be')
    expect(await run(own)).toContain('"type":"environment"')
    expect(await readFile(cache, 'utf8')).toContain('a file')
  })
})

it('a damaged file of our own cache is compiled again and replaced', async () => {
  const { run, cache } = await copied()
  const first = await run(true)
  const [name = ''] = (await readdir(cache)).filter((file) => file.includes('words'))
  const whole = await readFile(join(cache, name))
  for (const damaged of [Buffer.alloc(0), whole.subarray(0, 1000), Buffer.from('not this')]) {
    await writeFile(join(cache, name), damaged)
    expect(await run(true)).toBe(first)
    expect((await readFile(join(cache, name))).length).toBeGreaterThan(whole.length / 2)
  }
})

it('our own cache is written once: a run that finds everything in it writes nothing', async () => {
  const { run, cache } = await copied()
  await run(true)
  const files = await readdir(cache)
  const written = async () =>
    Promise.all(files.map(async (name) => (await stat(join(cache, name))).mtimeMs))
  const before = await written()
  await run(true)
  expect(await written()).toEqual(before)
  expect(files.every((name) => name.startsWith(`${process.version}-`))).toBe(true)
})
