import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import type {
  CompareTarget,
  Dialect,
  Failure,
  PayloadDocument,
  PayloadFinding,
  PayloadPreview,
  SendConfirmation,
  SendResult,
  Translation,
} from '../../../electron/contract/types.ts'
import type { FieldId } from '../../../shared/payload/fields.ts'
import { amountTrouble } from '../../../shared/payload/amount-words.ts'
import { dialectOfText } from '../../../shared/payload/dialect-of-text.ts'
import { setField, viewOf, type FormView } from '../../../shared/payload/form.ts'
import { failureOf, type Api } from '../api.ts'
import type { EnvironmentsState } from './environments.svelte.ts'
import type { ParticipantsState } from './participants.svelte.ts'
import { History } from './payload-history.ts'
import { PaymentTools } from './payment-tools.svelte.ts'

const PREVIEW_DELAY_MS = 80
/** What a draft may keep of a field as it was typed; the JSON has all of it. */
const LONGEST_TYPED = 10_000

type Typed = PayloadDocument['typed']

/** What undo brings back. */
interface Snapshot {
  text: string
  typed: Typed
  participantName: string
}

/** How an attempt to send ended: it left, or it stayed here because of a finding or a failure. */
export type SendAttempt =
  | { kind: 'sent'; result: SendResult }
  | { kind: 'findings' }
  | { kind: 'failed' }
  | { kind: 'busy' }

/** A payment that is sent again with a change, or a preset that the text came from. */
export type Basis = Extract<CompareTarget, { kind: 'preset' | 'sent' }>

/**
 * The payment that is being written in one environment. Its JSON text is the one truth; the form is a view of it, and both
 * share one undo. What main says about it comes a moment later; sending it asks main and nobody else.
 */
export class PayloadState {
  text = $state('')
  typed = $state.raw<Typed>({})
  participantName = $state('')
  basis = $state.raw<Basis | null>(null)
  environmentId = $state('')
  /** False until main has told what was written last: nothing can be edited, so that nothing is written over it. */
  ready = $state(false)
  preview = $state.raw<PayloadPreview | null>(null)
  sending = $state(false)
  /** Why nothing left this machine at the last attempt, or why a helper could not do its work. */
  failure = $state.raw<Failure | null>(null)
  /** What the last switch of method or dialect could not take along. */
  translation = $state.raw<Translation | null>(null)
  /** Why the draft on disk is older than what stands here. */
  saveFailure = $state.raw<Failure | null>(null)
  /** The text came with the line ends of Windows, which the editor and the program write as LF. */
  lineEndsChanged = $state(false)
  /** Counts changes; while it stands still, the change that it was read after is the latest. */
  step = $state(0)
  /** The step of the translation, to be taken back with it. */
  translationStep = $state(-1)
  /** A place that is to be shown in the JSON. */
  wanted = $state.raw<readonly string[] | null>(null)
  tools = $state.raw(new PaymentTools())
  canUndo = $state(false)
  canRedo = $state(false)
  /** The last text that was a JSON object: what the form shows while the text is broken. */
  #good = $state('')
  readonly dialect: Dialect = $derived.by(() => dialectOfText(this.#good, this.ownDialect))
  readonly view: FormView = $derived.by(() => viewOf(this.text, this.dialect))
  /** The form's values; of the last good text while this one is broken. */
  readonly form: FormView = $derived.by(() =>
    this.view.ok ? this.view : viewOf(this.#good, this.dialect),
  )
  readonly participantId: string = $derived.by(() => String(this.form.wire('participantId') ?? ''))
  /** The bank that the payment goes through, with a variable's value in its place; empty where none is chosen. */
  readonly bankId: string = $derived.by(() => {
    if (!this.participantId.includes('{{')) return this.participantId
    const resolved = this.preview?.participantId ?? ''
    return resolved.includes('{{') ? '' : resolved
  })
  /**
   * The bank's name for people: as the list has it, else as it was picked, else its id, so that a question about a send
   * never leaves out where the money goes. Empty where no bank is chosen.
   */
  readonly bankName: string = $derived.by(() =>
    this.bankId === ''
      ? ''
      : (this.#participants.nameOf(this.environmentId, this.bankId) ??
        (this.participantName || this.bankId)),
  )
  readonly method: string = $derived.by(() => String(this.form.wire('method') ?? ''))
  /** What main finds, with an amount that could not be read judged as it was typed and not as the wire would have it. */
  readonly findings: PayloadFinding[] = $derived.by(() => {
    const all = this.preview?.findings ?? []
    const typed = this.typed.amount
    const trouble =
      typed !== undefined && typed === this.form.shown('amount', typed)
        ? amountTrouble(typed)
        : null
    if (trouble === null) return all
    return all.map((one) =>
      one.field === 'amount' && one.severity === 'error'
        ? { ...one, message: trouble, source: '' }
        : one,
    )
  })
  readonly errors: PayloadFinding[] = $derived.by(() =>
    this.findings.filter(({ severity }) => severity === 'error'),
  )
  #touched = new SvelteSet<FieldId>()
  #attempted = $state(false)
  #bases = new SvelteMap<string, Basis | null>()
  #tools = new Map<string, PaymentTools>()
  #histories = new Map<string, History<Snapshot>>()
  #asked = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #saving = false
  /** What is not on disk yet, by environment. */
  #unsaved = new Map<string, PayloadDocument>()
  #api: Api
  #environments: EnvironmentsState
  #participants: ParticipantsState

  constructor(api: Api, environments: EnvironmentsState, participants: ParticipantsState) {
    this.#api = api
    this.#environments = environments
    this.#participants = participants
  }

  /** The dialect that the environment speaks, whatever the text is written in. */
  get ownDialect(): Dialect {
    return this.#environments.byId(this.environmentId)?.dialect ?? 'g1'
  }

  /**
   * Puts the environment's payload on the screen; what was typed for the one before is saved already. Where main cannot
   * tell it, there is nothing to edit until it is asked again.
   */
  async open(environmentId: string): Promise<void> {
    if (environmentId === this.environmentId && (this.ready || this.failure === null)) return
    if (this.ready) this.#bases.set(this.environmentId, this.basis)
    this.ready = false
    this.environmentId = environmentId
    this.#show({ text: '', participantName: '', typed: {} })
    this.#good = ''
    this.step += 1
    this.preview = null
    this.failure = null
    this.saveFailure = null
    this.translation = null
    this.tools = this.#tools.get(environmentId) ?? new PaymentTools()
    this.#tools.set(environmentId, this.tools)
    this.#asked += 1
    const asked = this.#asked
    clearTimeout(this.#timer)
    this.#untouch()
    let document: PayloadDocument
    try {
      document = await this.#api.request('payload.open', { environmentId })
    } catch (thrown) {
      if (asked === this.#asked) this.failure = failureOf(thrown)
      return
    }
    if (asked !== this.#asked) return
    this.#show({ ...document, text: this.#unix(document.text) })
    this.basis =
      this.#bases.get(environmentId) ??
      (document.presetId === undefined ? null : { kind: 'preset', id: document.presetId })
    this.#tellHistory()
    this.ready = true
    await this.refreshPreview()
  }

  /** Writes what was typed into a field; false where the text has to be mended first. */
  setField(id: FieldId, value: string): boolean {
    return this.setFields({ [id]: value }, `field:${id}`)
  }

  /** Several fields at once, one step back. */
  setFields(values: Partial<Record<FieldId, string>>, place = ''): boolean {
    if (!this.ready) return false
    let { text } = this
    const typed = { ...this.typed }
    for (const [id, value] of Object.entries(values) as [FieldId, string][]) {
      const edit = setField(text, this.dialect, id, value)
      if (!edit.ok) return false
      text = edit.text
      if (value === '') delete typed[id]
      else typed[id] = value
    }
    this.#change({ text, typed, participantName: this.participantName }, place, place === '')
    return true
  }

  /** The text as it was typed on the other side. */
  setText(text: string): void {
    if (text === this.text || !this.ready) return
    const before = this.participantId
    this.#change({ text, typed: this.typed, participantName: this.participantName }, 'json')
    if (this.participantId !== before) this.participantName = ''
  }

  pickBank(bank: { id: string; name: string }): boolean {
    if (!this.ready) return false
    const edit = setField(this.text, this.dialect, 'participantId', bank.id)
    if (!edit.ok) return false
    this.#change({ text: edit.text, typed: this.typed, participantName: bank.name }, '', true)
    return true
  }

  /** The same payload, rewritten by a helper: one step back, and what it came from stays. */
  replaceText(next: string): void {
    if (next === this.text || !this.ready) return
    const text = this.#unix(next)
    this.#change({ text, typed: this.typed, participantName: this.participantName }, '', true)
  }

  /** Another text altogether: a preset, an import, one that was sent. One step back brings the old one. */
  replace(next: string, more: { participantName?: string; basis?: Basis | null } = {}): void {
    if (!this.ready) return
    const text = this.#unix(next)
    const participantName = more.participantName ?? ''
    this.#change({ text, typed: {}, participantName }, '', true)
    this.translation = null
    if (more.basis !== undefined) this.basis = more.basis
    this.#untouch()
    this.#save()
  }

  /** Puts back what a payment sent, with an id of its own, to be sent with a change. */
  async sendAgain(payment: { localId: string; participantName: string }): Promise<boolean> {
    return this.attempt(async () => {
      const { localId, participantName } = payment
      const { text } = await this.#api.request('payload.sentText', { localId })
      const dialect = dialectOfText(text, this.ownDialect)
      const fresh = setField(text, dialect, 'externalId', '{{uuid}}')
      this.replace(fresh.ok ? fresh.text : text, {
        participantName,
        basis: { kind: 'sent', localId },
      })
    })
  }

  undo(): void {
    if (this.ready) this.#go(this.#history.undo())
  }

  /** Takes back the change of this step, if no other came after it. */
  undoStep(step: number): void {
    if (this.step === step) this.undo()
  }

  redo(): void {
    if (this.ready) this.#go(this.#history.redo())
  }

  touch(id: FieldId): void {
    if (this.view.shown(id, this.typed[id]) !== '') this.#touched.add(id)
  }

  /** Whether a field may be red: the person was there, or tried to send. */
  judged(id: FieldId): boolean {
    return this.#attempted || this.#touched.has(id)
  }

  /** What stands where a field's object would be, so that the field cannot be written; null where it can. */
  blockedBy(id: FieldId): string[] | null {
    return this.view.blockedBy(id)
  }

  /** What is known to be wrong with a field; that one is missing is told only after an attempt. */
  findingsAt(id: FieldId): PayloadFinding[] {
    const all = this.findings.filter((one) => one.field === id)
    return this.#attempted || this.form.shown(id, this.typed[id]) !== '' ? all : []
  }

  /** Shows everything that is wrong, as a send that is held back does. */
  judge(): void {
    this.#attempted = true
  }

  async refreshPreview(): Promise<void> {
    clearTimeout(this.#timer)
    const asked = ++this.#asked
    const { environmentId, text } = this
    try {
      const preview = await this.#api.request('payload.preview', { environmentId, text })
      if (asked === this.#asked) this.preview = preview
    } catch (thrown) {
      if (asked === this.#asked) this.failure = failureOf(thrown)
    }
  }

  /** Switches method or dialect; what the target has no place for is listed in `translation`. */
  async translate(to: { dialect?: Dialect; method?: string }): Promise<void> {
    const { text, dialect: from } = this
    const target = { dialect: to.dialect ?? from, ...(to.method ? { method: to.method } : {}) }
    await this.attempt(async () => {
      const made = await this.#api.request('payload.translate', { text, from, to: target })
      if (text !== this.text) return
      this.#change(
        { text: made.text, typed: this.typed, participantName: this.participantName },
        '',
        true,
      )
      this.translation = made
      this.translationStep = this.step
    })
  }

  /** Runs a helper's work; why it failed is shown at the form's end. */
  async attempt(work: () => Promise<void>): Promise<boolean> {
    this.failure = null
    try {
      await work()
      return true
    } catch (thrown) {
      this.failure = failureOf(thrown)
      return false
    }
  }

  /** The latest judgement, for a question that has to be asked before the send. */
  async judgeNow(): Promise<PayloadPreview | null> {
    this.#attempted = true
    this.failure = null
    await this.refreshPreview()
    return this.failure === null ? this.preview : null
  }

  /** Sends once; a second call while one is under way does nothing. `negative`: with its errors, on purpose. */
  async send(
    options: { negative?: boolean; confirmation?: SendConfirmation } = {},
  ): Promise<SendAttempt> {
    if (this.sending || !this.ready) return { kind: 'busy' }
    this.sending = true
    this.failure = null
    this.#attempted = true
    clearTimeout(this.#timer)
    const { environmentId, text, bankName: participantName } = this
    const negative = options.negative ?? false
    try {
      // Judged is what is sent, whatever is typed meanwhile.
      this.#asked += 1
      const judged = await this.#api.request('payload.preview', { environmentId, text })
      this.preview = judged
      if (!judged.sendable && !negative) return { kind: 'findings' }
      const result = await this.#api.request('payload.send', {
        environmentId,
        text,
        participantName,
        negative: negative && !judged.sendable,
        ...(options.confirmation ? { confirmation: options.confirmation } : {}),
      })
      this.#untouch()
      void this.refreshPreview()
      return { kind: 'sent', result }
    } catch (thrown) {
      this.failure = failureOf(thrown)
      return { kind: 'failed' }
    } finally {
      this.sending = false
    }
  }

  /** Hands over at once what waits for a write that is under way: the window goes. */
  flush(): void {
    for (const [environmentId, document] of this.#unsaved) void this.#write(environmentId, document)
    this.#unsaved.clear()
  }

  get #history(): History<Snapshot> {
    let history = this.#histories.get(this.environmentId)
    if (!history) {
      history = new History(this.#snapshot())
      this.#histories.set(this.environmentId, history)
    }
    return history
  }

  #snapshot(): Snapshot {
    return { text: this.text, typed: this.typed, participantName: this.participantName }
  }

  #show({ text, typed, participantName }: Snapshot): void {
    this.text = text
    this.typed = typed
    this.participantName = participantName
    if (viewOf(text, 'g1').ok) this.#good = text
  }

  #unix(text: string): string {
    this.lineEndsChanged = text.includes('\r\n')
    return text.replaceAll('\r\n', '\n')
  }

  #change(next: Snapshot, place: string, alone = false): void {
    const history = this.#history
    this.#show(next)
    history.push(next, place, Date.now(), alone)
    this.#tellHistory()
    this.#changed()
  }

  #go(snapshot: Snapshot | null): void {
    if (!snapshot) return
    this.#show(snapshot)
    this.translation = null
    this.#tellHistory()
    this.#changed()
  }

  #tellHistory(): void {
    this.canUndo = this.#history.canUndo
    this.canRedo = this.#history.canRedo
  }

  #changed(): void {
    this.failure = null
    this.step += 1
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.refreshPreview(), PREVIEW_DELAY_MS)
    this.#save()
  }

  /** One write at a time; what is typed while it is under way goes with the next, so that nothing waits for a timer. */
  #save(): void {
    if (!this.environmentId || !this.ready) return
    const { typed, ...rest } = this.#snapshot()
    const short = Object.entries(typed).filter(([, text]) => text.length <= LONGEST_TYPED)
    this.#unsaved.set(this.environmentId, {
      ...rest,
      typed: Object.fromEntries(short),
      ...(this.basis?.kind === 'preset' ? { presetId: this.basis.id } : {}),
    })
    void this.#writeOn()
  }

  async #writeOn(): Promise<void> {
    if (this.#saving) return
    this.#saving = true
    for (let [next] = this.#unsaved; next; [next] = this.#unsaved) {
      const [environmentId, document] = next
      this.#unsaved.delete(environmentId)
      await this.#write(environmentId, document)
    }
    this.#saving = false
  }

  /** One that cannot be saved is still on the screen, which says so. */
  async #write(environmentId: string, document: PayloadDocument): Promise<void> {
    let failure: Failure | null = null
    try {
      await this.#api.request('payload.save', { environmentId, document })
    } catch (thrown) {
      failure = failureOf(thrown)
    }
    if (environmentId === this.environmentId) this.saveFailure = failure
  }

  #untouch(): void {
    this.#touched.clear()
    this.#attempted = false
  }
}
