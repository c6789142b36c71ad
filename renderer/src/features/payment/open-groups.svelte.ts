import { SvelteSet } from 'svelte/reactivity'
import type { GroupId } from './field-words.ts'

const KEY = 'klavi-tester.payment-groups'

/** Which groups of the form stand open; the window remembers it. The return address is what demos change first. */
class OpenGroups {
  #open = new SvelteSet<string>(read())

  has(id: GroupId): boolean {
    return this.#open.has(id)
  }

  set(id: GroupId, open: boolean): void {
    if (open) this.#open.add(id)
    else this.#open.delete(id)
    try {
      localStorage.setItem(KEY, JSON.stringify([...this.#open]))
    } catch {
      // Without storage the groups stand next time as they do at first.
    }
  }
}

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    if (Array.isArray(kept)) return kept.filter((one) => typeof one === 'string')
  } catch {
    // As at first.
  }
  return ['return']
}

export const openGroups = new OpenGroups()
