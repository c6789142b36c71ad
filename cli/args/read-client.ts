import { m } from '../../messages/index.ts'
import { actionsOf, isOneOf } from './actions.ts'
import type { ClientCommand, ClientVerb } from './client-commands.ts'
import { readWhole } from './numbers.ts'
import { allValues, isGiven, lastValue, type RawArguments } from './read-tokens.ts'
import { UsageError } from './usage-error.ts'

const mostParticipants = 1_000_000

/** Reads the words and options of a verb for a single call. @throws UsageError */
export function readClient(
  raw: RawArguments,
  verb: ClientVerb,
  words: readonly string[],
): ClientCommand {
  const hint = m.cli_see_verb_help({ verb })
  const expect = (count: number): void => {
    const extra = words[count]
    if (extra !== undefined) throw new UsageError(m.cli_extra_word({ text: extra, verb }), hint)
  }
  switch (verb) {
    case 'auth':
      expect(0)
      return { verb }
    case 'participants': {
      expect(0)
      const search = lastValue(raw, 'search')
      const limit = lastValue(raw, 'limit')
      return {
        verb,
        ...(search !== undefined && { search }),
        ...(limit !== undefined && { limit: readWhole('--limit', limit, 1, mostParticipants) }),
      }
    }
    case 'payment':
    case 'cancel': {
      const id = words[0]?.trim() ?? ''
      if (id === '') throw new UsageError(m.cli_no_payment_id({ verb }), hint)
      expect(1)
      const by = lastValue(raw, 'by')
      return verb === 'payment' ? { verb, id } : { verb, id, ...(by !== undefined && { by }) }
    }
    case 'drift':
      expect(0)
      return { verb, clear: isGiven(raw, 'clear'), ...readForm(lastValue(raw, 'as')) }
    case 'request':
      expect(2)
      return readRequest(raw, words, hint)
  }
}

function readForm(text: string | undefined): { form?: 'json' | 'markdown' } {
  if (text === undefined) return {}
  if (text === 'json' || text === 'markdown') return { form: text }
  throw new UsageError(m.cli_bad_choice({ option: '--as', text }), 'json, markdown')
}

function readRequest(
  raw: RawArguments,
  [typedMethod = '', path = '']: readonly string[],
  hint: string,
): ClientCommand {
  const method = typedMethod.toUpperCase()
  if (!isOneOf(actionsOf.request, method)) {
    throw new UsageError(m.cli_bad_method({ text: typedMethod }), hint)
  }
  if (path === '') throw new UsageError(m.cli_no_path(), hint)
  const bodyFile = lastValue(raw, 'body')
  if (method === 'GET' && bodyFile !== undefined) throw new UsageError(m.cli_get_body(), hint)
  const confirmAmount = lastValue(raw, 'confirm-amount')
  const overrideReadiness = lastValue(raw, 'override-readiness')
  return {
    verb: 'request',
    method,
    path,
    query: allValues(raw, 'query').map(readPair),
    ...(bodyFile !== undefined && { bodyFile }),
    ...(confirmAmount !== undefined && { confirmAmount }),
    ...(overrideReadiness !== undefined && { overrideReadiness }),
  }
}

function readPair(typed: string): [string, string] {
  const at = typed.indexOf('=')
  if (at < 1) throw new UsageError(m.cli_bad_query({ text: typed }), m.cli_bad_query_hint())
  return [typed.slice(0, at), typed.slice(at + 1)]
}
