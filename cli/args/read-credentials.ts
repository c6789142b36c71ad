import { m } from '../../messages/index.ts'
import { actionsOf } from './actions.ts'
import { readAction } from './read-env.ts'
import { isGiven, lastValue, type RawArguments } from './read-tokens.ts'
import { UsageError } from './usage-error.ts'

export interface CredentialsCommand {
  verb: 'credentials'
  action: (typeof actionsOf.credentials)[number]
  /** Name of the set; the environment's active one where absent. */
  set?: string
  /** Also over keys that the keychain lost. */
  replace: boolean
}

/** Reads `credentials ACTION`. A key has no place in the words: they stand in every list of processes. @throws UsageError */
export function readCredentials(raw: RawArguments, words: readonly string[]): CredentialsCommand {
  const verb = 'credentials'
  const action = readAction(verb, words[0], actionsOf.credentials)
  if (words.length > 1) {
    throw new UsageError(m.cli_credentials_words(), m.cli_credentials_words_hint())
  }
  const set = lastValue(raw, 'set-name')
  if (action === 'activate' && set === undefined) {
    throw new UsageError(
      m.cli_option_value({ option: '--set-name', value: 'NAME' }),
      m.cli_see_verb_help({ verb }),
    )
  }
  return { verb, action, replace: isGiven(raw, 'replace'), ...(set !== undefined && { set }) }
}
