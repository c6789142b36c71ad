import type { Redactor } from '../evidence/redactor.ts'
import { KlaviError } from '../failure.ts'
import type { CredentialSet, CredentialStatus, VaultStatus } from '../model/credential.ts'
import type { Environment, ExchangeSecret } from '../model/environment.ts'
import type { RememberedSet } from '../model/profile.ts'
import { isoTime } from '../system.ts'
import { fingerprint } from '../vault/fingerprint.ts'
import type { StoredCredential, Vault, VaultAnswer, VaultBackend } from '../vault/vault.ts'
import { isSetName } from './environment-rules.ts'
import type { CredentialMemory } from './credential-memory.ts'
import { createExchangeSecrets } from './exchange-secrets.ts'
import { reasonWords, refusal } from './vault-refusal.ts'

export interface Keys {
  accessKey: string
  secretKey: string
}

export interface SaveOptions {
  /** Name of the set; the active one where absent. */
  set?: string
  /** Also over what is not what the settings remember, or where that is lost: the person was told and means it. */
  replace?: boolean
}

export interface Keyring {
  /** What is known without asking the vault. */
  known(environment: Environment): CredentialStatus
  /** Asks the vault; callers at the same time share one answer. */
  status(environment: Environment, set?: string): Promise<CredentialStatus>
  list(environment: Environment): Promise<CredentialSet[]>
  /**
   * @throws KlaviError credential-lost, credential-changed (both unless `replace`), credential-set, vault-locked,
   * vault-denied, vault-unavailable
   */
  save(environment: Environment, keys: Keys, options?: SaveOptions): Promise<CredentialStatus>
  delete(environment: Environment, set?: string): Promise<CredentialStatus>
  /** Binds a set to the environment's present origin, which must be the one that the person confirmed. */
  confirmOrigin(environment: Environment, origin: string, set?: string): Promise<CredentialStatus>
  /**
   * The keys, for one auth call.
   * @throws KlaviError no-credential, credential-lost, credential-changed, credential-origin, vault-locked, vault-denied,
   * vault-unavailable
   */
  keys(environment: Environment, set?: string): Promise<Keys>
  /** Names of all sets: those that hold keys, and the active one. */
  sets(environment: Environment): string[]
  /** Names of the sets that hold keys, as far as is known without asking. */
  stored(environment: Environment): string[]
  /** The proxy's password or the client key's passphrase, where one was saved for the present proxy or file. */
  exchangeSecret(environment: Environment, which: ExchangeSecret): Promise<string | undefined>
  /** Saves it; null deletes it. @returns whether there is one then */
  setExchangeSecret(
    environment: Environment,
    which: ExchangeSecret,
    secret: string | null,
  ): Promise<boolean>
  /** Deletes everything of an environment from the vault. */
  forget(environment: Environment): Promise<void>
  cancelWait(): void
}

export interface KeyringPorts {
  vault: Vault
  profileId: string
  redactor: Redactor
  memory: CredentialMemory
  /** Wall clock, epoch milliseconds. */
  now(): number
  /** Told whenever credentials turn out to be kept in memory only. */
  onSession(reason: string): void
  /** Told whenever the vault has not got what the settings remember. */
  onLost(environment: Environment, set: string, keptIn: string): void
  /** Told whenever they are there (again), or are missed no more. */
  onFound(environment: Environment, set: string): void
  /** Told whenever the keychain's entry is not the one that the settings remember. */
  onChanged(environment: Environment, set: string): void
}

export const activeSet = ({ credentialSet }: Environment): string => credentialSet ?? 'default'

/**
 * Credentials by environment and set. Each is bound to the origin it was saved for: the check stands here, before any
 * key can reach a request. The simulator's are bound to the simulator itself, whose port may change.
 */
export function createKeyring(ports: KeyringPorts): Keyring {
  const { vault, redactor, memory } = ports
  const waiting = new Set<AbortController>()
  /** What the vault said last, by environment and set. */
  const heard = new Map<string, CredentialStatus>()
  const asking = new Map<string, Promise<CredentialStatus>>()
  /** When this process saved last, by environment and set: what it wrote itself is no surprise before it is remembered. */
  const written = new Map<string, string>()

  const keyOf = (environment: Environment, set: string): string => `${environment.id}/${set}`
  const refOf = (environment: Environment, set: string) => ({
    profileId: ports.profileId,
    environmentId: environment.id,
    set,
  })
  const named = (environment: Environment, set: string | undefined): string => {
    const name = set ?? activeSet(environment)
    if (!isSetName(name)) throw new KlaviError('credential-set', { set: name })
    return name
  }

  /** Whoever has read keys sees to it that they are shown nowhere. */
  const keep = ({ accessKey, secretKey }: Keys): void => {
    redactor.add(accessKey)
    redactor.add(secretKey)
  }

  /** A call that the person set off, and may give up while the keychain waits for them. */
  const asked = async <T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const controller = new AbortController()
    waiting.add(controller)
    try {
      return await call(controller.signal)
    } finally {
      waiting.delete(controller)
    }
  }

  const statusOfVault = (backend: VaultBackend): VaultStatus => {
    if (backend.kind === 'keychain') return { kind: 'keychain', detail: backend.name }
    // A keychain that was there and answers no more is no memory: nothing is kept there instead.
    if (backend.kind === 'lost') return { kind: 'lost', detail: reasonWords(backend.reason) }
    ports.onSession(backend.reason)
    return { kind: 'session', detail: reasonWords(backend.reason) }
  }

  const unconfirmed = (environment: Environment, origin: string | undefined) =>
    origin !== undefined && origin !== boundTo(environment) ? { unconfirmed: true } : {}

  /** Adds what the journal and the present origin say to what the vault said. */
  const complete = (environment: Environment, status: CredentialStatus): CredentialStatus => {
    const use = memory.lastUse(environment.id, status.set)
    const { unconfirmed: _, ...rest } = status
    return {
      ...rest,
      ...unconfirmed(environment, status.origin),
      ...(use !== undefined && { lastUsedAt: use.at, lastResult: use }),
    }
  }

  const note = (environment: Environment, status: CredentialStatus): CredentialStatus => {
    heard.set(keyOf(environment, status.set), status)
    if (status.state === 'lost' && status.keptIn !== undefined) {
      ports.onLost(environment, status.set, status.keptIn)
    }
    if (settled.has(status.state)) ports.onFound(environment, status.set)
    return complete(environment, status)
  }

  const judge = (
    environment: Environment,
    set: string,
    answer: VaultAnswer<StoredCredential>,
    where: VaultStatus,
  ): CredentialStatus => {
    const remembered = memory.remembered(environment.id, set)
    if (answer.kind === 'ok') {
      const { accessKey, savedAt, origin } = answer.value
      const mark = fingerprint(accessKey)
      return {
        state: where.kind === 'keychain' ? 'stored' : 'session',
        set,
        savedAt,
        origin,
        vault: where,
        ...(mark !== undefined && { fingerprint: mark }),
      }
    }
    const state =
      answer.kind === 'not-found' ? 'absent' : isForeign(answer) ? 'foreign' : answer.kind
    if (remembered === undefined) return { state, set, vault: where }
    // Only `not-found` says that the entry is gone; the other answers say that nobody can tell.
    return {
      ...factsOf(remembered),
      state: state === 'absent' ? 'lost' : state,
      set,
      vault: where,
    }
  }

  const ask = async (environment: Environment, set: string): Promise<CredentialStatus> => {
    const ref = refOf(environment, set)
    const backend = await vault.backend(ref)
    const where = statusOfVault(backend)
    // Reading a locked keychain would open its dialog before the person has asked for anything.
    if (backend.kind === 'keychain' && backend.locked) {
      return note(environment, judge(environment, set, { kind: 'locked' }, where))
    }
    const answer = await vault.get(ref)
    if (answer.kind === 'ok') keep(answer.value)
    if (answer.kind === 'ok' && where.kind === 'keychain') {
      if (isOther(environment, set, answer.value)) ports.onChanged(environment, set)
      remember(environment, set, answer.value, where.detail)
    }
    return note(environment, judge(environment, set, answer, where))
  }

  const status = (environment: Environment, wanted?: string): Promise<CredentialStatus> => {
    const set = named(environment, wanted)
    const key = keyOf(environment, set)
    const running = asking.get(key)
    if (running !== undefined) return running
    const started = ask(environment, set).finally(() => asking.delete(key))
    asking.set(key, started)
    return started
  }

  /** Whether an entry is not the one that was saved last, as far as is remembered. */
  const isOther = (environment: Environment, set: string, found: StoredCredential): boolean => {
    if (written.get(keyOf(environment, set)) === found.savedAt) return false
    const before = memory.remembered(environment.id, set)
    return (
      before?.savedAt !== found.savedAt ||
      before.origin !== found.origin ||
      before.fingerprint !== fingerprint(found.accessKey)
    )
  }

  /** Nothing is written over that this program did not write there itself. @throws KlaviError */
  const assertOwn = async (environment: Environment, set: string): Promise<void> => {
    const ref = refOf(environment, set)
    const where = await vault.backend(ref)
    if (where.kind !== 'keychain') return
    // A locked keychain is unlocked by this, as it would be for the writing.
    const there = await asked((signal) => vault.get(ref, signal))
    const remembered = memory.remembered(environment.id, set)
    if (there.kind === 'not-found') {
      if (remembered !== undefined) throw lost(environment, set, remembered)
      return
    }
    if (isForeign(there)) throw changed(environment, set)
    if (there.kind !== 'ok') throw refusal(there, environment)
    keep(there.value)
    if (!isOther(environment, set, there.value)) return
    note(environment, judge(environment, set, there, { kind: 'keychain', detail: where.name }))
    ports.onChanged(environment, set)
    throw changed(environment, set)
  }

  const remember = (
    environment: Environment,
    set: string,
    { accessKey, origin, savedAt }: StoredCredential,
    keptIn: string,
  ): void => {
    const mark = fingerprint(accessKey)
    memory.remember(environment.id, set, {
      keptIn,
      origin,
      savedAt,
      ...(mark !== undefined && { fingerprint: mark }),
    })
  }

  /** Puts a credential into the vault and tells what is there then. */
  const put = async (
    environment: Environment,
    set: string,
    keys: Keys,
  ): Promise<CredentialStatus> => {
    keep(keys)
    const credential: StoredCredential = {
      accessKey: keys.accessKey,
      secretKey: keys.secretKey,
      origin: boundTo(environment),
      savedAt: isoTime(ports.now()),
    }
    const ref = refOf(environment, set)
    written.set(keyOf(environment, set), credential.savedAt)
    const answer = await asked((signal) => vault.set(ref, credential, signal))
    if (answer.kind !== 'ok') throw refusal(answer, environment)
    const where = statusOfVault(await vault.backend(ref))
    if (where.kind === 'keychain') remember(environment, set, credential, where.detail)
    return note(environment, judge(environment, set, { kind: 'ok', value: credential }, where))
  }

  /** Reads a set for use, and notes what the vault said. */
  const read = async (environment: Environment, set: string): Promise<StoredCredential> => {
    const ref = refOf(environment, set)
    const answer = await asked((signal) => vault.get(ref, signal))
    const where = heard.get(keyOf(environment, set))?.vault
    if (where !== undefined && where.kind !== 'unknown') {
      note(environment, judge(environment, set, answer, where))
    }
    const remembered = memory.remembered(environment.id, set)
    if (answer.kind === 'not-found' && remembered !== undefined) {
      throw lost(environment, set, remembered)
    }
    if (isForeign(answer)) throw changed(environment, set)
    if (answer.kind !== 'ok') throw refusal(answer, environment)
    keep(answer.value)
    if (where?.kind === 'keychain' && isOther(environment, set, answer.value)) {
      ports.onChanged(environment, set)
    }
    return answer.value
  }

  const secrets = createExchangeSecrets({ vault, redactor, refOf, asked, now: ports.now })

  const stored = (environment: Environment): string[] => {
    const prefix = `${environment.id}/`
    const met = [...heard]
      .filter(([key, { state }]) => key.startsWith(prefix) && holding.has(state))
      .map(([key]) => key.slice(prefix.length))
    return [...new Set([...memory.setsOf(environment.id), ...met])].sort()
  }
  const sets = (environment: Environment): string[] =>
    [...new Set([activeSet(environment), ...stored(environment)])].sort()

  return {
    known(environment) {
      const set = activeSet(environment)
      const last = heard.get(keyOf(environment, set))
      if (last !== undefined) return complete(environment, last)
      const remembered = memory.remembered(environment.id, set)
      return complete(environment, {
        ...(remembered !== undefined && factsOf(remembered)),
        state: 'checking',
        set,
        vault: { kind: 'unknown', detail: '' },
      })
    },
    status,
    async list(environment) {
      const active = activeSet(environment)
      const found: CredentialSet[] = []
      for (const set of sets(environment)) {
        found.push({ ...(await status(environment, set)), active: set === active })
      }
      return found
    },
    sets,
    stored,
    async save(environment, keys, { set: wanted, replace = false } = {}) {
      const set = named(environment, wanted)
      if (!replace) await assertOwn(environment, set)
      return put(environment, set, keys)
    },
    async delete(environment, wanted) {
      const set = named(environment, wanted)
      const ref = refOf(environment, set)
      const answer = await asked((signal) => vault.delete(ref, signal))
      if (answer.kind !== 'ok' && answer.kind !== 'not-found') throw refusal(answer, environment)
      const where = statusOfVault(await vault.backend(ref))
      // What lies in a keychain that is not there now is not deleted by emptying the memory.
      const remembered = memory.remembered(environment.id, set)
      if (where.kind === 'keychain' || answer.kind === 'not-found') {
        memory.forget(environment.id, set)
        return note(environment, { state: 'absent', set, vault: where })
      }
      const state = remembered === undefined ? 'absent' : 'lost'
      const facts = remembered === undefined ? {} : factsOf(remembered)
      return note(environment, { ...facts, state, set, vault: where })
    },
    async confirmOrigin(environment, origin, wanted) {
      if (origin !== environment.origin) {
        throw new KlaviError('credential-origin', { environment: environment.name, origin })
      }
      const set = named(environment, wanted)
      const { accessKey, secretKey } = await read(environment, set)
      return put(environment, set, { accessKey, secretKey })
    },
    async keys(environment, wanted) {
      const stored = await read(environment, named(environment, wanted))
      if (stored.origin !== boundTo(environment)) {
        const { origin } = stored
        throw new KlaviError('credential-origin', { environment: environment.name, origin })
      }
      return { accessKey: stored.accessKey, secretKey: stored.secretKey }
    },
    exchangeSecret: secrets.get,
    setExchangeSecret: secrets.set,
    async forget(environment) {
      for (const set of sets(environment)) {
        const answer = await asked((signal) => vault.delete(refOf(environment, set), signal))
        // Where nothing was ever saved, a keychain that is not there keeps nothing either.
        const kept = memory.remembered(environment.id, set) !== undefined
        const gone = answer.kind === 'ok' || answer.kind === 'not-found'
        if (!gone && kept) throw refusal(answer, environment)
        heard.delete(keyOf(environment, set))
        memory.forget(environment.id, set)
      }
      await secrets.forget(environment)
    },
    cancelWait() {
      for (const controller of waiting) controller.abort(new KlaviError('aborted'))
    },
  }
}

const holding = new Set(['stored', 'session', 'lost', 'foreign'])
/** Of these nobody needs to be told that keys are missing. */
const settled = new Set(['stored', 'absent'])

const boundTo = (environment: Environment): string =>
  environment.kind === 'simulator' ? 'simulator' : environment.origin

const lost = (environment: Environment, set: string, { keptIn, savedAt }: RememberedSet) =>
  new KlaviError('credential-lost', { environment: environment.name, set, keptIn, savedAt })

/** Something lies there that this program did not write. */
const isForeign = (answer: VaultAnswer<unknown>): boolean =>
  answer.kind === 'unavailable' && answer.reason === 'unreadable'

const changed = ({ name }: Environment, set: string) =>
  new KlaviError('credential-changed', { environment: name, set })

const factsOf = ({ keptIn, savedAt, origin, fingerprint: mark }: RememberedSet) => ({
  keptIn,
  savedAt,
  origin,
  ...(mark !== undefined && { fingerprint: mark }),
})
