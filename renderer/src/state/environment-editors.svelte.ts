import type { EnvironmentView } from '../../../electron/contract/types.ts'
import type { Api } from '../api.ts'
import { EnvironmentEditor } from './environment-editor.svelte.ts'

/** What is typed for each environment, kept while one looks at another screen or another environment. */
export class EnvironmentEditors {
  #editors = new Map<string | null, EnvironmentEditor>()
  #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  /** Null: the one for a new environment. Without a change under way it begins with what is saved now. */
  of(environment: EnvironmentView | null): EnvironmentEditor {
    const id = environment?.id ?? null
    const kept = this.#editors.get(id)
    if (kept?.dirty) return kept
    const editor = new EnvironmentEditor(this.#api, environment)
    this.#editors.set(id, editor)
    return editor
  }

  forget(id: string | null): void {
    this.#editors.delete(id)
  }
}
