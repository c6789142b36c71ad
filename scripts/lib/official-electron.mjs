import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { childEnv, childNode } from './node.mjs'
import { cacheRoot, inRepo } from './paths.mjs'
import { say } from './say.mjs'

/** A download that brings no byte for this long is given up. */
const STALL_MS = 60_000
const LOOK_EVERY_MS = 1000
const ANNOUNCE_AFTER_MS = 1500

/** Set for child processes once a download has failed, so that one run tries only once. */
const UNREACHABLE = 'KLAVI_TESTER_TOOLING_NO_DOWNLOAD'

/**
 * Makes sure that the official Electron named by the lock file is in node_modules/electron/dist, by
 * its own install script, which checks the download against the package's checksums.
 * Resolves to `{ runtime }` or, where it cannot be had, `{ reason }`.
 */
export async function ensureOfficialElectron({ quiet = false } = {}) {
  const present = installedOfficial()
  if (present) return { runtime: present }
  const known = process.env[UNREACHABLE]
  if (known) return { reason: known }
  const announce = setTimeout(() => {
    if (!quiet) say(`downloading Electron ${packageVersion()} (once)`)
  }, ANNOUNCE_AFTER_MS)
  const reason = await runInstaller()
  clearTimeout(announce)
  const runtime = installedOfficial()
  if (runtime) return { runtime }
  process.env[UNREACHABLE] = reason ?? 'its installer left no program behind'
  return { reason: process.env[UNREACHABLE] }
}

function packageVersion() {
  return JSON.parse(readFileSync(inRepo('node_modules', 'electron', 'package.json'), 'utf8'))
    .version
}

function installedOfficial() {
  const distPath = inRepo('node_modules', 'electron', 'dist')
  try {
    const version = readFileSync(join(distPath, 'version'), 'utf8').trim().replace(/^v/, '')
    const path = readFileSync(inRepo('node_modules', 'electron', 'path.txt'), 'utf8')
    const executable = join(distPath, path)
    if (version !== packageVersion() || !existsSync(executable)) return undefined
    return { executable, version, kind: 'official', distPath }
  } catch {
    return undefined
  }
}

/** Runs the install script in a temp folder of its own, whose growth shows that the download goes on. */
function runInstaller() {
  const tmp = join(cacheRoot(), `electron-download-${process.pid}`)
  mkdirSync(tmp, { recursive: true })
  return new Promise((resolve) => {
    const child = spawn(childNode(), [inRepo('node_modules', 'electron', 'install.js')], {
      env: childEnv({ TMPDIR: tmp, TEMP: tmp, TMP: tmp, ELECTRON_GET_NO_PROGRESS: '1' }),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let errors = ''
    child.stderr.on('data', (chunk) => (errors += chunk))
    let size = -1
    let grewAt = Date.now()
    let stalled = false
    const watch = setInterval(() => {
      const now = folderSize(tmp) + folderSize(inRepo('node_modules', 'electron', 'dist'))
      if (now !== size) grewAt = Date.now()
      size = now
      if (Date.now() - grewAt > STALL_MS) {
        stalled = true
        child.kill('SIGKILL')
      }
    }, LOOK_EVERY_MS)
    child.once('error', (error) => (errors += error.message))
    child.once('close', (code) => {
      clearInterval(watch)
      rmSync(tmp, { recursive: true, force: true })
      resolve(
        stalled
          ? `no byte came in ${STALL_MS / 1000} s`
          : code === 0
            ? undefined
            : reasonIn(errors),
      )
    })
  })
}

/** The cause that stands in the installer's stack trace, in a few words. */
export function reasonIn(errors) {
  const code = /\b(E[A-Z]{4,}|EAI_AGAIN|UND_ERR_[A-Z_]+|[A-Z_]*CERT[A-Z_]*)\b/.exec(errors)
  if (code) return code[0]
  const first = errors.split('\n').find((line) => line.trim() !== '')
  return (first ?? 'the download failed').replace(/^\w*Error: /, '').trim()
}

function folderSize(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).reduce((sum, entry) => {
      const file = join(entry.parentPath ?? entry.path, entry.name)
      return sum + (entry.isFile() ? statSync(file).size : 0)
    }, 0)
  } catch {
    return 0
  }
}
