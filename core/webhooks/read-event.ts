import type { WebhookRecord } from '../model/webhook.ts'

type EventFacts = Pick<
  WebhookRecord,
  'eventId' | 'eventType' | 'eventName' | 'status' | 'externalId' | 'paymentId'
>

/**
 * What an event says, as far as it says it. The envelope is a sibling product's (docs/klavi-api.md §5), the payload is
 * not documented: both are looked through, tolerantly. Nothing is cut or redacted yet.
 */
export function readEvent(body: string): EventFacts {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    return {}
  }
  const envelope = record(parsed)
  const inner = record(envelope['payload'] ?? envelope['data'] ?? envelope['payment'])
  const payment = record(inner['payment'])
  const first = (...names: string[]): string | undefined => {
    for (const place of [payment, inner, envelope]) {
      for (const name of names) {
        const value = place[name]
        if (typeof value === 'string' && value !== '') return value
      }
    }
    return undefined
  }
  const facts: EventFacts = {}
  const put = (name: keyof EventFacts, value: string | undefined): void => {
    if (value !== undefined) facts[name] = value
  }
  put('eventId', text(envelope['eventId']))
  put('eventType', text(envelope['eventType']))
  put('eventName', text(envelope['eventName']))
  put('status', first('status'))
  put('externalId', first('externalId', 'clientRequestId'))
  put('paymentId', first('paymentId') ?? first('id'))
  return facts
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
