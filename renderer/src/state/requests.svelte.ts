import { SvelteMap } from 'svelte/reactivity'
import type {
  DocumentedCall,
  Failure,
  PostIntent,
  RequestResult,
} from '../../../electron/contract/types.ts'
import { viewOf } from '../../../shared/payload/form.ts'
import { failureOf, type Api } from '../api.ts'
import type { GuardController } from './guard.svelte.ts'
import type { PaymentsState } from './payments.svelte.ts'
import { dialectOfText } from '../../../shared/payload/dialect-of-text.ts'
import { upsert } from './upsert.ts'

export type Method = 'GET' | 'POST'

/** A request as it is typed. */
export interface RequestForm {
  /** The documented call that it began with; empty: none. */
  callId: string
  method: Method
  path: string
  query: { name: string; value: string }[]
  body: string
}

/** A request of this session, so that it can be looked at and sent again. */
export interface SentRequest {
  id: number
  /** UTC ISO time. */
  at: string
  environmentId: string
  form: RequestForm
  result: RequestResult
}

const blank = (): RequestForm => ({
  callId: 'participants',
  method: 'GET',
  path: '/participants',
  query: [],
  body: '',
})
const MOST_SENT = 50
const MOST_POSTS = 50

/** Requests written by hand: one form per environment, what was sent in this session, and the POSTs on record. */
export class RequestsState {
  busy = $state(false)
  failure = $state.raw<Failure | null>(null)
  sent = $state.raw<SentRequest[]>([])
  posts = $state.raw<PostIntent[]>([])
  #forms = new SvelteMap<string, RequestForm>()
  #results = new SvelteMap<string, RequestResult>()
  #calls = new SvelteMap<string, DocumentedCall[]>()
  #follows = false
  #next = 1
  #api: Api
  #guard: GuardController
  #payments: PaymentsState

  constructor(api: Api, guard: GuardController, payments: PaymentsState) {
    this.#api = api
    this.#guard = guard
    this.#payments = payments
  }

  form(environmentId: string): RequestForm {
    return this.#forms.get(environmentId) ?? blank()
  }

  calls(environmentId: string): DocumentedCall[] {
    return this.#calls.get(environmentId) ?? []
  }

  /** The reply that is on the screen. */
  result(environmentId: string): RequestResult | null {
    return this.#results.get(environmentId) ?? null
  }

  async open(environmentId: string): Promise<void> {
    this.failure = null
    if (!this.#follows) {
      this.#follows = true
      this.#api.on('posts', (changed) => (this.posts = newestFirst(this.posts, changed)))
    }
    try {
      const [calls, posts] = await Promise.all([
        this.#api.request('requests.catalogue', { environmentId }),
        this.#api.request('requests.posts', { limit: MOST_POSTS }),
      ])
      this.#calls.set(environmentId, calls)
      this.posts = newestFirst(this.posts, posts)
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
  }

  change(environmentId: string, part: Partial<RequestForm>): void {
    this.#forms.set(environmentId, { ...this.form(environmentId), ...part })
  }

  /** Begins with a documented call; its own words replace what was typed. */
  begin(environmentId: string, call: DocumentedCall): void {
    this.#forms.set(environmentId, {
      callId: call.id,
      method: call.method,
      path: call.path,
      query: [],
      body: call.body ?? '',
    })
  }

  /** Puts an earlier request back on the screen, with its reply. */
  takeBack({ environmentId, form, result }: SentRequest): void {
    this.#forms.set(environmentId, form)
    this.#results.set(environmentId, result)
    this.failure = null
  }

  async send(environmentId: string, address: string): Promise<void> {
    if (this.busy) return
    const form = $state.snapshot(this.form(environmentId))
    this.busy = true
    this.failure = null
    try {
      const result = await this.#sendForm(environmentId, form, address)
      if (result) this.#keep(environmentId, form, result)
    } catch (thrown) {
      this.failure = failureOf(thrown)
    } finally {
      this.busy = false
    }
  }

  #sendForm(
    environmentId: string,
    { method, path, query, body }: RequestForm,
    address: string,
  ): Promise<RequestResult | null> {
    const request = {
      environmentId,
      method,
      path: path.trim(),
      query: query
        .filter(({ name }) => name.trim() !== '')
        .map(({ name, value }): [string, string] => [name.trim(), value]),
      body: method === 'POST' ? body : '',
    }
    if (method === 'GET') return this.#api.request('requests.send', request)
    const facts = {
      environmentId,
      amountCentavos: null,
      amountWire: wireAmountOf(body),
      request: `${method} ${address}`,
    }
    return this.#guard.sendGuarded(facts, (confirmation) =>
      this.#api.request('requests.send', {
        ...request,
        ...(confirmation ? { confirmation } : {}),
      }),
    )
  }

  #keep(environmentId: string, form: RequestForm, result: RequestResult): void {
    this.#results.set(environmentId, result)
    if (result.payment) this.#payments.put(result.payment)
    if (result.post) this.posts = newestFirst(this.posts, [result.post])
    const at = new Date().toISOString()
    const id = this.#next++
    this.sent = [{ id, at, environmentId, form, result }, ...this.sent].slice(0, MOST_SENT)
  }
}

const newestFirst = (list: readonly PostIntent[], changed: readonly PostIntent[]): PostIntent[] =>
  upsert(list, changed, (one) => one.id)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
    .slice(0, MOST_POSTS)

/** The amount as it stands in a payment's body; undefined where there is none. Main reads what it means. */
function wireAmountOf(body: string): string | undefined {
  const wire = viewOf(body, dialectOfText(body, 'g1')).wire('amount')
  return typeof wire === 'string' || typeof wire === 'number' ? String(wire) : undefined
}
