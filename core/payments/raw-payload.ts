import type { Dialect } from '../model/environment.ts'
import { fromWireAmount } from './wire-amount.ts'

/** What the journal needs to know of a wire body that did not come from the form. */
export interface PayloadFacts {
  externalId: string
  participantId: string
  payerName: string
  amountWire: string
  /** 0 where the amount cannot be read. */
  amountCentavos: number
}

/** Reads a wire body as far as it goes; a deliberately wrong one is still worth sending and recording. */
export function readPayload(body: string, dialect: Dialect): PayloadFacts {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    parsed = undefined
  }
  const payload = record(parsed)
  const user = record(payload['user'] ?? payload['customer'])
  const amountWire = text(payload['amount'])
  return {
    externalId: text(payload['externalId'] ?? payload['clientRequestId']),
    participantId: text(payload['participantId'] ?? payload['institutionId']),
    payerName: text(user['name']),
    amountWire,
    amountCentavos: fromWireAmount(amountWire, dialect) ?? 0,
  }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
