import { KlaviError } from '../../failure.ts'
import { fromWireAmount } from '../../payments/wire-amount.ts'
import { rulesOf } from '../dialects/index.ts'
import type { ExchangeResult } from '../exchanger.ts'
import type { StatusReply } from '../replies.ts'
import type { CallOptions, Target, TokenSource } from '../target.ts'
import { malformed, type CallTools, type Reply } from './call-tools.ts'

export interface StatusResult extends StatusReply {
  httpStatus: number
  latencyMs: number
  exchangeId: string
  /** Where the reply has an amount that the dialect allows. */
  amountCentavos?: number
}

/** A failed poll still has an exchange to look at. */
export class PollError extends Error {
  readonly error: KlaviError
  readonly exchangeId: string | undefined
  readonly latencyMs: number
  readonly httpStatus: number | undefined

  constructor(error: KlaviError, result?: ExchangeResult) {
    super(error.code, { cause: error })
    this.error = error
    this.exchangeId = result?.exchangeId
    this.latencyMs = result?.latencyMs ?? 0
    this.httpStatus = result?.kind === 'reply' ? result.status : undefined
  }
}

/** `GET /payments/{id}/status` (docs/klavi-api.md §3.5). Rejects with PollError. */
export async function paymentStatus(
  tools: CallTools,
  target: Target,
  tokens: TokenSource,
  paymentId: string,
  options: CallOptions,
): Promise<StatusResult> {
  const path = rulesOf(target.environment.dialect).statusPath(paymentId)
  let result: ExchangeResult
  try {
    result = await tools.get(target, tokens, { step: 'status', path }, options)
  } catch (thrown) {
    // Only the token's own call can throw here; its exchange is recorded by itself.
    throw new PollError(
      thrown instanceof KlaviError ? thrown : new KlaviError('internal', {}, thrown),
    )
  }
  const error = tools.failureOf(result, target.environment)
  if (error !== undefined) throw new PollError(error, result)
  const reply = result as Reply
  const status = tools.statusOf(reply.json)
  if (status.status === undefined) throw new PollError(malformed(reply), result)
  const { status: httpStatus, latencyMs, exchangeId } = reply
  const centavos =
    status.amountWire === undefined
      ? null
      : fromWireAmount(status.amountWire, target.environment.dialect)
  return {
    ...status,
    httpStatus,
    latencyMs,
    exchangeId,
    ...(centavos !== null && { amountCentavos: centavos }),
  }
}
