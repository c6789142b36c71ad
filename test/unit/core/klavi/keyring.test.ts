import { describe, expect, it, vi } from 'vitest'
import { createRedactor } from '../../../../core/evidence/redactor.ts'
import { builtInEnvironments } from '../../../../core/klavi/environments.ts'
import {
  createCredentialMemory,
  type CredentialMemory,
} from '../../../../core/klavi/credential-memory.ts'
import { createKeyring } from '../../../../core/klavi/keyring.ts'
import { memorySettings } from '../../../../core/settings/memory-settings.ts'
import { createSessionVault } from '../../../../core/vault/session-vault.ts'
import type {
  CredentialRef,
  StoredCredential,
  Vault,
  VaultAnswer,
} from '../../../../core/vault/vault.ts'

const [simulator, sandbox] = builtInEnvironments

const nothingRemembered: CredentialMemory = {
  remembered: () => undefined,
  setsOf: () => [],
  remember: () => undefined,
  forget: () => undefined,
  lastUse: () => undefined,
  settled: async () => undefined,
}

/** A keychain whose dialog stays open: saving ends only by its signal. */
function openDialog() {
  const backend = vi.fn<Vault['backend']>(async () => ({
    kind: 'keychain',
    name: 'secret-service',
    locked: false,
  }))
  const vault: Vault = {
    backend,
    get: async () => ({ kind: 'not-found' }),
    set: (_ref, _credential, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error))
      }),
    delete: async () => ({ kind: 'not-found' }),
    close: () => undefined,
  }
  const keyring = createKeyring({
    vault,
    profileId: 'p',
    redactor: createRedactor(),
    memory: nothingRemembered,
    now: () => 0,
    onSession: () => undefined,
    onLost: () => undefined,
    onFound: () => undefined,
    onChanged: () => undefined,
  })
  return { backend, keyring }
}

describe('keyring', () => {
  it('gives up what the person waits for, though other keys were looked up meanwhile', async () => {
    const { keyring } = openDialog()
    const saving = keyring.save(sandbox!, {
      accessKey: 'ak-0123456789',
      secretKey: 'sk-0123456789',
    })
    await keyring.status(simulator!)
    keyring.cancelWait()
    await expect(saving).rejects.toMatchObject({ code: 'aborted' })
  })

  it('asks the keychain about itself once for a status', async () => {
    const { backend, keyring } = openDialog()
    await keyring.status(sandbox!)
    expect(backend).toHaveBeenCalledTimes(1)
  })
})

/** A keychain in memory that can be emptied, locked or put away behind the program's back. */
function keychain() {
  const entries = new Map<string, StoredCredential>()
  let answer: 'open' | 'locked' | 'denied' | 'unavailable' = 'open'
  const nameOf = (ref: CredentialRef): string => `${ref.environmentId}/${ref.set}`
  const refused = <T>(): VaultAnswer<T> | undefined =>
    answer === 'open'
      ? undefined
      : answer === 'unavailable'
        ? { kind: 'unavailable', reason: 'silent' }
        : { kind: answer }
  const vault: Vault = {
    backend: async () => ({
      kind: 'keychain',
      name: 'secret-service',
      locked: answer === 'locked',
    }),
    get: async (ref) => {
      const value = entries.get(nameOf(ref))
      return refused() ?? (value ? { kind: 'ok', value } : { kind: 'not-found' })
    },
    set: async (ref, credential) => {
      const no = refused<null>()
      if (no) return no
      entries.set(nameOf(ref), credential)
      return { kind: 'ok', value: null }
    },
    delete: async (ref) =>
      refused() ??
      (entries.delete(nameOf(ref)) ? { kind: 'ok', value: null } : { kind: 'not-found' }),
    close: () => undefined,
  }
  return { entries, vault, answers: (next: typeof answer) => (answer = next) }
}

const journalSays = { last: () => undefined, note: () => undefined, forget: () => undefined }
const keys = { accessKey: 'ak-0123456789-wxyz', secretKey: 'sk-0123456789' }

function ringOver(vault: Vault, settings = memorySettings()) {
  const lost: string[] = []
  const found: string[] = []
  const changed: string[] = []
  const redactor = createRedactor()
  const keyring = createKeyring({
    vault,
    profileId: 'p',
    redactor,
    memory: createCredentialMemory(settings, journalSays),
    now: () => 0,
    onSession: () => undefined,
    onLost: (environment, set, keptIn) => lost.push(`${environment.id}/${set} ${keptIn}`),
    onFound: (environment, set) => found.push(`${environment.id}/${set}`),
    onChanged: (environment, set) => changed.push(`${environment.id}/${set}`),
  })
  return { keyring, settings, lost, found, changed, redactor }
}

describe('sets of keys', () => {
  it('are kept each by itself, and what is remembered of them is nothing secret', async () => {
    const { entries, vault } = keychain()
    const { keyring, settings } = ringOver(vault)
    await keyring.save(sandbox!, keys, { set: 'partner A' })
    await keyring.save(sandbox!, { ...keys, accessKey: 'ak-0123456789-bbbb' }, { set: 'partner B' })
    expect([...entries.keys()]).toEqual(['sandbox/partner A', 'sandbox/partner B'])
    const text = JSON.stringify(settings.data())
    for (const secret of [keys.accessKey, keys.secretKey]) expect(text).not.toContain(secret)
    expect(await keyring.list({ ...sandbox!, credentialSet: 'partner B' })).toMatchObject([
      { set: 'partner A', active: false, state: 'stored', fingerprint: 'wxyz' },
      { set: 'partner B', active: true, state: 'stored', fingerprint: 'bbbb' },
    ])
    await keyring.delete(sandbox!, 'partner A')
    expect([...entries.keys()]).toEqual(['sandbox/partner B'])
    expect(settings.data().credentials['sandbox']).not.toHaveProperty('partner A')
  })

  it.each(['', '@proxy-password', 'a/b', ' a', 'x'.repeat(61), 'a\nb'])(
    'cannot be named %j',
    async (set) => {
      const { keyring } = ringOver(keychain().vault)
      await expect(keyring.save(sandbox!, keys, { set })).rejects.toMatchObject({
        code: 'credential-set',
      })
    },
  )

  it('are known before the keychain was asked, as far as they are remembered', async () => {
    const { vault } = keychain()
    const before = ringOver(vault)
    await before.keyring.save(sandbox!, keys)
    const { keyring } = ringOver(vault, before.settings)
    expect(keyring.known(sandbox!)).toMatchObject({ state: 'checking', fingerprint: 'wxyz' })
    await keyring.status(sandbox!)
    expect(keyring.known(sandbox!)).toMatchObject({ state: 'stored', fingerprint: 'wxyz' })
  })
})

it('keys that were only looked up are redacted from then on', async () => {
  const { vault } = keychain()
  const before = ringOver(vault)
  await before.keyring.save(sandbox!, keys)
  const { keyring, redactor } = ringOver(vault, before.settings)
  await keyring.status(sandbox!)
  const text = redactor.text(`${keys.accessKey} ${keys.secretKey}`)
  expect(text).toBe('[redacted] [redacted]')
})

describe('a keychain that lost an entry', () => {
  it('is told, and written over only when that is meant', async () => {
    const { entries, vault } = keychain()
    const { keyring, lost } = ringOver(vault)
    await keyring.save(sandbox!, keys)
    entries.clear()
    expect(await keyring.status(sandbox!)).toMatchObject({
      state: 'lost',
      keptIn: 'secret-service',
      fingerprint: 'wxyz',
    })
    expect(lost).toEqual(['sandbox/default secret-service'])
    await expect(keyring.keys(sandbox!)).rejects.toMatchObject({ code: 'credential-lost' })
    await expect(keyring.save(sandbox!, keys)).rejects.toMatchObject({ code: 'credential-lost' })
    expect(entries.size).toBe(0)
    expect(await keyring.save(sandbox!, keys, { replace: true })).toMatchObject({ state: 'stored' })
  })

  it('or is not there at all: memory does not make one forget it', async () => {
    const { vault } = keychain()
    const before = ringOver(vault)
    await before.keyring.save(sandbox!, keys)
    const { keyring, settings } = ringOver(
      createSessionVault({ reason: 'no-bus' }),
      before.settings,
    )
    expect(await keyring.status(sandbox!)).toMatchObject({
      state: 'lost',
      vault: { kind: 'session' },
    })
    expect(await keyring.save(sandbox!, keys)).toMatchObject({ state: 'session' })
    expect(await keyring.delete(sandbox!)).toMatchObject({ state: 'lost' })
    expect(settings.data().credentials['sandbox']).toHaveProperty('default')
  })

  it.each(['locked', 'denied', 'unavailable'] as const)(
    'is not the same as one that is %s',
    async (answer) => {
      const { vault, answers } = keychain()
      const { keyring, lost } = ringOver(vault)
      await keyring.save(sandbox!, keys)
      answers(answer)
      expect(await keyring.status(sandbox!)).toMatchObject({ state: answer, fingerprint: 'wxyz' })
      expect(lost).toEqual([])
      await expect(keyring.keys(sandbox!)).rejects.toMatchObject({ code: `vault-${answer}` })
      await expect(keyring.forget(sandbox!)).rejects.toMatchObject({ code: `vault-${answer}` })
    },
  )
})

describe('an entry that is not the one that was saved', () => {
  const others = { accessKey: 'ak-of-somebody-else', secretKey: 'sk-of-somebody-else' }
  const entry = { ...others, origin: sandbox!.origin, savedAt: '2026-01-01T00:00:00.000Z' }

  it.each(['remembered', 'nothing remembered'])(
    'is told before it is taken over: %s',
    async (how) => {
      const { entries, vault } = keychain()
      const { keyring, changed } = ringOver(vault)
      if (how === 'remembered') await keyring.save(sandbox!, keys)
      expect(changed).toEqual([])
      entries.set('sandbox/default', entry)
      const after = how === 'remembered' ? keyring : ringOver(vault).keyring
      expect(await after.status(sandbox!)).toMatchObject({ state: 'stored', fingerprint: 'else' })
      if (how === 'remembered') expect(changed).toEqual(['sandbox/default'])
    },
  )

  it.each(['open', 'locked'] as const)(
    'is not written over unless that is meant (%s)',
    async (how) => {
      const { entries, vault } = keychain()
      const { keyring, changed } = ringOver(
        // Reading unlocks it: the person is asked as they would be for the writing.
        how === 'open'
          ? vault
          : {
              ...vault,
              backend: async () => ({ kind: 'keychain', name: 'secret-service', locked: true }),
            },
      )
      entries.set('sandbox/default', entry)
      await expect(keyring.save(sandbox!, keys)).rejects.toMatchObject({
        code: 'credential-changed',
      })
      expect(entries.get('sandbox/default')).toBe(entry)
      expect(changed).toEqual(['sandbox/default'])
      await keyring.save(sandbox!, keys, { replace: true })
      expect(entries.get('sandbox/default')).toMatchObject(keys)
      await keyring.save(sandbox!, { ...keys, accessKey: 'ak-0123456789-next' })
      expect(entries.get('sandbox/default')).toMatchObject({ accessKey: 'ak-0123456789-next' })
    },
  )

  it('is told of when it is used', async () => {
    const { entries, vault } = keychain()
    const { keyring, changed } = ringOver(vault)
    await keyring.save(sandbox!, keys)
    await keyring.status(sandbox!)
    await keyring.keys(sandbox!)
    expect(changed).toEqual([])
    entries.set('sandbox/default', entry)
    await keyring.keys(sandbox!)
    expect(changed).toEqual(['sandbox/default'])
  })

  it('and cannot even be read is called foreign, and kept', async () => {
    const { vault } = keychain()
    const set = vi.fn(vault.set)
    const { keyring } = ringOver({
      ...vault,
      get: async () => ({ kind: 'unavailable', reason: 'unreadable' }),
      set,
    })
    expect(await keyring.status(sandbox!)).toMatchObject({ state: 'foreign' })
    await expect(keyring.keys(sandbox!)).rejects.toMatchObject({ code: 'credential-changed' })
    await expect(keyring.save(sandbox!, keys)).rejects.toMatchObject({ code: 'credential-changed' })
    expect(set).not.toHaveBeenCalled()
    expect(await keyring.save(sandbox!, keys, { replace: true })).toMatchObject({ state: 'stored' })
  })
})

it('a keychain that does not answer any more is no memory', async () => {
  const { vault } = keychain()
  const onSession = vi.fn()
  const keyring = createKeyring({
    vault: {
      ...vault,
      backend: async () => ({ kind: 'lost', reason: 'silent' }),
      get: async () => ({ kind: 'unavailable', reason: 'silent' }),
    },
    profileId: 'p',
    redactor: createRedactor(),
    memory: nothingRemembered,
    now: () => 0,
    onSession,
    onLost: () => undefined,
    onFound: () => undefined,
    onChanged: () => undefined,
  })
  const status = await keyring.status(sandbox!)
  expect(status).toMatchObject({ state: 'unavailable', vault: { kind: 'lost' } })
  expect(onSession).not.toHaveBeenCalled()
})

describe('the origin of a set', () => {
  const moved = { ...sandbox!, origin: 'https://api-sandbox.klavi.ai' }

  it('is confirmed by naming the present one', async () => {
    const { entries, vault } = keychain()
    const { keyring } = ringOver(vault)
    await keyring.save(sandbox!, keys)
    expect(keyring.known(moved)).toMatchObject({ unconfirmed: true, origin: sandbox!.origin })
    await expect(keyring.keys(moved)).rejects.toMatchObject({ code: 'credential-origin' })
    await expect(keyring.confirmOrigin(moved, sandbox!.origin)).rejects.toMatchObject({
      code: 'credential-origin',
    })
    await keyring.confirmOrigin(moved, moved.origin)
    expect(entries.get('sandbox/default')?.origin).toBe(moved.origin)
    expect(await keyring.keys(moved)).toEqual(keys)
    expect(keyring.known(sandbox!)).toMatchObject({ unconfirmed: true })
  })
})

describe('a secret of the way', () => {
  const behind = (proxyUrl: string) => ({ ...sandbox!, exchange: { proxyUrl } })

  it('belongs to its proxy', async () => {
    const { entries, vault } = keychain()
    const { keyring } = ringOver(vault)
    const mine = behind('http://ana@proxy.example:8080')
    expect(await keyring.setExchangeSecret(mine, 'proxy-password', 'pa55word')).toBe(true)
    expect([...entries.keys()]).toEqual(['sandbox/@proxy-password'])
    expect(await keyring.exchangeSecret(mine, 'proxy-password')).toBe('pa55word')
    const other = behind('http://ana@thief.example:8080')
    expect(await keyring.exchangeSecret(other, 'proxy-password')).toBeUndefined()
    expect(await keyring.setExchangeSecret(mine, 'proxy-password', null)).toBe(false)
    expect(entries.size).toBe(0)
  })
})

it('forgets a proxy’s password also where the environment names no proxy any more', async () => {
  const { entries, vault } = keychain()
  const { keyring } = ringOver(vault)
  const exchange = { proxyMode: 'url' as const, proxyUrl: 'http://proxy.test:3128' }
  await keyring.setExchangeSecret({ ...sandbox!, exchange }, 'proxy-password', 'pw-0123456789')
  expect(entries.size).toBe(1)
  await keyring.forget(sandbox!)
  expect(entries.size).toBe(0)
})
