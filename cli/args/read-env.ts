import type { Dialect } from '../../core/model/environment.ts'
import { m } from '../../messages/index.ts'
import { actionsOf } from './actions.ts'
import { readDialect } from './custom-target.ts'
import { nearest } from './nearest.ts'
import { isGiven, lastValue, type RawArguments } from './read-tokens.ts'
import { UsageError } from './usage-error.ts'

/** What may be said of an environment on the command line; the core judges it. */
export interface EnvironmentFlags {
  name?: string
  origin?: string
  prefix?: string
  dialect?: Dialect
  colour?: string
  risky?: boolean
  ca?: string
  proxy?: string
}

export type EnvCommand = { verb: 'env' } & (
  | { action: 'list' }
  | { action: 'add'; name: string; copyOf?: string; flags: EnvironmentFlags }
  | { action: 'edit'; name: string; reset: boolean; flags: EnvironmentFlags }
  | { action: 'remove' | 'test'; name: string }
  | { action: 'export'; names: string[] }
  | { action: 'import'; file: string; editBuiltIn: boolean }
)

/** Reads `env ACTION …`. @throws UsageError */
export function readEnv(raw: RawArguments, words: readonly string[]): EnvCommand {
  const verb = 'env'
  const action = readAction(verb, words[0], actionsOf.env)
  const rest = words.slice(1)
  switch (action) {
    case 'list':
      noMore(verb, rest)
      return { verb, action }
    case 'add': {
      const copyOf = lastValue(raw, 'copy-of')
      return {
        verb,
        action,
        name: oneName(verb, rest),
        flags: flagsOf(raw),
        ...(copyOf !== undefined && { copyOf }),
      }
    }
    case 'edit':
      return {
        verb,
        action,
        name: oneName(verb, rest),
        reset: isGiven(raw, 'reset'),
        flags: flagsOf(raw),
      }
    case 'remove':
    case 'test':
      return { verb, action, name: oneName(verb, rest) }
    case 'export':
      return { verb, action, names: rest }
    case 'import':
      return {
        verb,
        action,
        file: oneName(verb, rest),
        editBuiltIn: isGiven(raw, 'edit-built-in'),
      }
  }
}

/** The word that says what to do. @throws UsageError with the nearest one that there is */
export function readAction<A extends string>(
  verb: 'env' | 'credentials',
  word: string | undefined,
  known: readonly A[],
): A {
  const found = known.find((action) => action === word)
  if (found !== undefined) return found
  const hint = m.cli_see_verb_help({ verb })
  if (word === undefined) {
    throw new UsageError(m.cli_no_action({ verb, actions: known.join(', ') }), hint)
  }
  const meant = nearest(word, known)
  throw new UsageError(
    m.cli_unknown_action({ verb, text: word, actions: known.join(', ') }),
    meant === undefined ? hint : m.cli_did_you_mean({ word: meant }),
  )
}

function oneName(verb: string, words: readonly string[]): string {
  const [name, ...more] = words
  if (name === undefined || name === '') {
    throw new UsageError(m.cli_no_name({ verb }), m.cli_see_verb_help({ verb }))
  }
  noMore(verb, more)
  return name
}

function noMore(verb: string, [word]: readonly string[]): void {
  if (word === undefined) return
  throw new UsageError(m.cli_extra_word({ text: word, verb }), m.cli_see_verb_help({ verb }))
}

function flagsOf(raw: RawArguments): EnvironmentFlags {
  const text = (name: string): string | undefined => lastValue(raw, name)
  const [name, origin, prefix] = [text('name'), text('origin'), text('prefix')]
  const [dialect, colour] = [text('dialect'), text('colour')]
  const [ca, proxy] = [text('ca'), text('proxy')]
  const risky = isGiven(raw, 'risky') ? true : isGiven(raw, 'not-risky') ? false : undefined
  return {
    ...(name !== undefined && { name }),
    ...(origin !== undefined && { origin }),
    ...(prefix !== undefined && { prefix }),
    ...(dialect !== undefined && { dialect: readDialect(dialect) }),
    ...(colour !== undefined && { colour }),
    ...(risky !== undefined && { risky }),
    ...(ca !== undefined && { ca }),
    ...(proxy !== undefined && { proxy }),
  }
}
