import { redactJson } from '../../evidence/redactor.ts'
import type { HeaderList } from '../../model/exchange.ts'
import type { Participant, ParticipantFilters } from '../../model/participant.ts'
import { nextCursor, readParticipants } from '../replies.ts'
import type { CallOptions, Target, TokenSource } from '../target.ts'
import { malformed, type CallTools } from './call-tools.ts'

/** Pages of participants that are followed at the most. */
const mostPages = 50

/**
 * `GET /participants` with the documented filters, cursors followed until there are `limit` (docs/klavi-api.md §3.2).
 */
export async function participants(
  tools: CallTools,
  target: Target,
  tokens: TokenSource,
  options: CallOptions = {},
  filters: ParticipantFilters = {},
): Promise<Participant[]> {
  const asked: HeaderList = Object.entries(filters)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => [name, String(value)])
  const all: Participant[] = []
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const query: HeaderList = cursor === undefined ? asked : [...asked, ['afterCursor', cursor]]
    const request = { step: 'participants', path: '/participants', query } as const
    const result = await tools.get(target, tokens, request, options)
    const reply = tools.good(result, target.environment)
    const found = readParticipants(
      reply.redacted ? reply.json : redactJson(reply.json, tools.redact),
    )
    if (found === undefined) throw malformed(reply)
    all.push(...found)
    const next = nextCursor(reply.json)
    const enough = filters.limit !== undefined && all.length >= filters.limit
    if (enough || next === undefined || next === cursor) break
    cursor = next
  }
  return all
}
