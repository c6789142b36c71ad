import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { inRepo, repoRoot } from './paths.mjs'

/** Everything that the built program is made from. */
const SOURCES = [
  ...['core', 'simulator', 'cli', 'electron', 'renderer', 'messages', 'assets'],
  ...['package.json', 'package-lock.json', 'tsconfig.base.json', 'electron.vite.config.ts'],
  ...['scripts/build.mjs', 'scripts/messages.mjs'],
]
const GENERATED = /(^|[\\/])(node_modules|generated|cache|\.[^\\/]+)$/

const stampFile = inRepo('out', '.sources')

/** Whether out/ was built from the sources as they are now. */
export function buildIsCurrent(output = 'cli/klavi-tester.js') {
  if (!existsSync(inRepo('out', ...output.split('/'))) || !existsSync(stampFile)) return false
  return readFileSync(stampFile, 'utf8') === sourcesStamp()
}

/** Records what out/ was built from. `stamp` is taken before the build, so that an edit during it counts. */
export function recordBuild(stamp) {
  writeFileSync(stampFile, stamp)
}

/** A digest over the sources' paths and contents. */
export function sourcesStamp(roots = SOURCES.map((source) => inRepo(...source.split('/')))) {
  const hash = createHash('sha256')
  for (const file of roots.flatMap(filesUnder).sort()) {
    hash
      .update(`${relative(repoRoot, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesUnder(path) {
  if (GENERATED.test(path) || !existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).flatMap((name) => filesUnder(join(path, name)))
}
