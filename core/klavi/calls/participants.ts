import { redactJson } from '../../evidence/redactor.ts'
import type { HeaderList } from '../../model/exchange.ts'
import type { CutReason, Participant, ParticipantFilters } from '../../model/participant.ts'
import { pageWalk } from '../page-walk.ts'
import { readParticipants } from '../replies.ts'
import type { CallOptions, Target, TokenSource } from '../target.ts'
import { malformed, type CallTools } from './call-tools.ts'

/**
 * `GET /participants` with the documented filters, cursors followed until there are `limit` (docs/klavi-api.md §3.2). A
 * bank that stands on several pages is told once.
 */
export async function participants(
  tools: CallTools,
  target: Target,
  tokens: TokenSource,
  options: CallOptions = {},
  filters: ParticipantFilters = {},
): Promise<{ participants: Participant[]; cut?: CutReason }> {
  const asked: HeaderList = Object.entries(filters)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => [name, String(value)])
  const all = new Map<string, Participant>()
  const walk = pageWalk()
  let cursor: string | undefined
  do {
    const query: HeaderList = cursor === undefined ? asked : [...asked, ['afterCursor', cursor]]
    const request = { step: 'participants', path: '/participants', query } as const
    const result = await tools.get(target, tokens, request, options)
    const reply = tools.good(result, target.environment)
    const found = readParticipants(
      reply.redacted ? reply.json : redactJson(reply.json, tools.redact),
    )
    if (found === undefined) throw malformed(reply)
    for (const one of found) if (!all.has(one.id)) all.set(one.id, one)
    if (filters.limit !== undefined && all.size >= filters.limit) break
    cursor = walk.after(reply.json)
  } while (cursor !== undefined)
  const cut = walk.cut()
  return { participants: [...all.values()], ...(cut && { cut }) }
}
