import { m } from '../../messages/index.ts'
import type { EnvironmentCases } from '../environment-api.ts'
import { KlaviError } from '../failure.ts'
import { checkEnvironment, type CheckFacts } from '../klavi/environment-check.ts'
import { isDialect } from '../../shared/dialects.ts'
import { readExchange } from '../klavi/environment-rules.ts'
import { builtInEnvironments, defaultPrefix } from '../klavi/environments.ts'
import { skeletonOf } from '../klavi/look-alikes.ts'
import type {
  Environment,
  EnvironmentDraft,
  EnvironmentState,
  ImportCandidate,
} from '../model/environment.ts'
import type { Context } from './context.ts'

/** What an exported file says that it is. */
const fileKind = 'klavi-tester-environments'
const fileVersion = 1

interface Doing {
  add(draft: EnvironmentDraft): Promise<EnvironmentState>
  edit(environmentId: string, draft: EnvironmentDraft): Promise<EnvironmentState>
  factsFor(current?: Environment): CheckFacts
}

type Entry = EnvironmentDraft & { builtIn?: string }

/** Environments as a file for colleagues: addresses and settings, never a key, a password or the name of a set. */
export function environmentTransfer(
  { environments, ports }: Context,
  { add, edit, factsFor }: Doing,
): Pick<EnvironmentCases, 'export' | 'importPreview' | 'import'> {
  const plan = (text: string): { candidate: ImportCandidate; draft: EnvironmentDraft }[] => {
    const names = new Set(environments.all().map(({ name }) => skeletonOf(name)))
    return readFile(text).map((entry, index) => {
      const { builtIn, ...draft } = entry
      const current = builtInEnvironments.some(({ id }) => id === builtIn)
        ? environments.find(builtIn ?? '')
        : undefined
      const named =
        current === undefined
          ? { ...draft, name: freeName(draft.name, names) }
          : { ...draft, name: current.name }
      if (current === undefined) names.add(skeletonOf(named.name))
      const check = checkEnvironment(named, factsFor(current))
      const { proxyUrl, caFile } = named.exchange ?? {}
      const route = [proxyUrl, caFile].filter((one) => one !== undefined).join(', ')
      const issues =
        route === ''
          ? check.issues
          : [
              ...check.issues,
              {
                field: 'exchange' as const,
                severity: 'warning' as const,
                code: 'import-route',
                message: m.environment_issue_import_route({ route }),
              },
            ]
      const does = check.saveable ? (current === undefined ? 'adds' : 'edits') : 'refused'
      const candidate: ImportCandidate = {
        index,
        name: draft.name,
        origin: check.origin ?? draft.origin,
        dialect: draft.dialect,
        guarded: check.guarded,
        does,
        issues,
        ...(check.unicodeHost !== undefined && { unicodeHost: check.unicodeHost }),
        ...(named.name !== draft.name && { newName: named.name }),
      }
      return { candidate, draft: named }
    })
  }

  return {
    export(environmentIds) {
      const { builtIns } = ports.settings.data()
      const chosen = environments
        .all()
        .filter((one) =>
          environmentIds === undefined
            ? one.kind === 'custom' || builtIns[one.id] !== undefined
            : environmentIds.includes(one.id),
        )
      const file = {
        kind: fileKind,
        version: fileVersion,
        environments: chosen.map(toEntry),
      }
      return `${JSON.stringify(file, null, 2)}\n`
    },
    importPreview: (text) => plan(text).map(({ candidate }) => candidate),
    async import(text, indexes) {
      const taken: EnvironmentState[] = []
      for (const { candidate, draft } of plan(text)) {
        if (!indexes.includes(candidate.index)) continue
        const current = candidate.does === 'edits' ? environments.find(draft.name) : undefined
        taken.push(current === undefined ? await add(draft) : await edit(current.id, draft))
      }
      return taken
    },
  }
}

function toEntry(one: Environment): Entry {
  const { kind, id, name, origin, prefix, dialect, colour, risky, exchange, variables } = one
  return {
    name,
    origin,
    prefix,
    dialect,
    ...(colour !== undefined && { colour }),
    ...(risky === true && { risky }),
    ...(exchange !== undefined && { exchange }),
    ...(variables !== undefined && { variables }),
    ...(kind !== 'custom' && { builtIn: id }),
  }
}

/** `Partner B 2` where `Partner B` is taken. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let number = 2; taken.has(skeletonOf(free)); number += 1) free = `${name} ${number}`
  return free
}

/** @throws KlaviError import-unreadable for what is no exported file of this kind */
function readFile(text: string): Entry[] {
  const unreadable = (): KlaviError => new KlaviError('import-unreadable')
  let parsed: unknown
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw unreadable()
  }
  if (!isRecord(parsed) || parsed['kind'] !== fileKind) throw unreadable()
  const { environments } = parsed
  if (!Array.isArray(environments) || environments.length > 500) throw unreadable()
  return environments.filter(isRecord).map(readEntry)
}

/** As it stands in the file; what it may be is judged afterwards, and said. */
function readEntry(value: Record<string, unknown>): Entry {
  const { name, origin, prefix, dialect, colour, risky, variables, builtIn } = value
  const exchange = readExchange(value['exchange'])
  const texts = isRecord(variables)
    ? Object.entries(variables).filter(([, entry]) => typeof entry === 'string')
    : []
  return {
    name: textOf(name).trim(),
    origin: textOf(origin),
    prefix: typeof prefix === 'string' ? prefix : defaultPrefix,
    dialect: isDialect(dialect) ? dialect : 'g1',
    ...(typeof colour === 'string' && { colour }),
    ...(risky !== undefined && risky !== false && { risky: true }),
    ...(exchange !== undefined && { exchange }),
    ...(texts.length > 0 && { variables: Object.fromEntries(texts) as Record<string, string> }),
    ...(typeof builtIn === 'string' && { builtIn }),
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 2_048) : '')
