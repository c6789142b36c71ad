import type { Participant } from '../model/participant.ts'
import type { Reason } from '../model/payment.ts'

type Json = Record<string, unknown>

/**
 * Participants in any of the shapes seen or documented: a bare array, `{data}`, `{participants}`, `{items}`
 * (docs/klavi-api.md §3.2). An entry without an id is left out; unknown fields stay in `raw`.
 * Returns undefined where there is no list at all.
 */
export function readParticipants(body: unknown): Participant[] | undefined {
  const list = Array.isArray(body) ? body : firstArray(body, ['data', 'participants', 'items'])
  if (list === undefined) return undefined
  return list.map(readParticipant).filter((participant) => participant !== undefined)
}

function readParticipant(raw: unknown): Participant | undefined {
  const entry = asRecord(raw)
  const id = text(entry['id'] ?? entry['participantId'] ?? entry['institutionId'])
  if (id === '') return undefined
  const participant: Participant = {
    id,
    name: text(entry['name'] ?? entry['tradeName']) || id,
    raw,
  }
  const slug = text(entry['slug'])
  const avatar = text(entry['avatar'] ?? entry['logo'])
  if (slug !== '') participant.slug = slug
  if (avatar !== '') participant.avatar = avatar
  return participant
}

/** The cursor of the next page, where the list has one. */
export function nextCursor(body: unknown): string | undefined {
  const after = asRecord(asRecord(body)['cursor'])['afterCursor']
  return text(after) || undefined
}

/** What a status or payment body says, as far as it says it (docs/klavi-api.md §3.4, §3.5). */
export interface StatusReply {
  paymentId?: string
  status?: string
  reason?: Reason
  consentUrl?: string
  /** As the wire has it. */
  amountWire?: string
  externalId?: string
}

export function readStatus(body: unknown): StatusReply {
  const reply = asRecord(body)
  const found: StatusReply = {}
  const id = text(reply['id'] ?? reply['paymentId'])
  const status = text(reply['status'])
  const consentUrl = text(reply['redirectConsentURL'] ?? reply['redirectConsentUrl'])
  if (id !== '') found.paymentId = id
  if (status !== '') found.status = status
  if (consentUrl !== '') found.consentUrl = consentUrl
  const { amount } = reply
  if (typeof amount === 'string' || typeof amount === 'number') found.amountWire = String(amount)
  const externalId = text(reply['externalId'] ?? reply['clientRequestId'])
  if (externalId !== '') found.externalId = externalId
  const reason = readReason(reply)
  if (reason !== undefined) found.reason = reason
  return found
}

/** The page of a whitelabel link (docs/klavi-api.md §3.6). */
export function readPaymentUrl(body: unknown): string | undefined {
  const reply = asRecord(body)
  return text(reply['paymentURL'] ?? reply['paymentUrl']) || undefined
}

/** G1 `error {code, title, detail}`, G2/G3 `statusReason {code, message}`. */
function readReason(reply: Json): Reason | undefined {
  const source = asRecord(reply['error'] ?? reply['statusReason'])
  const code = text(source['code'])
  const title = text(source['title'])
  const detail = text(source['detail'] ?? source['message'])
  if (code === '' && title === '' && detail === '') return undefined
  // Many servers begin the detail with the title again.
  const repeats = detail.toLowerCase().startsWith(title.toLowerCase())
  const words = repeats ? [detail] : [title, detail]
  return { code: code || '—', message: words.filter(Boolean).join(': ') }
}

const firstArray = (body: unknown, names: string[]): unknown[] | undefined => {
  const record = asRecord(body)
  const name = names.find((candidate) => Array.isArray(record[candidate]))
  return name === undefined ? undefined : (record[name] as unknown[])
}

const asRecord = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}

const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
