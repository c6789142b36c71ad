import { Problem, conflict, unprocessable } from '../http/problem.ts'
import { outcomeByAmount } from '../outcomes/by-amount.ts'
import { outcomeByPayer } from '../outcomes/by-payer.ts'
import type { Outcome } from '../outcomes/outcome.ts'
import { COMPLETED } from '../outcomes/outcome.ts'
import { reasonFor } from '../outcomes/reasons.ts'
import { institutionById } from '../participants/institutions.ts'
import type { Sandbox } from '../sandbox.ts'
import { brasiliaDate, brasiliaMidnight } from '../dialects/rules.ts'
import { endToEndId } from './end-to-end-id.ts'
import type { PaymentDraft, PaymentRecord } from './record.ts'
import { seededHex, seededUuid } from './seeded-ids.ts'

const DAY_MS = 86_400_000
/** Steps that an outage asked for by amount lasts. */
const OUTAGE_STEPS = 5

function pickOutcome(sandbox: Sandbox, draft: PaymentDraft): Outcome {
  const picked = sandbox.nextOutcome
  if (picked) {
    sandbox.nextOutcome = null
    sandbox.kept.saveSoon()
  }
  return picked ?? outcomeByAmount(draft.centavos) ?? outcomeByPayer(draft.payer.taxId) ?? COMPLETED
}

/** Ms until the payment's date begins; null for today. 422 outside D+1…D+730 (OFB payments 4.0.0). */
function scheduledDelay(draft: PaymentDraft, now: number): number | null {
  const today = brasiliaDate(now)
  if (draft.date === undefined || draft.date === today) return null
  const days = Math.round((brasiliaMidnight(draft.date) - brasiliaMidnight(today)) / DAY_MS)
  if (!(days >= 1 && days <= 730)) {
    throw unprocessable('DETALHE_PAGAMENTO_INVALIDO', 'date must be from D+1 to D+730')
  }
  return brasiliaMidnight(draft.date) - now
}

export function outageProblem(httpStatus: 429 | 504, until: number, now: number): Problem {
  const headers = { 'Retry-After': String(Math.max(1, Math.ceil((until - now) / 1000))) }
  return httpStatus === 429
    ? new Problem(429, 'TOO_MANY_REQUESTS', ['too many requests'], { headers })
    : new Problem(504, 'GATEWAY_TIMEOUT', ['the institution did not answer in time'])
}

function refuseByOutcome(sandbox: Sandbox, outcome: Outcome, stepMs: number): void {
  if (outcome.kind === 'refused') {
    const reason = outcome.code === null ? null : reasonFor(outcome.code)
    throw unprocessable(
      reason?.code ?? 'UNPROCESSABLE_ENTITY',
      reason?.detail ?? 'the institution refused the request',
    )
  }
  if (outcome.kind === 'outage') {
    const now = sandbox.now()
    const until = now + OUTAGE_STEPS * stepMs
    sandbox.outage = { httpStatus: outcome.httpStatus, until }
    throw outageProblem(outcome.httpStatus, until, now)
  }
}

/**
 * Takes a payment in: resolves once its record is on disk, so that an answered 201 survives any
 * death of the program. Throws a Problem: 409 for a used externalId, 422 for what the
 * institution would refuse, 429 or 504 for amounts that stand for an outage.
 */
export async function acceptPayment(
  sandbox: Sandbox,
  draft: PaymentDraft,
  request: Record<string, unknown>,
  flow: PaymentRecord['flow'],
): Promise<PaymentRecord> {
  const { identity, settings, book } = sandbox
  const institution = institutionById(draft.participantId)
  if (!institution) {
    throw unprocessable('PARAMETRO_INVALIDO', `participant ${draft.participantId} is unknown`)
  }
  if (book.hasExternalId(draft.externalId)) {
    throw conflict(`${draft.externalId} was already used`)
  }
  const now = sandbox.now()
  const scheduledMs = scheduledDelay(draft, now)
  const outcome = pickOutcome(sandbox, draft)
  refuseByOutcome(sandbox, outcome, settings.stepMs)
  const id = seededUuid(identity.seed, 'payment', draft.externalId)
  const record: PaymentRecord = {
    type: 'payment',
    id,
    at: now,
    flow,
    dialect: settings.dialect,
    externalId: draft.externalId,
    participantId: draft.participantId,
    payer: draft.payer,
    centavos: draft.centavos,
    ...(draft.date !== undefined && { date: draft.date }),
    ...(draft.redirectUrl !== undefined && { redirectUrl: draft.redirectUrl }),
    request,
    outcome,
    stepMs: settings.stepMs,
    consentMs: settings.autoAuthorize ? (settings.consentMs ?? settings.stepMs) : null,
    scheduledMs,
    consentId: `urn:klavisim:${seededUuid(identity.seed, 'consent', id)}`,
    // The controlKey makes it unguessable even when the seed is known.
    consentToken: seededHex(identity.seed, identity.controlKey, 'page', id).slice(0, 40),
    endToEndId: endToEndId(institution.ispb, now, seededHex(identity.seed, 'e2e', id)),
  }
  await book.add(record)
  if (sandbox.webhooks.url() !== null) {
    await book.setWebhooksSent(record.id, 0)
    sandbox.webhooks.refresh(record)
  }
  return record
}
