import type { ParticipantList } from '../model/participant.ts'
import { isoTime } from '../system.ts'
import type { Workbench } from '../workbench-api.ts'
import type { Context } from './context.ts'
import { ownTokens } from './token-sources.ts'

export function participantCases(context: Context): Workbench['participants'] {
  const lists = new Map<string, ParticipantList>()

  return {
    cached: (environmentId) => lists.get(environmentId) ?? null,
    async fetch(environmentId, signal) {
      const { environments, client, ports } = context
      const environment = environments.find(environmentId)
      const target = await environments.target(environment)
      const options = signal === undefined ? {} : { signal }
      const source = ownTokens(context, target, options)
      const participants = await client.participants(target, source, options)
      const list: ParticipantList = {
        environmentId: environment.id,
        participants,
        fetchedAt: isoTime(ports.clock.now()),
      }
      lists.set(environment.id, list)
      return list
    },
  }
}
