import { parseArgs, type ParseArgsConfig } from 'node:util'
import { options, type OptionSpec } from './options.ts'

export interface GivenOption {
  spec: OptionSpec | undefined
  /** As typed, with its dashes. */
  typed: string
  value: string | undefined
}

export interface RawArguments {
  given: GivenOption[]
  words: string[]
}

const config: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
  options.map(({ name, value, short }) => [
    name,
    {
      type: value === undefined ? ('boolean' as const) : ('string' as const),
      ...(short && { short }),
    },
  ]),
)

/** Splits a command line into options and words. Judges nothing, so that language and form are known before it is. */
export function readTokens(argv: readonly string[]): RawArguments {
  const { tokens } = parseArgs({
    args: [...argv],
    options: config,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const raw: RawArguments = { given: [], words: [] }
  for (const token of tokens) {
    if (token.kind === 'positional') raw.words.push(token.value)
    if (token.kind !== 'option') continue
    const spec = options.find(({ name }) => name === token.name)
    raw.given.push({ spec, typed: token.rawName, value: token.value })
  }
  return raw
}

/** The last value given for an option; `''` where it was given without one. */
export const lastValue = (raw: RawArguments, name: string): string | undefined => {
  const found = raw.given.findLast(({ spec }) => spec?.name === name)
  return found && (found.value ?? '')
}

export const isGiven = (raw: RawArguments, name: string): boolean =>
  raw.given.some(({ spec }) => spec?.name === name)

export const allValues = (raw: RawArguments, name: string): string[] =>
  raw.given.filter(({ spec }) => spec?.name === name).map(({ value }) => value ?? '')
