import { execFile } from 'node:child_process'
import { readdir, readFile, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../support/core/temporary-folder.ts'
import { bareEnv, cliPath, runCli } from './run-cli.ts'

const execute = promisify(execFile)
const repository = fileURLToPath(new URL('../../../', import.meta.url))

/** What npm would publish of the tree as it is built: nothing is built anew, nothing is asked of a registry. */
async function packed(folder: string): Promise<{ archive: string; paths: string[] }> {
  const { stdout } = await execute(
    'npm',
    [
      ...['pack', '--ignore-scripts', '--json', '--offline', '--logs-max=0'],
      ...['--pack-destination', folder, '--cache', join(folder, 'npm')],
    ],
    { cwd: repository, env: bareEnv(), shell: process.platform === 'win32' },
  )
  const [pack] = JSON.parse(stdout) as { filename: string; files: { path: string }[] }[]
  const { filename = '', files = [] } = pack ?? {}
  return { archive: filename, paths: files.map(({ path }) => path) }
}

/** A chunk of the build, whose name ends with its hash. */
const chunk = /^out\/cli\/[\w-]+-[\w-]{8}\.js$/

it('the npm package holds the command line and its papers, and runs where it is unpacked', async () => {
  const folder = temporaryFolder()
  // A run leaves a cache beside the build, which is of this machine's Node alone.
  await runCli(['env', 'list', '--json', '--profile', join(folder, 'profile')])
  const built = await readdir(dirname(cliPath))
  expect(built).toContain('cache')

  const { archive, paths } = await packed(folder)
  // npm adds the `main` of a manifest, the app's; scripts/pack.mjs takes it out of the one that ships.
  const papers = paths.filter((path) => !chunk.test(path) && path !== 'out/main/index.js')
  expect(papers.toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'docs/cli.md',
    'docs/github-actions.yml',
    'docs/readiness.md',
    'docs/scenario.schema.json',
    'out/cli/keychain-child.js',
    'out/cli/klavi-tester.js',
    'out/cli/package.json',
    'package.json',
  ])
  const shipped = paths.filter((path) => path.startsWith('out/cli/')).toSorted()
  const wanted = built.filter((name) => name !== 'cache').map((name) => `out/cli/${name}`)
  expect(shipped).toEqual(wanted.toSorted())

  await execute('tar', ['-xzf', archive], { cwd: folder })
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const unpacked = join(folder, 'package')
  const { bin, version } = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8')) as {
    bin: Record<string, string>
    version: string
  }
  const run = async (...args: string[]): Promise<string> => {
    const command = [join(unpacked, bin['klavi-tester'] ?? ''), ...args]
    return (await execute(process.execPath, command, { cwd: folder, env: bareEnv() })).stdout
  }
  expect(await run('--version')).toContain(version)
  expect(JSON.parse(await run('inspect', 'amount', 'R$ 1.333,00', '--json'))).toMatchObject({
    valid: true,
    centavos: 133300,
  })
  // Opens the journal, by the package with a native binary that is not bundled.
  const profile = join(folder, 'unpacked-profile')
  expect(await run('history', '--json', '--profile', profile)).toBe('')
  expect(await readdir(profile)).not.toEqual([])
})
