import { pageWalk } from '../../klavi/page-walk.ts'
import { readParticipants } from '../../klavi/replies.ts'
import type { Participant } from '../../model/participant.ts'
import { failed, noAnswer, passed, type Check } from '../check.ts'
import { blocked } from '../scene.ts'

/** The sandbox's “Mock Bank” (docs/klavi-api.md §2). */
const mockBank = 'c8f0bf49-4744-4933-8960-7add6e590841'

const listed: Check = {
  id: 'participants-listed',
  group: 'participants',
  section: '§3.2',
  async run(scene) {
    await scene.needToken()
    const all: Participant[] = []
    const listed: string[] = []
    scene.facts.listExchangeIds = listed
    const walk = pageWalk()
    let cursor: string | undefined
    do {
      const query: [string, string][] = cursor === undefined ? [] : [['afterCursor', cursor]]
      const result = await scene.get('/participants', 'participants', query)
      listed.push(result.exchangeId)
      if (result.kind === 'fault') return noAnswer(result)
      if (result.status >= 300) return failed('answered', { status: result.status })
      const found = readParticipants(result.json)
      if (found === undefined) return failed('no-list')
      all.push(...found)
      cursor = walk.after(result.json)
    } while (cursor !== undefined)
    if (all.length === 0) return failed('no-participants')
    scene.facts.participants = all
    const { participant: wanted } = scene.options
    const chosen =
      wanted === undefined ? (all.find(({ id }) => id === mockBank) ?? all[0]) : named(all, wanted)
    if (chosen === undefined) return failed('no-such-bank', { name: wanted ?? '' })
    scene.facts.participant = chosen
    if (walk.cut() !== undefined) return failed('list-cut', { count: all.length })
    const unnamed = all.filter(({ id, name }) => name === id).length
    return unnamed > 0
      ? failed('unnamed', { count: unnamed })
      : passed('listed', { count: all.length })
  },
}

const named = (all: readonly Participant[], wanted: string): Participant | undefined =>
  all.find(({ id }) => id === wanted) ??
  all.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())

const unique: Check = {
  id: 'participants-unique',
  group: 'participants',
  section: '§3.2',
  run({ facts, evidence }) {
    const { participants, listExchangeIds = [] } = facts
    for (const id of listExchangeIds) evidence.exchangeIds.add(id)
    if (participants === undefined) throw blocked('participants-listed')
    const ids = new Set(participants.map(({ id }) => id))
    const twice = participants.length - ids.size
    return twice > 0 ? failed('ids-twice', { count: twice }) : passed('ids', { count: ids.size })
  },
}

export const participantChecks: readonly Check[] = [listed, unique]
