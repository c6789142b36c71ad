import type { CredentialUsesTable } from '../journal/credential-uses-table.ts'
import type { CredentialResult } from '../model/credential.ts'
import type { RememberedSet } from '../model/profile.ts'
import type { SettingsPort } from '../ports.ts'

/** What is remembered of keys outside the vault: where they lie, and how they were used last. Nothing secret. */
export interface CredentialMemory {
  remembered(environmentId: string, set: string): RememberedSet | undefined
  setsOf(environmentId: string): string[]
  remember(environmentId: string, set: string, facts: RememberedSet): void
  forget(environmentId: string, set: string): void
  lastUse(environmentId: string, set: string): CredentialResult | undefined
  /** Resolves when what was remembered is on disk. */
  settled(): Promise<void>
}

/** `uses` tells what the journal has of their use. */
export function createCredentialMemory(
  settings: SettingsPort,
  uses: CredentialUsesTable,
): CredentialMemory {
  let writing: Promise<unknown> = Promise.resolve()

  const setsIn = (environmentId: string): Record<string, RememberedSet> =>
    settings.data().credentials[environmentId] ?? {}

  const change = (
    environmentId: string,
    edit: (sets: Record<string, RememberedSet>) => Record<string, RememberedSet>,
  ): void => {
    const mine = settings.update((data) => {
      const sets = edit(data.credentials[environmentId] ?? {})
      const { [environmentId]: _, ...others } = data.credentials
      const credentials =
        Object.keys(sets).length === 0 ? others : { ...others, [environmentId]: sets }
      return { ...data, credentials }
    })
    writing = Promise.all([writing, mine])
  }

  return {
    remembered: (environmentId, set) => {
      const sets = setsIn(environmentId)
      return Object.hasOwn(sets, set) ? sets[set] : undefined
    },
    setsOf: (environmentId) => Object.keys(setsIn(environmentId)),
    remember(environmentId, set, facts) {
      const before = setsIn(environmentId)[set]
      if (JSON.stringify(before) === JSON.stringify(facts)) return
      change(environmentId, (sets) => ({ ...sets, [set]: facts }))
    },
    forget(environmentId, set) {
      if (!Object.hasOwn(setsIn(environmentId), set)) return
      change(environmentId, ({ [set]: _, ...others }) => others)
    },
    lastUse: (environmentId, set) => uses.last(environmentId, set),
    async settled() {
      await writing
    },
  }
}
