import { redactionMark } from '../evidence/redactor.ts'
import { childPath } from '../evidence/json-path.ts'
import { KlaviError } from '../failure.ts'
import type { HistoryCalls } from '../journal-api.ts'
import type { StoryPlace } from '../journal/story.ts'
import type { CompareLine, SendAgain, StoryEntry } from '../model/history.ts'
import type { PaymentSummary } from '../model/payment.ts'
import type { StatusCourse } from '../model/watch-view.ts'
import { isoTime } from '../system.ts'
import type { Context } from './context.ts'
import { assertNothingLeaves } from './sending-now.ts'
import type { Watches } from './watches.ts'
import { wipeLater } from './wipe-later.ts'

export function historyCases(context: Context, watches: Watches): HistoryCalls {
  const { journal, ports } = context

  const find = (localId: string): PaymentSummary => {
    const found = journal.payments.find(localId)
    if (found === undefined) throw new KlaviError('unknown-payment', { id: localId })
    return found
  }
  const bodyOf = (localId: string): string => journal.payments.bodyOf(localId) ?? ''

  /** A place in the story with what stands there. */
  const entryAt = (localId: string, place: StoryPlace): StoryEntry => {
    const entry = journal.story.entry(localId, place)
    const { kind, key } = place
    if (kind === 'webhook') put(entry, 'webhook', journal.webhooks.get(key))
    if (kind === 'details') put(entry, 'details', journal.details.get(localId))
    if (kind === 'post') put(entry, 'post', journal.posts.get(key))
    if (kind === 'resend') put(entry, 'resend', journal.payments.byLocalId(key))
    if (kind === 'note') {
      put(entry, 'text', journal.notes.of(localId).find(({ id }) => id === key)?.text)
    }
    return entry
  }

  return {
    query: (query) => journal.payments.query(query),
    facets: () => journal.payments.facets(),
    story(query) {
      const payment = find(query.localId)
      const { localId } = payment
      const { places, total } = journal.story.places({ ...query, localId })
      const body = bodyOf(localId)
      return {
        payment,
        body,
        bodyWhole: !body.includes(redactionMark),
        course: watches.cases.course(localId),
        entries: places.map((place) => entryAt(localId, place)),
        offset: query.offset,
        total,
      }
    },
    addNote(id, text) {
      const { localId } = find(id)
      const note = {
        id: ports.random.uuid(),
        at: isoTime(ports.clock.now()),
        text: context.redactor.text(text.trim()),
      }
      journal.notes.add(localId, note)
      return { id: `note:${note.id}`, at: note.at, kind: 'note', text: note.text }
    },
    removeNote(id, noteId) {
      journal.notes.remove(find(id).localId, noteId.replace(/^note:/, ''))
    },
    again(id) {
      const payment = find(id)
      const body = bodyOf(payment.localId)
      if (body === '') throw new KlaviError('body-unknown', { id })
      const externalId = ports.random.uuid()
      const again: SendAgain = {
        environmentId: payment.environmentId,
        environmentName: payment.environmentName,
        flow: payment.flow ?? 'payment',
        body: withExternalId(body, externalId),
        externalId,
        whole: !body.includes(redactionMark),
        participantName: payment.participantName,
      }
      return again
    },
    compare(firstId, secondId) {
      const [first, second] = [find(firstId), find(secondId)]
      const [one, other] = [first, second].map(({ localId }) => watches.cases.course(localId))
      return {
        first,
        second,
        payload: compareLines(flat(bodyOf(first.localId)), flat(bodyOf(second.localId))),
        facts: compareLines(factsOf(context, first), factsOf(context, second)),
        courses: compareCourses(one as StatusCourse, other as StatusCourse),
      }
    },
    forget(id) {
      const { localId } = find(id)
      assertNothingLeaves(context, localId)
      const facts = journal.leases.of(localId, ports.clock.now())
      if (facts?.state === 'elsewhere') throw new KlaviError('watch-owned')
      watches.drop(localId)
      const bytesBefore = journal.care.usage().bytes
      const wiped = journal.care.forget(localId)
      if (!wiped) wipeLater(context)
      context.tokens.release(localId)
      context.publish('forgotten', { localIds: [localId] })
      const bytesAfter = journal.care.usage().bytes
      return { payments: 1, bytesBefore, bytesAfter, ...(!wiped && { held: true as const }) }
    },
  }
}

function put<K extends keyof StoryEntry>(
  entry: StoryEntry,
  key: K,
  value: StoryEntry[K] | undefined,
): void {
  if (value !== undefined) entry[key] = value
}

/** The body as indented JSON with another externalId (G2, G3: clientRequestId); what is no JSON stays as it is. */
function withExternalId(body: string, externalId: string): string {
  try {
    const payload = JSON.parse(body) as Record<string, unknown>
    const name = ['externalId', 'clientRequestId'].find((key) => Object.hasOwn(payload, key))
    if (name !== undefined) payload[name] = externalId
    return JSON.stringify(payload, null, 2)
  } catch {
    return body
  }
}

/** A JSON text as paths with their values. */
function flat(body: string): Map<string, string> {
  const lines = new Map<string, string>()
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
      const array = Array.isArray(value)
      for (const [key, item] of Object.entries(value)) {
        walk(item, childPath(path, array ? Number(key) : key))
      }
    } else {
      lines.set(path, typeof value === 'string' ? value : JSON.stringify(value))
    }
  }
  try {
    walk(JSON.parse(body) as unknown, '$')
  } catch {
    if (body !== '') lines.set('$', body)
  }
  return lines
}

function factsOf({ journal }: Context, payment: PaymentSummary): Map<string, string> {
  const end = payment.endedAt === undefined ? undefined : Date.parse(payment.endedAt)
  const { polls } = journal.observations.counts(payment.localId)
  const facts: [string, string | undefined][] = [
    ['environment', payment.environmentName],
    ['bank', payment.participantName || payment.participantId],
    ['amount', payment.amountWire],
    ['state', payment.state],
    ['lastStatus', payment.lastStatus],
    ['order', payment.order],
    ['reason', payment.reason?.code],
    ['stalls', payment.stalls?.map(({ kind }) => kind).join(', ')],
    ['polls', String(polls)],
    ['elapsedMs', end === undefined ? undefined : String(end - Date.parse(payment.createdAt))],
  ]
  return new Map(facts.filter((fact): fact is [string, string] => Boolean(fact[1])))
}

function compareLines(
  first: ReadonlyMap<string, string>,
  second: ReadonlyMap<string, string>,
): CompareLine[] {
  return [...new Set([...first.keys(), ...second.keys()])].map((path) => {
    const line: CompareLine = { path, same: first.get(path) === second.get(path) }
    const [one, other] = [first.get(path), second.get(path)]
    if (one !== undefined) line.first = one
    if (other !== undefined) line.second = other
    return line
  })
}

function compareCourses(
  first: StatusCourse,
  second: StatusCourse,
): { status: string; firstMs?: number; secondMs?: number }[] {
  const times = ({ spans }: StatusCourse): Map<string, number> => {
    const sums = new Map<string, number>()
    for (const { status, ms } of spans) sums.set(status, (sums.get(status) ?? 0) + ms)
    return sums
  }
  const [one, other] = [times(first), times(second)]
  return [...new Set([...one.keys(), ...other.keys()])].map((status) => {
    const [firstMs, secondMs] = [one.get(status), other.get(status)]
    return {
      status,
      ...(firstMs !== undefined && { firstMs }),
      ...(secondMs !== undefined && { secondMs }),
    }
  })
}
