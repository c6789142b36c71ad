import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createSessionVault } from '../../../core/vault/session-vault.ts'
import type { CredentialRef, StoredCredential, Vault } from '../../../core/vault/vault.ts'
import { klaviLike, testKeys } from '../../support/core/klavi-like.ts'
import { ownEnvironment } from '../../support/core/own-environment.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'
import { openTestWorkbench } from '../../support/core/test-workbench.ts'

/** A vault that answers a question for keys only when the test says so. */
function waitingVault() {
  const vault = createSessionVault({ reason: 'no-bus' })
  let gate: Promise<void> = Promise.resolve()
  let asked = (): void => {}
  const slow: Vault = {
    ...vault,
    async get(ref, signal) {
      asked()
      await gate
      return vault.get(ref, signal)
    },
  }
  return {
    vault: slow,
    /** Holds what asks from now on; resolves when somebody does. */
    hold() {
      let release = (): void => {}
      gate = new Promise((resolve) => (release = resolve))
      const waits = new Promise<void>((resolve) => (asked = resolve))
      return { waits, release: () => release() }
    },
  }
}

async function riskyScene() {
  const server = await klaviLike({})
  const { vault, hold } = waitingVault()
  const { bench } = await openTestWorkbench({ ports: { vault }, keys: false })
  const { id, name } = await ownEnvironment(bench, server, { risky: true })
  const unlock = (): void => {
    bench.guard.unlock(id, name)
    bench.guard.override(id, 'agreed with Ana by phone')
  }
  unlock()
  const posts = () =>
    server.requests.filter(({ method, path }) => method === 'POST' && path !== '/auth')
  return { bench, id, hold, unlock, posts }
}

const confirmation = { typedAmount: '48,00' }

it('a payment that waits for the keychain does not leave once it was locked', async () => {
  const { bench, id, hold, posts } = await riskyScene()
  const { waits, release } = hold()
  const sending = bench.payments.send(id, sampleDraft(), { confirmation })
  await waits
  bench.guard.lock()
  release()
  await expect(sending).rejects.toMatchObject({ code: 'production-locked' })
  expect(posts()).toEqual([])
  expect(bench.payments.list({ limit: 10 })).toEqual([])
})

it('nor does one whose override ended meanwhile', async () => {
  const { bench, id, hold, posts } = await riskyScene()
  const { waits, release } = hold()
  const sending = bench.payments.send(id, sampleDraft(), { confirmation })
  await waits
  bench.guard.lock()
  bench.guard.unlock(id, 'Partner B')
  release()
  await expect(sending).rejects.toMatchObject({ code: 'readiness-missing' })
  expect(posts()).toEqual([])
})

it('nor does a request by hand', async () => {
  const { bench, id, hold, posts } = await riskyScene()
  const { waits, release } = hold()
  const request = {
    environmentId: id,
    method: 'POST',
    path: '/other',
    body: '{"amount":"4800"}',
  } as const
  const sending = bench.requests.send(request, { confirmation })
  await waits
  bench.guard.lock()
  release()
  await expect(sending).rejects.toMatchObject({ code: 'production-locked' })
  expect(posts()).toEqual([])
  expect(bench.requests.posts({ limit: 10 })).toEqual([])
})

/** A keychain that outlives a workbench. */
function lastingVault(): Vault {
  const entries = new Map<string, StoredCredential>()
  const nameOf = ({ environmentId, set }: CredentialRef): string => `${environmentId}/${set}`
  return {
    backend: async () => ({ kind: 'keychain', name: 'secret-service', locked: false }),
    async get(ref) {
      const value = entries.get(nameOf(ref))
      return value ? { kind: 'ok', value } : { kind: 'not-found' }
    },
    async set(ref, value) {
      entries.set(nameOf(ref), value)
      return { kind: 'ok', value: null }
    },
    delete: async (ref) =>
      entries.delete(nameOf(ref)) ? { kind: 'ok', value: null } : { kind: 'not-found' },
    close: () => undefined,
  }
}

it.each([true, false])(
  'keys saved by an earlier run stay off the disk in a payment that holds them (looked up: %s)',
  async (lookUp) => {
    const server = await klaviLike({})
    const vault = lastingVault()
    const first = await openTestWorkbench({ ports: { vault }, keys: false })
    const { id } = await ownEnvironment(first.bench, server)
    await first.close()

    const { bench, folder, close } = await openTestWorkbench({
      folder: first.folder,
      ports: { vault },
      keys: false,
    })
    if (lookUp) await bench.credentials.lookUp()
    const { secretKey } = testKeys
    const body = JSON.stringify({
      externalId: 'kept-as-typed',
      amount: '4800',
      metadata: { note: secretKey },
    })
    await bench.payments.send(id, { body }, { watch: false })
    expect(
      server.requests.some(({ path, body: seen }) => path === '/payments' && seen === body),
    ).toBe(true)
    await close()
    const written = readdirSync(folder)
      .filter((name) => name.startsWith('journal.db'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('')
    expect(written).toContain('kept-as-typed')
    expect(written).not.toContain(JSON.stringify(secretKey).slice(1, -1))
    expect(written).not.toContain(secretKey)
  },
)
