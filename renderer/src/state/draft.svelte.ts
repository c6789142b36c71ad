import { SvelteSet } from 'svelte/reactivity'
import type {
  Failure,
  PayloadIssue,
  PaymentDraft,
  PaymentPreview,
  SendResult,
} from '../../../electron/contract/types.ts'
import { failureOf, type Api } from '../api.ts'

export type DraftField = keyof PaymentDraft

const PREVIEW_DELAY_MS = 80
const SAVE_DELAY_MS = 300

export const emptyDraft = (): PaymentDraft => ({
  participantId: '',
  participantName: '',
  amount: '',
  payerName: '',
  payerCpf: '',
  method: 'PIX_MANU_AUTO',
  externalId: '',
  redirectUrl: '',
})

/** How an attempt to send ended: it left, or it stayed here because of an issue or a failure. */
export type SendAttempt =
  { kind: 'sent'; result: SendResult } | { kind: 'issues' } | { kind: 'failed' } | { kind: 'busy' }

/** The payment form of one environment: what is typed, what main says about it, and sending it. */
export class DraftState {
  values = $state<PaymentDraft>(emptyDraft())
  environmentId = $state('')
  ready = $state(false)
  preview = $state.raw<PaymentPreview | null>(null)
  sending = $state(false)
  /** Why nothing left this machine at the last attempt. */
  failure = $state.raw<Failure | null>(null)
  #touched = new SvelteSet<DraftField>()
  #attempted = $state(false)
  #asked = 0
  #previewTimer: ReturnType<typeof setTimeout> | undefined
  #saveTimer: ReturnType<typeof setTimeout> | undefined
  #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  /** Puts the environment's saved draft on the screen; what is typed for the one before is saved first. */
  async open(environmentId: string): Promise<void> {
    if (environmentId === this.environmentId) return
    this.flush()
    this.environmentId = environmentId
    this.ready = false
    this.preview = null
    this.failure = null
    this.#asked += 1
    this.#untouch()
    const saved = await this.#api.request('drafts.get', { environmentId }).catch(() => emptyDraft())
    if (this.environmentId !== environmentId) return
    this.values = { ...emptyDraft(), ...saved }
    this.ready = true
    await this.refreshPreview()
  }

  set<F extends DraftField>(field: F, value: PaymentDraft[F]): void {
    this.change({ [field]: value })
  }

  change(part: Partial<PaymentDraft>): void {
    Object.assign(this.values, part)
    this.failure = null
    clearTimeout(this.#previewTimer)
    this.#previewTimer = setTimeout(() => void this.refreshPreview(), PREVIEW_DELAY_MS)
    clearTimeout(this.#saveTimer)
    this.#saveTimer = setTimeout(() => this.#save(), SAVE_DELAY_MS)
  }

  touch(field: DraftField): void {
    if (this.values[field] !== '') this.#touched.add(field)
  }

  /** What is to be said at a field now: nothing before the person was there or tried to send. */
  issuesAt(field: DraftField): PayloadIssue[] {
    const all = this.preview?.issues.filter((issue) => issue.field === field) ?? []
    if (this.#attempted || this.#touched.has(field)) return all
    return all.filter((issue) => issue.severity === 'hint' && this.values[field] !== '')
  }

  /** Saves at once what the delay still holds back. */
  flush(): void {
    if (this.#saveTimer !== undefined) this.#save()
  }

  async refreshPreview(): Promise<void> {
    clearTimeout(this.#previewTimer)
    const asked = ++this.#asked
    try {
      const preview = await this.#api.request('payments.preview', this.#subject())
      if (asked === this.#asked) this.preview = preview
    } catch (thrown) {
      if (asked === this.#asked) this.failure = failureOf(thrown)
    }
  }

  /** Sends once; a second call while one is under way does nothing. */
  async send(): Promise<SendAttempt> {
    if (this.sending || !this.ready) return { kind: 'busy' }
    this.sending = true
    this.failure = null
    this.#attempted = true
    this.flush()
    clearTimeout(this.#previewTimer)
    const subject = this.#subject()
    try {
      // Judged is what is sent, whatever is typed meanwhile.
      this.#asked += 1
      const judged = await this.#api.request('payments.preview', subject)
      this.preview = judged
      if (!judged.sendable) return { kind: 'issues' }
      const result = await this.#api.request('payments.send', subject)
      this.#untouch()
      return { kind: 'sent', result }
    } catch (thrown) {
      this.failure = failureOf(thrown)
      return { kind: 'failed' }
    } finally {
      this.sending = false
    }
  }

  #untouch(): void {
    this.#touched.clear()
    this.#attempted = false
  }

  #save(): void {
    clearTimeout(this.#saveTimer)
    this.#saveTimer = undefined
    // A draft that cannot be saved is still on the screen; main has told the reason as a notice.
    this.#api.request('drafts.set', this.#subject()).catch(() => undefined)
  }

  #subject(): { environmentId: string; draft: PaymentDraft } {
    return { environmentId: this.environmentId, draft: $state.snapshot(this.values) }
  }
}
