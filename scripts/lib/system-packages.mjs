import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { say, SetupError } from './say.mjs'

/** What an Electron window needs. A second name is the one since Debian 13 and Ubuntu 24.04. */
const FOR_WINDOW = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
]

/** What the end-to-end tests need besides: a display of their own and a real keychain. */
const FOR_TESTS = [
  ['xvfb'],
  ['xauth'],
  ['dbus', 'dbus-bin'],
  ['gnome-keyring'],
  ['libsecret-tools'],
]

/**
 * Makes sure that the Debian packages of a purpose ('window' or 'tests') are there. As root the
 * missing ones are installed; anybody else is told the command. On other systems nothing is checked:
 * there Electron itself says what it misses.
 */
export function ensureSystemPackages(purpose) {
  if (process.platform !== 'linux' || !isDebianLike()) return
  const wanted = purpose === 'tests' ? [...FOR_WINDOW, ...FOR_TESTS] : FOR_WINDOW
  if (missingPackages(wanted, installedPackages()).length === 0) return
  const isRoot = process.getuid?.() === 0
  if (isRoot) apt(['update'])
  const missing = missingPackages(wanted, installedPackages()).map(nameThatExists)
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (!isRoot) {
    throw new SetupError(`system packages are missing; run: sudo apt-get update && sudo ${command}`)
  }
  say(`installing system packages: ${missing.join(' ')}`)
  apt(['install', '-y', '--no-install-recommends', ...missing])
}

/** The alternatives of which none is installed. `installed` is a set of package names. */
export function missingPackages(wanted, installed) {
  return wanted.filter((names) => !names.some((name) => installed.has(name)))
}

/** The installed package names in dpkg-query's answer (`name:arch status` per line). */
export function parseDpkg(text) {
  const installed = new Set()
  for (const line of text.split('\n')) {
    const [name, status] = line.trim().split(/\s+/)
    if (name && status === 'installed') installed.add(name.split(':')[0])
  }
  return installed
}

/** Which of a package's names the archive has: the newer one where it exists. */
function nameThatExists(names) {
  const byNewest = [...names].reverse()
  return byNewest.find((name) => existsInArchive(name)) ?? names[0]
}

function existsInArchive(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' })
  return /Candidate: (?!\(none\))/.test(stdout ?? '')
}

function installedPackages() {
  const { stdout } = spawnSync(
    'dpkg-query',
    ['-W', '-f', '${binary:Package} ${db:Status-Status}\n'],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )
  return parseDpkg(stdout ?? '')
}

function isDebianLike() {
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

function apt(args) {
  const result = spawnSync('apt-get', ['-qq', '-o=Dpkg::Use-Pty=0', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  })
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`)
    throw new SetupError(`apt-get ${args.join(' ')} failed: see above; run it by hand, then again`)
  }
}
