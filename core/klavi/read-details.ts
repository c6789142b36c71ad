import type { PartyFacts, PaymentDetails } from '../model/payment-details.ts'
import type { DialectRules } from './dialects/index.ts'
import { readStatus } from './replies.ts'

type Facts = Omit<
  PaymentDetails,
  'localId' | 'environmentId' | 'paymentId' | 'flow' | 'fetchedAt' | 'exchangeId' | 'raw'
>
type Json = Record<string, unknown>

/** What a payment resource says, in the words of any dialect (docs/klavi-api.md §3.4). */
export function readDetails(body: unknown, rules: DialectRules): Facts {
  const resource = asRecord(body)
  const { status, reason } = readStatus(body)
  const amountWire = text(resource['amount'])
  const provider = asRecord(resource['provider'])
  return dropAbsent({
    status,
    reason,
    externalId: text(resource['externalId'] ?? resource['clientRequestId']),
    endToEndId: text(resource['endToEndId']),
    transactionId: text(resource['transactionIdentification']),
    consentId: text(resource['consentId']),
    method: text(resource['method'] ?? resource['initType']),
    amountWire,
    amountCentavos: amountWire === undefined ? undefined : rules.fromWireAmount(amountWire),
    date: text(resource['date']),
    createdAt: text(resource['createAt'] ?? resource['createdAt']),
    updatedAt: text(resource['updateAt'] ?? resource['updatedAt'] ?? resource['statusUpdateAt']),
    description: text(resource['description'] ?? resource['remittanceInformation']),
    pixKey: text(resource['pixKey'] ?? resource['proxy']),
    participantId: text(resource['participantId'] ?? resource['institutionId']),
    provider: found({
      name: text(provider['tradeName'] ?? provider['name']),
      avatar: text(provider['avatar']),
    }),
    payer: party(resource['user'] ?? resource['customer']),
    payee: party(resource['creditor'] ?? resource['creditorAccount']),
    debtor: party(resource['debtor'] ?? resource['debtorAccount']),
  }) as unknown as Facts
}

function party(value: unknown): Partial<Record<keyof PartyFacts, string | undefined>> | undefined {
  const one = asRecord(value)
  // G2 and G3 put the holder of an account below it.
  const holder = { ...one, ...asRecord(one['holder']) }
  return found({
    name: text(holder['name']),
    document: text(holder['taxId'] ?? holder['identifier']),
    bank: text(asRecord(one['bank'])['name']),
    ispb: text(one['ispb']),
    branch: text(one['issuer']),
    account: text(one['number']),
    accountType: text(one['accountType']),
  })
}

const found = <T extends object>(facts: T): T | undefined =>
  Object.values(facts).every((value) => value === undefined) ? undefined : (dropAbsent(facts) as T)

const dropAbsent = (facts: object): object =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))

const asRecord = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}

const text = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}
