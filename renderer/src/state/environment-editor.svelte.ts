import type {
  EditableFields,
  EnvironmentCheck,
  EnvironmentField,
  EnvironmentIssue,
  EnvironmentView,
  Failure,
} from '../../../electron/contract/types.ts'
import { failureOf, type Api } from '../api.ts'
import { draftOf, formOf, newForm, sameDraft, type EnvironmentForm } from './environment-form.ts'

const CHECK_DELAY_MS = 120
const everything: EditableFields = {
  fields: ['name', 'origin', 'prefix', 'dialect', 'colour', 'risky', 'exchange', 'variables'],
}

/** One environment being typed: main judges it as it is typed, and keeps it when it is saved. */
export class EnvironmentEditor {
  form = $state<EnvironmentForm>(newForm())
  check = $state.raw<EnvironmentCheck | null>(null)
  editable = $state.raw<EditableFields>(everything)
  saving = $state(false)
  tried = $state(false)
  failure = $state.raw<Failure | null>(null)
  /** Null for a new one. */
  readonly environmentId: string | null
  #saved = $state.raw<EnvironmentForm>(newForm())
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0
  #api: Api

  constructor(api: Api, environment: EnvironmentView | null) {
    this.#api = api
    this.environmentId = environment?.id ?? null
    this.#begin(environment ? formOf(environment) : newForm())
  }

  // A getter: a derived would belong to the screen that made this one, and end with it.
  get dirty(): boolean {
    return !sameDraft(this.form, this.#saved)
  }

  /** What of it may be edited, and what there is to say of it as it stands. */
  async open(): Promise<void> {
    const { environmentId } = this
    try {
      if (environmentId !== null) {
        this.editable = await this.#api.request('environments.editable', { environmentId })
        await this.judge()
      }
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
  }

  change(part: Partial<EnvironmentForm>): void {
    Object.assign(this.form, part)
    this.failure = null
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.judge(), CHECK_DELAY_MS)
  }

  may(field: EnvironmentField): boolean {
    return this.editable.fields.includes(field)
  }

  /** Warnings at once; errors of what was touched, or of everything once the person tried to save. */
  issueAt(field: EnvironmentField, severity: EnvironmentIssue['severity']): string | null {
    if (severity === 'error' && !this.tried && !this.#touched(field)) return null
    const found = this.check?.issues.find((one) => one.field === field && one.severity === severity)
    return found?.message ?? null
  }

  /** All that is said about the exchange settings, by the codes of their parts. */
  exchangeIssue(...codes: string[]): { error: string | null; warning: string | null } {
    const of = (severity: EnvironmentIssue['severity']): string | null =>
      this.check?.issues.find((one) => one.severity === severity && codes.includes(one.code))
        ?.message ?? null
    return { error: of('error'), warning: of('warning') }
  }

  async judge(): Promise<EnvironmentCheck | null> {
    clearTimeout(this.#timer)
    const asked = ++this.#asked
    const { environmentId } = this
    try {
      const draft = draftOf($state.snapshot(this.form) as EnvironmentForm)
      const check = await this.#api.request('environments.check', { environmentId, draft })
      if (asked === this.#asked) this.check = check
      return check
    } catch (thrown) {
      if (asked === this.#asked) this.failure = failureOf(thrown)
      return null
    }
  }

  /** The environment as it was saved; null where something keeps it from being so. */
  async save(): Promise<EnvironmentView | null> {
    if (this.saving) return null
    this.saving = true
    this.tried = true
    this.failure = null
    try {
      const check = await this.judge()
      if (!check?.saveable) return null
      const { environmentId } = this
      const draft = draftOf($state.snapshot(this.form) as EnvironmentForm)
      const saved =
        environmentId === null
          ? await this.#api.request('environments.add', { draft })
          : await this.#api.request('environments.edit', { environmentId, draft })
      this.#begin(formOf(saved))
      return saved
    } catch (thrown) {
      this.failure = failureOf(thrown)
      return null
    } finally {
      this.saving = false
    }
  }

  /** Back to what is saved. */
  discard(environment: EnvironmentView | null): void {
    this.#begin(environment ? formOf(environment) : newForm())
    this.failure = null
    void this.judge()
  }

  #begin(form: EnvironmentForm): void {
    this.#saved = form
    this.form = structuredClone(form)
    this.tried = false
  }

  #touched(field: EnvironmentField): boolean {
    const now = draftOf($state.snapshot(this.form) as EnvironmentForm)[field]
    return JSON.stringify(now) !== JSON.stringify(draftOf(this.#saved)[field])
  }
}
