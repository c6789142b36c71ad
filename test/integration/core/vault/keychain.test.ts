import { createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forkKeychainChild } from '../../../../core/vault/fork-child.ts'
import type { SpawnChild } from '../../../../core/vault/keychain-protocol.ts'
import { openVault } from '../../../../core/vault/open-vault.ts'
import type { CredentialRef, StoredCredential } from '../../../../core/vault/vault.ts'
import {
  makeHome,
  missingPrograms,
  secretToolLookup,
  startSession,
  typescriptNode,
} from './keyring-session.ts'
import type { Home } from './keyring-session.ts'
import { KEY, startDisplay } from './virtual-keyboard.ts'

const CHILD = join(import.meta.dirname, '../../../../core/vault/keychain-child.ts')
const ref: CredentialRef = { profileId: 'profile-1', environmentId: 'sandbox', set: 'default' }
const ACCOUNT = 'profile-1/sandbox/default'
const credential: StoredCredential = {
  accessKey: 'access-key-1234',
  secretKey: 'a secret – ç',
  origin: 'https://api-testing.klavi.ai',
  savedAt: '2026-11-22T12:00:00.000Z',
}

const linux = process.platform === 'linux'
const missing = linux
  ? missingPrograms('dbus-run-session', 'gnome-keyring-daemon', 'secret-tool')
  : []
const missingDisplay = linux ? missingPrograms('Xvfb') : []
const why = linux ? `not installed: ${[...missing, ...missingDisplay].join(', ')}` : 'Linux only'
if (!linux || missing.length + missingDisplay.length > 0) {
  console.warn(`Some tests of the real keychain are skipped (${why})`)
}

let home: Home
let ends: Array<() => unknown>
beforeEach(() => {
  home = makeHome()
  ends = []
})
afterEach(async () => {
  for (const end of ends.reverse()) await end()
  home.remove()
})

async function session(
  ...args: [state: Parameters<typeof startSession>[1], extra?: NodeJS.ProcessEnv]
) {
  const one = await startSession(home, ...args)
  ends.push(() => one.end())
  return one
}

/** A vault whose child lives in this environment, and a promise for each child's end. */
async function vaultIn(env: NodeJS.ProcessEnv, modulePath = CHILD) {
  const exits: Array<Promise<void>> = []
  const fork = forkKeychainChild({ modulePath, env, execPath: typescriptNode() })
  const spawn: SpawnChild = () => {
    const channel = fork()
    exits.push(new Promise((resolve) => channel.onExit(resolve)))
    return channel
  }
  const vault = await openVault({ spawn })
  ends.push(() => vault.close())
  return { vault, exits }
}

/** Makes the keyring, stores the credential in it, and ends that session. */
async function storeAndLogOut(): Promise<void> {
  const before = await startSession(home, 'unlocked')
  const { vault } = await vaultIn(before.env)
  expect(await vault.set(ref, credential)).toEqual({ kind: 'ok', value: null })
  vault.close()
  await before.end()
}

describe.skipIf(!linux || missing.length > 0)('keychain, over a real bus and gnome-keyring', () => {
  it('keeps a credential where other programs find it, over a new session, until it is deleted', async () => {
    await storeAndLogOut()
    const { env } = await session('unlocked')
    const { vault } = await vaultIn(env)
    expect(await vault.backend()).toEqual({
      kind: 'keychain',
      name: 'secret-service',
      locked: false,
    })
    expect(await vault.get(ref)).toEqual({ kind: 'ok', value: credential })
    expect(JSON.parse(secretToolLookup(env, ACCOUNT) ?? '')).toEqual({ version: 1, ...credential })

    const changed = { ...credential, secretKey: 'another' }
    expect(await vault.set(ref, changed)).toEqual({ kind: 'ok', value: null })
    expect(await vault.get(ref)).toEqual({ kind: 'ok', value: changed })

    expect(await vault.get({ ...ref, set: 'partner B' })).toEqual({ kind: 'not-found' })
    expect(await vault.delete(ref)).toEqual({ kind: 'ok', value: null })
    expect(secretToolLookup(env, ACCOUNT)).toBeUndefined()
    expect(await vault.get(ref)).toEqual({ kind: 'not-found' })
    expect(await vault.delete(ref)).toEqual({ kind: 'not-found' })
  })

  it('is for the session only on a bus with no Secret Service', async () => {
    const { vault } = await vaultIn((await session('no-service')).env)
    expect(await vault.backend()).toMatchObject({ kind: 'session', reason: 'no-secret-service' })
  })

  it('is for the session only where no keyring was ever made to store into', async () => {
    const { vault } = await vaultIn((await session('empty')).env)
    expect(await vault.backend()).toMatchObject({ kind: 'session', reason: 'no-default-keyring' })
  })

  it('says unavailable, not not-found, when the session ends under it', async () => {
    const one = await startSession(home, 'unlocked')
    const { vault } = await vaultIn(one.env)
    expect(await vault.set(ref, credential)).toEqual({ kind: 'ok', value: null })
    await one.end()
    expect(await vault.get(ref)).toMatchObject({ kind: 'unavailable', reason: 'no-bus' })
    expect(await vault.backend()).toMatchObject({ kind: 'lost', reason: 'no-bus' })
  })

  it('says locked where the keyring is and nobody can be asked, and still knows what is not there', async () => {
    await storeAndLogOut()
    const { vault } = await vaultIn((await session('locked')).env)
    expect(await vault.backend()).toEqual({
      kind: 'keychain',
      name: 'secret-service',
      locked: true,
    })
    expect(await vault.get(ref)).toEqual({ kind: 'locked' })
    expect(await vault.set(ref, credential)).toEqual({ kind: 'locked' })
    expect(await vault.delete(ref)).toEqual({ kind: 'locked' })
    expect(await vault.get({ ...ref, set: 'partner B' })).toEqual({ kind: 'not-found' })
  })

  describe.skipIf(missingDisplay.length > 0)('with a person at a display', () => {
    /** A locked session whose prompt opens on a display of its own. */
    async function locked() {
      await storeAndLogOut()
      const display = await startDisplay()
      ends.push(() => display.end())
      const { vault, exits } = await vaultIn(
        (await session('locked', { DISPLAY: display.name })).env,
      )
      return { display, vault, exits }
    }

    /** Types again and again until the call ends, since nothing tells when the prompt takes keys. */
    async function typeUntil<T>(call: Promise<T>, type: () => Promise<void>): Promise<T> {
      const typing = setInterval(() => void type(), 500)
      return call.finally(() => clearInterval(typing))
    }

    it('gives the credential once the person typed the password', async () => {
      const { display, vault } = await locked()
      const answer = typeUntil(vault.get(ref), () =>
        display.type(KEY.t, KEY.e, KEY.s, KEY.t, KEY.enter),
      )
      expect(await answer).toEqual({ kind: 'ok', value: credential })
      expect(await vault.backend()).toEqual({
        kind: 'keychain',
        name: 'secret-service',
        locked: false,
      })
    })

    it('says denied when the person refuses', async () => {
      const { display, vault } = await locked()
      const answer = typeUntil(vault.get(ref), () => display.type(KEY.escape))
      expect(await answer).toEqual({ kind: 'denied' })
    })

    it('cancels a call that waits for the person, ends its child, and goes on with a new one', async () => {
      const { vault, exits } = await locked()
      const abort = new AbortController()
      const asked = vault.get(ref, abort.signal)
      // Told by the call that waits for the person; it does not queue behind it.
      expect(await vault.backend()).toMatchObject({ kind: 'keychain', locked: true })
      abort.abort(new Error('cancelled'))
      await expect(asked).rejects.toThrow('cancelled')
      await exits.at(-1)
      expect(await vault.get({ ...ref, set: 'partner B' })).toEqual({ kind: 'not-found' })
      expect(exits.length).toBeGreaterThan(1)
    })
  })
})

describe('keychain that cannot be reached', () => {
  it.skipIf(!linux)('is for the session only without a bus', async () => {
    const bare = { PATH: process.env['PATH'], HOME: home.path }
    const { vault } = await vaultIn(bare)
    expect(await vault.backend()).toMatchObject({ kind: 'session', reason: 'no-bus' })
    expect(await vault.set(ref, credential)).toEqual({ kind: 'ok', value: null })
    expect(await vault.get(ref)).toEqual({ kind: 'ok', value: credential })

    const { vault: other } = await vaultIn({
      ...bare,
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${home.path}/none`,
    })
    expect(await other.backend()).toMatchObject({ kind: 'session', reason: 'no-bus' })
  })

  it.skipIf(!linux)(
    'gives up on a bus that never answers, stays responsive, and ends the child',
    async () => {
      const path = join(home.path, 'silent-bus')
      const { server, connections } = await listen(path)
      let open = true
      const opening = vaultIn({
        PATH: process.env['PATH'],
        DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}`,
      })
      void opening.then(() => (open = false))
      // The child reached the bus, and this process serves sockets meanwhile: its event loop is free.
      await once(server, 'connection')
      expect(open).toBe(true)
      const { vault, exits } = await opening
      expect(await vault.backend()).toEqual({ kind: 'session', reason: 'silent' })
      expect(exits).toHaveLength(1)
      await exits[0]
      expect(connections).toHaveLength(1)
    },
  )

  it('ends a child that is stuck in native code', async () => {
    const stuck = join(home.path, 'stuck.mjs')
    writeFileSync(stuck, `process.on('message', () => { for (;;); })`)
    const { vault, exits } = await vaultIn({ PATH: process.env['PATH'] }, stuck)
    expect(await vault.backend()).toEqual({ kind: 'session', reason: 'silent' })
    await exits[0]
  })

  it('says so when the child cannot be started', async () => {
    const { vault } = await vaultIn({ PATH: process.env['PATH'] }, join(home.path, 'missing.mjs'))
    expect(await vault.backend()).toMatchObject({ kind: 'session', reason: 'child-failed' })
  })
})

async function listen(path: string): Promise<{ server: Server; connections: Socket[] }> {
  const connections: Socket[] = []
  const server = createServer((socket) => {
    connections.push(socket)
    socket.on('error', () => undefined)
    socket.resume()
  })
  server.listen(path)
  await once(server, 'listening')
  ends.push(() => new Promise((resolve) => server.close(resolve)))
  return { server, connections }
}
