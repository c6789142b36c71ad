import { SvelteMap } from 'svelte/reactivity'
import type { Failure } from '../../../electron/contract/types.ts'
import { failureOf, type Api } from '../api.ts'
import type { EnvironmentsState } from './environments.svelte.ts'

interface TypedKeys {
  accessKey: string
  secretKey: string
}
const nothingTyped: TypedKeys = { accessKey: '', secretKey: '' }

export type CredentialAction = 'save' | 'simulator-keys' | 'delete' | 'authenticate'

/** Saving keys and getting a token. What is typed lives here until it is saved, and never comes back. */
export class CredentialsState {
  busy = $state<CredentialAction | null>(null)
  /** True while the system's keychain has a dialog open. */
  waiting = $state(false)
  #typed = new SvelteMap<string, TypedKeys>()
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

  /** True when the keys were saved. */
  save(environmentId: string): Promise<boolean> {
    const { accessKey, secretKey } = this.typed(environmentId)
    return this.#run('save', environmentId, async () => {
      const keys = { accessKey: accessKey.trim(), secretKey: secretKey.trim() }
      const credential = await this.#api.request('credentials.save', { environmentId, ...keys })
      this.#typed.delete(environmentId)
      this.#environments.patch(environmentId, { credential, token: null })
    })
  }

  useSimulatorKeys(environmentId: string): Promise<boolean> {
    return this.#run('simulator-keys', environmentId, async () => {
      const credential = await this.#api.request('credentials.useSimulatorKeys')
      this.#typed.delete(environmentId)
      this.#environments.patch(environmentId, { credential })
    })
  }

  remove(environmentId: string): Promise<boolean> {
    return this.#run('delete', environmentId, async () => {
      const credential = await this.#api.request('credentials.delete', { environmentId })
      this.#environments.patch(environmentId, { credential, token: null })
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

  async #run(
    action: CredentialAction,
    environmentId: string,
    work: () => Promise<void>,
  ): Promise<boolean> {
    if (this.busy) return false
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
    }
  }
}
