import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { childNode } from './node.mjs'
import { osSandboxUsable } from './os-sandbox.mjs'
import { inRepo, repoRoot } from './paths.mjs'
import { say, SetupError } from './say.mjs'
import { nobodyPrefix, userCan } from './unprivileged-user.mjs'

/** What the copy for another user leaves behind: bulky, and not needed to run the tests. */
const NOT_COPIED = [
  ...['.git', 'test-results', 'playwright-report', 'coverage'],
  ...['electron', 'binaryen', 'typescript', '@lix-js', '@lucide'].map((p) => `node_modules/${p}`),
]

/**
 * Where and as whom the end-to-end tests run. Root hands over to `nobody`, so that Chromium's OS
 * sandbox is on; what that user cannot read is copied for the run. Where there is no such user or no
 * sandbox, the run goes on with --no-sandbox, and says so.
 *
 * Resolves to `{ prefix, repo, electron, packaged, node, results, home, run, sandbox, remove }`.
 */
export function prepareE2ePlace({ runtime, packaged }) {
  const root = mkdtempSync(join(tmpdir(), 'klavi-e2e-'))
  const place = {
    prefix: [],
    repo: repoRoot,
    node: childNode(),
    electron: runtime.executable,
    packaged,
    sandbox: true,
    ...Object.fromEntries(
      ['home', 'run', 'tmp', 'results'].map((name) => [name, join(root, name)]),
    ),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
  for (const folder of [place.home, place.run, place.tmp, place.results]) {
    mkdirSync(folder, { mode: 0o700 })
  }
  if (process.platform !== 'linux') return place
  if (process.getuid() === 0 && !handOver(place, root, runtime)) {
    say(
      'e2e runs as root: no unprivileged user can be had here, so Electron runs with --no-sandbox',
    )
    place.sandbox = false
  } else if (!osSandboxUsable(dirname(place.electron), place.prefix)) {
    say('e2e: this system denies user namespaces, so Electron runs with --no-sandbox')
    place.sandbox = false
  }
  return place
}

function handOver(place, root, runtime) {
  const user = nobodyPrefix()
  if (!user) return false
  place.prefix = user.command
  chownSync(root, user.uid, user.gid)
  for (const folder of [place.home, place.run, place.tmp, place.results]) {
    chownSync(folder, user.uid, user.gid)
  }
  if (!userCan(user.command, '-x', [place.electron])) {
    const copy = join(root, 'electron')
    copyReadable(runtime.distPath, copy)
    place.electron = join(copy, relative(runtime.distPath, runtime.executable))
  }
  const needed = ['package.json', 'out/main/index.js', 'node_modules/playwright/package.json']
  const readable = needed.map((path) => inRepo(...path.split('/')))
  if (!userCan(user.command, '-r', readable) || !userCan(user.command, '-x', [place.node])) {
    say('e2e: the unprivileged user cannot read this folder, so the tests run on a copy')
    place.repo = join(root, basename(repoRoot))
    copyReadable(repoRoot, place.repo)
    place.node = place.node.startsWith(repoRoot)
      ? join(place.repo, relative(repoRoot, place.node))
      : place.node
    if (place.packaged) place.packaged = join(place.repo, relative(repoRoot, place.packaged))
  }
  return true
}

/** Copies a folder; what only its owner could read, everybody can read in the copy. */
function copyReadable(from, to) {
  mkdirSync(to)
  const excludes = NOT_COPIED.map((path) => `--exclude=./${path}`)
  const script =
    'from=$1 to=$2; shift 2; tar -C "$from" "$@" -cf - . | tar -C "$to" --no-same-owner -xf -'
  const copied = spawnSync('sh', ['-c', script, 'sh', from, to, ...excludes], { encoding: 'utf8' })
  if (copied.status !== 0) throw new SetupError(`copying for the tests failed: ${copied.stderr}`)
  spawnSync('chmod', ['-R', 'a+rX', to])
}
