import { m } from '../../messages/index.ts'
import { actionsOf } from './actions.ts'
import type { CommandOf } from './command.ts'
import { nearest } from './nearest.ts'
import { UsageError } from './usage-error.ts'

export const inspectKinds = actionsOf.inspect
export type InspectKind = (typeof inspectKinds)[number]

const isKind = (word: string): word is InspectKind =>
  (inspectKinds as readonly string[]).includes(word)

/** Reads `inspect KIND TEXT|-`. */
export function readInspect(words: readonly string[]): CommandOf<'inspect'> {
  const [kind, text, ...more] = words
  const kinds = inspectKinds.join(', ')
  const hint = m.cli_see_verb_help({ verb: 'inspect' })
  if (kind === undefined) throw new UsageError(m.cli_inspect_no_kind({ kinds }), hint)
  if (!isKind(kind)) {
    const meant = nearest(kind, inspectKinds)
    throw new UsageError(
      m.cli_inspect_bad_kind({ text: kind, kinds }),
      meant === undefined ? hint : m.cli_did_you_mean({ word: meant }),
    )
  }
  if (text === undefined) throw new UsageError(m.cli_inspect_no_text({ kind }), hint)
  const [extra] = more
  if (extra !== undefined) {
    throw new UsageError(m.cli_extra_word({ text: extra, verb: 'inspect' }), m.cli_inspect_quote())
  }
  return { verb: 'inspect', kind, text }
}
