import { SvelteMap } from 'svelte/reactivity'
import type { CredentialSet, CredentialTest, Failure } from '../../../electron/contract/types.ts'
import { failureOf, type Api } from '../api.ts'
import type { EnvironmentsState } from './environments.svelte.ts'

interface TypedKeys {
  accessKey: string
  secretKey: string
}
const nothingTyped: TypedKeys = { accessKey: '', secretKey: '' }

export type CredentialAction =
  'save' | 'simulator-keys' | 'delete' | 'authenticate' | 'test' | 'activate' | 'confirm' | 'look'

/** Saving keys and getting a token. What is typed lives here until it is saved, and never comes back. */
export class CredentialsState {
  busy = $state<CredentialAction | null>(null)
  /** True while the system's keychain has a dialog open. */
  waiting = $state(false)
  #typed = new SvelteMap<string, TypedKeys>()
  #sets = new SvelteMap<string, CredentialSet[]>()
  #tests = new SvelteMap<string, CredentialTest>()
  #queued = new Set<CredentialAction>()
  #last: Promise<unknown> = Promise.resolve()
  #failures = new SvelteMap<string, { action: CredentialAction; failure: Failure }>()
  #api: Api
  #environments: EnvironmentsState

  constructor(api: Api, environments: EnvironmentsState) {
    this.#api = api
    this.#environments = environments
    api.on('vault.waiting', (waiting) => (this.waiting = waiting))
  }

  typed(environmentId: string): TypedKeys {
    return this.#typed.get(environmentId) ?? nothingTyped
  }

  type(environmentId: string, part: Partial<TypedKeys>): void {
    this.#typed.set(environmentId, { ...this.typed(environmentId), ...part })
  }

  failure(environmentId: string): { action: CredentialAction; failure: Failure } | null {
    return this.#failures.get(environmentId) ?? null
  }

  /** The named sets of an environment, as they were read last. */
  sets(environmentId: string): readonly CredentialSet[] {
    return this.#sets.get(environmentId) ?? []
  }

  /** What the last test of an environment's keys came to. */
  lastTest(environmentId: string): CredentialTest | null {
    return this.#tests.get(environmentId) ?? null
  }

  async readSets(environmentId: string): Promise<void> {
    try {
      this.#sets.set(environmentId, await this.#api.request('credentials.list', { environmentId }))
    } catch (thrown) {
      this.#failures.set(environmentId, { action: 'look', failure: failureOf(thrown) })
    }
  }

  /** True when the keys were saved; `replace` also where the vault lost what is remembered. */
  save(environmentId: string, set?: string, replace = false): Promise<boolean> {
    const { accessKey, secretKey } = this.typed(environmentId)
    return this.#run('save', environmentId, async () => {
      const keys = { accessKey: accessKey.trim(), secretKey: secretKey.trim() }
      const credential = await this.#api.request('credentials.save', {
        environmentId,
        ...keys,
        ...(set === undefined ? {} : { set }),
        ...(replace ? { replace } : {}),
      })
      this.#typed.delete(environmentId)
      this.#tests.delete(environmentId)
      // Keys of a set that is not in use change nothing about the one that is.
      const { set: current } = this.#environments.byId(environmentId)?.credential ?? {}
      if (set === undefined || set === current) {
        this.#environments.patch(environmentId, { credential, token: null })
      } else await this.#environments.refresh()
      void this.readSets(environmentId)
    })
  }

  /** A real auth call with one set's keys. */
  test(environmentId: string, set: string): Promise<boolean> {
    return this.#run('test', environmentId, async () => {
      this.#tests.delete(environmentId)
      this.#tests.set(
        environmentId,
        await this.#api.request('credentials.test', { environmentId, set }),
      )
      void this.readSets(environmentId)
    })
  }

  activate(environmentId: string, set: string): Promise<boolean> {
    return this.#run('activate', environmentId, async () => {
      const credential = await this.#api.request('credentials.activate', { environmentId, set })
      this.#environments.patch(environmentId, { credential, token: null })
      void this.readSets(environmentId)
    })
  }

  /** The person says that the keys may be sent to the environment's present origin. */
  confirmOrigin(environmentId: string, set: string, origin: string): Promise<boolean> {
    return this.#run('confirm', environmentId, async () => {
      const query = { environmentId, set, origin }
      const credential = await this.#api.request('credentials.confirmOrigin', query)
      this.#environments.patch(environmentId, { credential })
      void this.readSets(environmentId)
    })
  }

  /** Asks the keychain anew, after the person has unlocked or allowed it. */
  look(environmentId: string): Promise<boolean> {
    return this.#run('look', environmentId, async () => {
      const credential = await this.#api.request('credentials.status', { environmentId })
      this.#environments.patch(environmentId, { credential })
      void this.readSets(environmentId)
    })
  }

  /**
   * Fills both boxes from a pasted JSON or `.env` text: main says where the keys stand in it, and nothing travels back.
   * Answers how many of the two were found.
   */
  async fillFrom(environmentId: string, text: string): Promise<0 | 1 | 2> {
    const { accessKey, secretKey } = await this.#api.request('credentials.findInSnippet', { text })
    const cut = (span: { start: number; end: number }): string => text.slice(span.start, span.end)
    if (accessKey) this.type(environmentId, { accessKey: cut(accessKey) })
    if (secretKey) this.type(environmentId, { secretKey: cut(secretKey) })
    return accessKey && secretKey ? 2 : accessKey || secretKey ? 1 : 0
  }

  useSimulatorKeys(environmentId: string): Promise<boolean> {
    return this.#run('simulator-keys', environmentId, async () => {
      const credential = await this.#api.request('credentials.useSimulatorKeys')
      this.#typed.delete(environmentId)
      this.#environments.patch(environmentId, { credential })
      void this.readSets(environmentId)
    })
  }

  remove(environmentId: string, set?: string): Promise<boolean> {
    return this.#run('delete', environmentId, async () => {
      const credential = await this.#api.request('credentials.delete', {
        environmentId,
        ...(set === undefined ? {} : { set }),
      })
      const { set: current } = this.#environments.byId(environmentId)?.credential ?? {}
      if (set === undefined || set === current) {
        this.#environments.patch(environmentId, { credential, token: null })
      }
      this.#tests.delete(environmentId)
      void this.readSets(environmentId)
    })
  }

  authenticate(environmentId: string): Promise<boolean> {
    return this.#run('authenticate', environmentId, async () => {
      const token = await this.#api.request('auth.authenticate', { environmentId })
      this.#environments.patch(environmentId, { token })
    })
  }

  async cancelWait(): Promise<void> {
    await this.#api.request('credentials.cancelWait')
  }

  /** One at a time, in the order of the clicks: keys that are being saved are there when the token is asked for. */
  #run(
    action: CredentialAction,
    environmentId: string,
    work: () => Promise<void>,
  ): Promise<boolean> {
    // The same one again while it waits or runs is a double click.
    if (this.#queued.has(action)) return Promise.resolve(false)
    this.#queued.add(action)
    const run = this.#last.then(() => this.#perform(action, environmentId, work))
    this.#last = run
    return run
  }

  async #perform(
    action: CredentialAction,
    environmentId: string,
    work: () => Promise<void>,
  ): Promise<boolean> {
    this.busy = action
    this.#failures.delete(environmentId)
    try {
      await work()
      return true
    } catch (thrown) {
      this.#failures.set(environmentId, { action, failure: failureOf(thrown) })
      return false
    } finally {
      this.busy = null
      this.#queued.delete(action)
    }
  }
}
