import type { ExportFormat } from '../../core/model/exchange-query.ts'
import { timestampMs } from '../../core/webhooks/signature.ts'
import { m } from '../../messages/index.ts'
import { actionsOf } from './actions.ts'
import type { CommandOf } from './command.ts'
import { nearest } from './nearest.ts'
import { readWhole } from './numbers.ts'
import { isGiven, lastValue, type RawArguments } from './read-tokens.ts'
import { UsageError } from './usage-error.ts'

const formats: readonly ExportFormat[] = actionsOf.export

/** Reads `export har|curl|json|markdown ID`. */
export function readExport(raw: RawArguments, words: readonly string[]): CommandOf<'export'> {
  const hint = m.cli_see_verb_help({ verb: 'export' })
  const [word, id, extra] = words
  const format = choose('export', formats, word, hint)
  if (id === undefined || id.trim() === '') throw new UsageError(m.cli_export_no_id(), hint)
  noMore('export', extra, hint)
  return { verb: 'export', format, id: id.trim(), maskPersonal: !isGiven(raw, 'unmasked') }
}

/** Reads `webhooks listen` and `webhooks verify --body FILE --signature HEX`. */
export function readWebhooks(raw: RawArguments, words: readonly string[]): CommandOf<'webhooks'> {
  const hint = m.cli_see_verb_help({ verb: 'webhooks' })
  const [word, ...rest] = words
  const action = choose('webhooks', actionsOf.webhooks, word, hint)
  if (action === 'replay') return readReplay(raw, rest, hint)
  const [extra] = rest
  noMore(`webhooks ${action}`, extra, hint)
  if (action === 'listen') {
    const port = lastValue(raw, 'port')
    return {
      verb: 'webhooks',
      action,
      ...(port !== undefined && { port: readWhole('--port', port, 0, 65_535) }),
    }
  }
  const body = lastValue(raw, 'body')
  const signature = lastValue(raw, 'signature')
  if (body === undefined) throw new UsageError(m.cli_webhooks_missing({ option: '--body' }), hint)
  if (signature === undefined) {
    throw new UsageError(m.cli_webhooks_missing({ option: '--signature' }), hint)
  }
  const timestamp = lastValue(raw, 'timestamp')
  if (timestamp !== undefined && timestampMs(timestamp) === undefined) {
    throw new UsageError(
      m.cli_bad_number({ option: '--timestamp', text: timestamp }),
      m.cli_webhooks_timestamp_hint(),
    )
  }
  return {
    verb: 'webhooks',
    action,
    body,
    signature,
    ...(timestamp !== undefined && { timestamp }),
  }
}

/** Reads `webhooks replay ID [--url URL]`. */
function readReplay(
  raw: RawArguments,
  [id, extra]: readonly string[],
  hint: string,
): CommandOf<'webhooks'> {
  if (id === undefined || id.trim() === '') {
    throw new UsageError(m.cli_webhooks_missing({ option: 'ID' }), hint)
  }
  noMore('webhooks replay', extra, hint)
  const url = lastValue(raw, 'url')
  if (url === undefined) throw new UsageError(m.cli_webhooks_missing({ option: '--url' }), hint)
  return { verb: 'webhooks', action: 'replay', id: id.trim(), url }
}

function choose<T extends string>(
  verb: string,
  choices: readonly T[],
  word: string | undefined,
  hint: string,
): T {
  const list = choices.join(', ')
  if (word === undefined) throw new UsageError(m.cli_choice_missing({ verb, choices: list }), hint)
  const found = choices.find((one) => one === word)
  if (found !== undefined) return found
  const meant = nearest(word, choices)
  throw new UsageError(
    m.cli_choice_unknown({ verb, text: word, choices: list }),
    meant === undefined ? hint : m.cli_did_you_mean({ word: meant }),
  )
}

function noMore(verb: string, extra: string | undefined, hint: string): void {
  if (extra !== undefined) throw new UsageError(m.cli_extra_word({ text: extra, verb }), hint)
}
