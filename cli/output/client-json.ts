import type { DriftFinding } from '../../core/model/drift.ts'
import type { Environment } from '../../core/model/environment.ts'
import type { Participant } from '../../core/model/participant.ts'
import type { PaymentDetails, RequestResult } from '../../core/model/payment-details.ts'
import type { PaymentSummary } from '../../core/model/payment.ts'
import type { TokenView } from '../../core/model/token-view.ts'
import { endOf } from '../../core/watch/status-machine.ts'
import { environmentName, line, paymentJson, type Line } from './ndjson.ts'

/** An account provider. */
export const participantJson = ({ id, name, slug, raw }: Participant): Line =>
  line('participant', { id, name, slug, raw })

/** The environment's token, without the token. */
export const tokenJson = (
  environment: Environment,
  { own, policy, clockSkewMs }: TokenView,
): Line =>
  line('token', {
    environment: environmentName(environment.id),
    source: own?.source,
    obtainedAt: own?.obtainedAt,
    expiresAt: own?.expiresAt,
    header: own?.header,
    claims: own?.claims,
    policy,
    clockSkewMs,
  })

/** A payment with its resource; one that the journal does not know has what the resource says. */
export function detailsJson(details: PaymentDetails, known: PaymentSummary | undefined): Line {
  const { localId: _own, raw, ...facts } = details
  const { status } = details
  const base =
    known === undefined
      ? line('payment', {
          externalId: details.externalId ?? '',
          paymentId: details.paymentId,
          environment: environmentName(details.environmentId),
          state: (status === undefined ? undefined : endOf(status)) ?? 'accepted',
          amountCentavos: details.amountCentavos ?? 0,
          createdAt: details.createdAt ?? details.fetchedAt,
        })
      : paymentJson(known)
  return { ...base, ...(status !== undefined && { lastStatus: status }), details: facts, raw }
}

/** What a request by hand was answered; `body` is JSON where it is JSON, else text. */
export const responseJson = (result: RequestResult, text: string): Line =>
  line('response', {
    exchangeId: result.exchangeId,
    httpStatus: result.httpStatus,
    errorCode: result.error?.code,
    state: result.post?.state,
    body: result.isJson ? parsed(text) : text,
  })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** One difference between a reply and its documentation. */
export const driftJson = ({ environmentId, ...finding }: DriftFinding): Line =>
  line('drift', { environment: environmentName(environmentId), ...finding })
