import { existsSync } from 'node:fs'
import { delimiter } from 'node:path'
import { inRepo } from './paths.mjs'
import { SetupError } from './say.mjs'

const OLDEST_NODE = 20

/** Throws when the running Node is older than the oldest one that the program supports. */
export function checkNodeVersion(version = process.versions.node) {
  if (Number.parseInt(version, 10) < OLDEST_NODE) {
    throw new SetupError(
      `Node ${version} is too old: Node ${OLDEST_NODE} or newer is needed (https://nodejs.org)`,
    )
  }
}

/** The Node that child processes run on: the pinned one from node_modules, else the running one. */
export function childNode() {
  const pinned = inRepo('node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(pinned) ? pinned : process.execPath
}

/** The environment of child processes: node_modules/.bin first on the path, as npm scripts have it. */
export function childEnv(extra = {}) {
  const key = pathKey()
  const path = `${inRepo('node_modules', '.bin')}${delimiter}${process.env[key] ?? ''}`
  return { ...process.env, [key]: path, ...extra }
}

/**
 * The environment for npm itself, without the repository's node_modules/.bin on the path:
 * `npm ci` empties that folder and must not run on the Node that lies in it.
 */
export function pathWithoutRepo() {
  const key = pathKey()
  const parts = (process.env[key] ?? '').split(delimiter)
  const kept = parts.filter((part) => !part.startsWith(inRepo('node_modules')))
  return { ...process.env, [key]: kept.join(delimiter) }
}

function pathKey() {
  return Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
}

/** The file behind a package's command, to be run as `node FILE` on every platform. */
export function packageBin(packageName, file) {
  return inRepo('node_modules', ...packageName.split('/'), ...file.split('/'))
}
