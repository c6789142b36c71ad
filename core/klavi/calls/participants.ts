import { redactJson } from '../../evidence/redactor.ts'
import type { HeaderList } from '../../model/exchange.ts'
import type { Participant } from '../../model/participant.ts'
import { nextCursor, readParticipants } from '../replies.ts'
import type { CallOptions, Target, TokenSource } from '../target.ts'
import { malformed, type CallTools } from './call-tools.ts'

/** Pages of participants that are followed at the most. */
const mostPages = 50

/** `GET /participants`, cursors followed (docs/klavi-api.md §3.2). */
export async function participants(
  tools: CallTools,
  target: Target,
  tokens: TokenSource,
  options: CallOptions = {},
): Promise<Participant[]> {
  const all: Participant[] = []
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const query: HeaderList = cursor === undefined ? [] : [['afterCursor', cursor]]
    const request = { step: 'participants', path: '/participants', query } as const
    const result = await tools.get(target, tokens, request, options)
    const reply = tools.good(result, target.environment)
    const found = readParticipants(redactJson(reply.json, tools.redact))
    if (found === undefined) throw malformed(reply)
    all.push(...found)
    const next = nextCursor(reply.json)
    if (next === undefined || next === cursor) break
    cursor = next
  }
  return all
}
