import type { ExportForm } from '../../core/model/payload.ts'
import { m } from '../../messages/index.ts'
import { actionsOf } from './actions.ts'
import type { CommandOf } from './command.ts'
import { readDialect } from './custom-target.ts'
import { nearest } from './nearest.ts'
import { allValues, lastValue, type RawArguments } from './read-tokens.ts'
import { readSet } from './set-path.ts'
import { UsageError } from './usage-error.ts'

const actions = actionsOf.payload
type Action = (typeof actions)[number]

const forms: readonly ExportForm[] = ['curl', 'fetch', 'python', 'java', 'csharp', 'json']

/** Reads `payload new|check|import|export`. */
export function readPayload(raw: RawArguments, words: readonly string[]): CommandOf<'payload'> {
  const [word, file, extra] = words
  const hint = m.cli_see_verb_help({ verb: 'payload' })
  const action = readAction(word, hint)
  if (action === 'new' && file !== undefined) {
    throw new UsageError(m.cli_extra_word({ text: file, verb: 'payload new' }), hint)
  }
  if (action !== 'new' && file === undefined) {
    throw new UsageError(m.cli_payload_no_file({ action }), hint)
  }
  if (extra !== undefined) {
    throw new UsageError(m.cli_extra_word({ text: extra, verb: `payload ${action}` }), hint)
  }
  const preset = lastValue(raw, 'preset')
  const method = lastValue(raw, 'method')
  const form = lastValue(raw, 'as')
  const dialect = lastValue(raw, 'dialect')
  return {
    verb: 'payload',
    action,
    sets: allValues(raw, 'set').map(readSet),
    ...(file !== undefined && { file }),
    ...(preset !== undefined && { preset }),
    ...(method !== undefined && { method }),
    ...(form !== undefined && { form: readForm(form) }),
    ...(dialect !== undefined && { dialect: readDialect(dialect) }),
  }
}

function readAction(word: string | undefined, hint: string): Action {
  const list = actions.join(', ')
  if (word === undefined) throw new UsageError(m.cli_payload_no_action({ actions: list }), hint)
  const action = actions.find((one) => one === word)
  if (action !== undefined) return action
  const meant = nearest(word, actions)
  throw new UsageError(
    m.cli_payload_bad_action({ text: word, actions: list }),
    meant === undefined ? hint : m.cli_did_you_mean({ word: meant }),
  )
}

function readForm(text: string): ExportForm {
  const form = forms.find((one) => one === text)
  if (form !== undefined) return form
  throw new UsageError(m.cli_bad_choice({ option: '--as', text }), forms.join(', '))
}
