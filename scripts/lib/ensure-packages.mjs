import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { checkNodeVersion, pathWithoutRepo } from './node.mjs'
import { inRepo, repoRoot } from './paths.mjs'
import { say, SetupError } from './say.mjs'

/** Installs the npm packages unless node_modules already holds what the lock file names. */
export function ensurePackages() {
  checkNodeVersion()
  const wanted = readJson(inRepo('package-lock.json'))
  const installed = readJson(inRepo('node_modules', '.package-lock.json'))
  if (lockIsSatisfied(wanted, installed)) return
  say('installing the npm packages (npm ci); the first time takes a minute or two')
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: repoRoot,
    env: pathWithoutRepo(),
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (result.status === 0) return
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`)
  throw new SetupError(
    result.error
      ? `npm could not be started (${result.error.message}): install npm, which comes with Node`
      : 'npm ci failed: see above. Where the registry cannot be reached, check the network and the proxy (npm ping, npm config get registry), then run this again',
  )
}

/**
 * Whether npm's record of what is installed (written last, so that an interrupted install has none)
 * agrees with the lock file. Optional packages may be absent: most are for other systems.
 */
export function lockIsSatisfied(wanted, installed) {
  if (!wanted?.packages || !installed?.packages) return false
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === '') return true
    const present = installed.packages[path]
    if (!present) return Boolean(entry.optional || entry.peer)
    return present.version === entry.version
  })
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
