import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import {
  firstLine,
  makeHome,
  missingPrograms,
  secretToolLookup,
  startSession,
  typescriptNode,
} from './keyring-session.ts'
import type { Home, KeyringSession } from './keyring-session.ts'

const CHILD = join(import.meta.dirname, '../../../../core/vault/keychain-child.ts')
const HOST = join(import.meta.dirname, 'one-shot-host.ts')
const SECRET = 'the-secret-of-this-test'

const linux = process.platform === 'linux'
const missing = linux
  ? missingPrograms('dbus-run-session', 'gnome-keyring-daemon', 'secret-tool')
  : ['Linux']
if (missing.length > 0)
  console.warn(`Tests of a keychain child's host are skipped (missing: ${missing.join(', ')})`)

describe.skipIf(missing.length > 0)('host of a keychain child', () => {
  let home: Home
  let session: KeyringSession
  beforeEach(async () => {
    home = makeHome()
    session = await startSession(home, 'unlocked')
  })
  afterEach(async () => {
    await session.end()
    home.remove()
  })

  function host(...args: string[]) {
    const one = spawn(typescriptNode(), [HOST, CHILD, ...args], {
      env: { ...session.env, KLAVI_SECRET_KEY: SECRET },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void one.kill('SIGKILL'))
    return one
  }

  it('ends by itself while its child is idle', async () => {
    const one = host()
    const exited = once(one, 'exit')
    expect(await firstLine(one)).toBe('ok')
    expect(await exited).toEqual([0, null])
    expect(secretToolLookup(session.env, 'profile-1/sandbox/default')).toContain(SECRET)
  })

  it('shows no secret in the arguments and environment of its child, which dies with it', async () => {
    const one = host('stay')
    const exited = once(one, 'exit')
    expect(await firstLine(one)).toBe('ok')
    const children = readFileSync(`/proc/${one.pid}/task/${one.pid}/children`, 'utf8')
      .trim()
      .split(' ')
    expect(children).toHaveLength(1)
    const child = `/proc/${children[0]}`
    expect(readFileSync(`${child}/cmdline`, 'utf8')).toContain('keychain-child')
    expect(readFileSync(`${child}/cmdline`, 'utf8')).not.toContain(SECRET)
    expect(readFileSync(`${child}/environ`, 'utf8')).not.toContain(SECRET)

    one.kill('SIGKILL')
    await exited
    // Its reaper may leave a zombie, which has no command line any more.
    await expect
      .poll(() => existsSync(child) && readFileSync(`${child}/cmdline`, 'utf8') !== '', {
        timeout: 10_000,
      })
      .toBe(false)
  })
})
