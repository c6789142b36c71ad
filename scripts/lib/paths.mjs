import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const repoRoot = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '')

/** A path inside the repository. */
export const inRepo = (...parts) => join(repoRoot, ...parts)

/** What the tooling keeps between runs, outside the repository, so that several clones share it. */
export function cacheRoot(env = process.env) {
  const base = env['XDG_CACHE_HOME'] || join(homedir(), '.cache')
  return join(base, 'klavi-tester')
}
