// npm pack runs this before and after: builds the command line, and leaves out of package.json what only the repository
// needs (scripts, what is bundled, the pinned Node, the desktop's entry), so that the package installs as little as it uses.
import { existsSync } from 'node:fs'
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { childNode, packageBin } from './lib/node.mjs'
import { inRepo } from './lib/paths.mjs'
import { runForeground } from './lib/run.mjs'
import { runMain, SetupError } from './lib/say.mjs'

const manifest = inRepo('package.json')
const kept = inRepo('package.json.before-pack')

const STEPS = [
  [inRepo('scripts', 'messages.mjs')],
  [packageBin('vite', 'bin/vite.js'), 'build', '-c', 'cli/vite.config.ts', '--logLevel', 'error'],
]

async function before() {
  await after()
  for (const args of STEPS) {
    // npm's own stdout may be read by a script (npm pack --json): the build says nothing there unless it fails.
    const code = await runForeground(childNode(), args)
    if (code !== 0) throw new SetupError(`building the command line failed (exit ${code})`)
  }
  await copyFile(manifest, kept)
  const found = JSON.parse(await readFile(manifest, 'utf8'))
  const left = ['scripts', 'devDependencies', 'optionalDependencies', 'main', 'private']
  const rest = Object.fromEntries(Object.entries(found).filter(([name]) => !left.includes(name)))
  await writeFile(
    manifest,
    `${JSON.stringify({ ...rest, engines: { node: '>=20.12' } }, null, 2)}\n`,
  )
}

async function after() {
  if (!existsSync(kept)) return
  await copyFile(kept, manifest)
  await rm(kept)
}

await runMain(async () => {
  await (process.argv[2] === 'after' ? after() : before())
  return 0
})
