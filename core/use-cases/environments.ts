import { existsSync } from 'node:fs'
import type { EnvironmentCases } from '../environment-api.ts'
import { KlaviError } from '../failure.ts'
import { checkEnvironment, type CheckFacts } from '../klavi/environment-check.ts'
import { readExchange } from '../klavi/environment-rules.ts'
import { builtInEnvironments, editableFields } from '../klavi/environments.ts'
import { parseOrigin, unicodeHost } from '../klavi/origin.ts'
import type {
  Environment,
  EnvironmentDraft,
  EnvironmentRemoval,
  EnvironmentState,
} from '../model/environment.ts'
import type { BuiltInChange } from '../model/profile.ts'
import { testConnection } from './connection-test.ts'
import type { Context } from './context.ts'
import { payloadDraftKey } from './payload.ts'
import { wipe } from './wipe-later.ts'
import { environmentTransfer } from './environment-transfer.ts'
import type { Watches } from './watches.ts'

/** Environments: the built-in ones, and those that the person keeps in the settings. */
export function environmentCases(context: Context, watches: Watches): EnvironmentCases {
  const { environments, keyring, tokens, guard, journal, publish, ports } = context
  const { settings } = ports

  const stateOf = (environment: Environment): EnvironmentState => {
    const blockedBy = environments.blockedBy(environment)
    const guarded = guard.state(environment)
    const read = unicodeHost(environment.origin)
    return {
      ...environment,
      credential: keyring.known(environment),
      token: tokens.current(environment.id)?.status ?? null,
      ...(blockedBy !== undefined && { blockedBy }),
      ...(guarded !== undefined && { guard: guarded }),
      ...(settings.data().builtIns[environment.id] !== undefined && { edited: true }),
      ...(read !== undefined && { unicodeHost: read }),
    }
  }

  const factsFor = (current?: Environment): CheckFacts => ({
    known: environments.all(),
    fileExists: existsSync,
    ...(current !== undefined && { current }),
  })

  /** @throws KlaviError environment-invalid for the first error */
  const checked = (draft: EnvironmentDraft, current?: Environment): EnvironmentDraft => {
    const { issues } = checkEnvironment(draft, factsFor(current))
    const error = issues.find(({ severity }) => severity === 'error')
    if (error === undefined) return draft
    const { field, code, message } = error
    throw new KlaviError('environment-invalid', { detail: message, field, issue: code })
  }

  const told = (environmentId: string): EnvironmentState => {
    publish('environment', { environmentId })
    return stateOf(environments.find(environmentId))
  }

  const add = async (draft: EnvironmentDraft): Promise<EnvironmentState> => {
    const made = { ...fieldsOf(checked(draft)), id: newId(draft.name, ports.random.uuid()) }
    const environment: Environment = { ...made, kind: 'custom' }
    await settings.update((data) => ({
      ...data,
      environments: [...data.environments.filter(({ id }) => id !== made.id), environment],
    }))
    await keyring.status(environment)
    return told(environment.id)
  }

  const edit = async (
    environmentId: string,
    draft: EnvironmentDraft,
  ): Promise<EnvironmentState> => {
    const current = environments.find(environmentId)
    if (current.id === ports.extraEnvironment?.id) throw fixed(current)
    checked(draft, current)
    if (current.kind === 'custom') {
      await settings.update((data) => ({
        ...data,
        environments: data.environments.map((one) =>
          one.id === current.id ? editedCustom(one, draft) : one,
        ),
      }))
    } else {
      await settings.update((data) => {
        const change = changeOf(current, draft, data.builtIns[current.id])
        const { [current.id]: _, ...others } = data.builtIns
        const builtIns =
          Object.keys(change).length === 0 ? others : { ...others, [current.id]: change }
        return { ...data, builtIns }
      })
    }
    // What is guarded otherwise from now on must be unlocked again, and a token belongs to the old address.
    guard.lock(current.id)
    tokens.forget(current.id)
    return told(current.id)
  }

  /** Not one that was stopped, or ended by itself, while its payment goes on at Klavi. */
  const isWatched = (localId: string): boolean =>
    (journal.leases.of(localId, ports.clock.now())?.state ?? 'none') !== 'none'

  const removal = (environmentId: string): EnvironmentRemoval => {
    const environment = environments.find(environmentId)
    if (environment.kind !== 'custom' || environment.id === ports.extraEnvironment?.id) {
      throw fixed(environment)
    }
    return {
      environmentId: environment.id,
      name: environment.name,
      credentialSets: keyring.stored(environment),
      watches: journal.payments.goingOn(environment.id).filter(isWatched).length,
      draft: draftKeys(environment.id).some((key) => journal.drafts.get(key) !== undefined),
      payments: journal.payments.countOf(environment.id),
    }
  }

  return {
    list: async () => environments.all().map(stateOf),
    find: async (nameOrId) => stateOf(environments.find(nameOrId)),
    check(environmentId, draft) {
      const current = environmentId === null ? undefined : environments.find(environmentId)
      return checkEnvironment(draft, factsFor(current))
    },
    editable: (environmentId) => editableFields(environments.find(environmentId)),
    add,
    edit,
    async duplicate(environmentId, name) {
      const { origin, prefix, dialect, ...rest } = environments.find(environmentId)
      const { colour, risky, exchange, variables } = rest
      return add({
        name,
        origin,
        prefix,
        dialect,
        ...(colour !== undefined && { colour }),
        // A copy of what is guarded is guarded.
        ...((risky === true || rest.kind === 'production') && { risky: true }),
        ...(exchange !== undefined && { exchange }),
        ...(variables !== undefined && { variables }),
      })
    },
    async reset(environmentId) {
      const current = environments.find(environmentId)
      if (current.kind === 'custom') throw fixed(current)
      await settings.update((data) => {
        const { [current.id]: change, ...others } = data.builtIns
        const { credentialSet } = change ?? {}
        const builtIns =
          credentialSet === undefined ? others : { ...others, [current.id]: { credentialSet } }
        return { ...data, builtIns }
      })
      guard.lock(current.id)
      tokens.forget(current.id)
      return told(current.id)
    },
    removal,
    async remove(environmentId) {
      const gone = removal(environmentId)
      const environment = environments.find(environmentId)
      // First what may be refused, so that a refusal leaves everything as it was.
      await keyring.forget(environment)
      for (const localId of journal.payments.goingOn(environment.id)) watches.cases.stop(localId)
      tokens.forget(environment.id)
      guard.lock(environment.id)
      await settings.update((data) => ({
        ...data,
        environments: data.environments.filter(({ id }) => id !== environment.id),
      }))
      context.write(() => {
        for (const key of draftKeys(environment.id)) journal.drafts.delete(key)
        journal.credentialUses.forget(environment.id)
      })
      wipe(context)
      if (settings.get().environmentId === environment.id) {
        await settings.set({ environmentId: 'simulator' })
      }
      publish('environmentRemoved', { environmentId: environment.id })
      return gone
    },
    test: (environmentId, signal) =>
      testConnection(context, environments.find(environmentId), signal),
    ...environmentTransfer(context, { add, edit, factsFor }),
    setSecret: (environmentId, which, secret) =>
      keyring.setExchangeSecret(environments.find(environmentId), which, secret),
    hasSecret: async (environmentId, which) =>
      (await keyring.exchangeSecret(environments.find(environmentId), which)) !== undefined,
  }
}

/** Where the form's draft and the payload's are kept. */
const draftKeys = (environmentId: string): string[] => [
  environmentId,
  payloadDraftKey(environmentId),
]

const fixed = ({ name }: Environment): KlaviError =>
  new KlaviError('environment-fixed', { environment: name })

/** A checked form as it is stored. */
function fieldsOf(draft: EnvironmentDraft): Omit<Environment, 'id' | 'kind'> {
  const exchange = readExchange(draft.exchange)
  const variables = Object.entries(draft.variables ?? {})
  return {
    name: draft.name.trim(),
    origin: parseOrigin(draft.origin.trim()),
    prefix: draft.prefix,
    dialect: draft.dialect,
    ...(draft.colour !== undefined && { colour: draft.colour.toLowerCase() }),
    ...(draft.risky === true && { risky: true }),
    ...(exchange !== undefined && { exchange }),
    ...(variables.length > 0 && { variables: Object.fromEntries(variables) }),
  }
}

function editedCustom(one: Environment, draft: EnvironmentDraft): Environment {
  const { id, kind, credentialSet } = one
  return { ...fieldsOf(draft), id, kind, ...(credentialSet !== undefined && { credentialSet }) }
}

/** How a form differs from the built-in environment as it comes; the chosen set of keys is no part of the form. */
function changeOf(
  current: Environment,
  draft: EnvironmentDraft,
  before: BuiltInChange | undefined,
): BuiltInChange {
  const base = builtInEnvironments.find(({ id }) => id === current.id)
  const { fields } = editableFields(current)
  const typed: Record<string, unknown> =
    current.kind === 'simulator'
      ? { ...fieldsOf({ ...draft, origin: 'https://127.0.0.1' }) }
      : { ...fieldsOf(draft) }
  const changed = Object.entries(typed).filter(
    ([field, value]) =>
      (fields as string[]).includes(field) &&
      JSON.stringify(value) !== JSON.stringify(base?.[field as keyof Environment]),
  )
  return {
    ...(Object.fromEntries(changed) as BuiltInChange),
    ...(before?.credentialSet !== undefined && { credentialSet: before.credentialSet }),
  }
}

/** `partner-b-3f2a`: readable in a script, and never the id of one that was deleted, whose history it would inherit. */
function newId(name: string, uuid: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  return `${slug === '' ? 'environment' : slug}-${uuid.replaceAll('-', '').slice(0, 6)}`
}
