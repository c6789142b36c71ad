import { maskBody, maskText } from '../evidence/personal-data.ts'
import { maskName } from '../payments/mask.ts'
import type { EvidenceExchange, EvidencePayment, ReadinessReport } from '../model/readiness.ts'
import type { Context } from '../use-cases/context.ts'
import type { Scene } from './scene.ts'

/** Characters of a body that a report keeps: a list of a thousand banks proves nothing that its beginning does not. */
const longestBody = 12_000

/** Every exchange of the run with its bodies, personal data masked. */
export function evidenceExchanges({ context, trail }: Scene): EvidenceExchange[] {
  const found: EvidenceExchange[] = []
  for (const { exchangeId } of trail) {
    const detail = context.journal.exchanges.get(exchangeId)
    if (detail === undefined) continue
    const request = wholeBody(context, exchangeId, 'request')
    const response = wholeBody(context, exchangeId, 'response')
    const masked = maskBody(response)
    const omitted = masked.length - longestBody
    found.push({
      ...detail,
      url: maskText(detail.url),
      requestBody: maskBody(request),
      responseBody: masked.slice(0, longestBody),
      ...(omitted > 0 ? { omitted } : {}),
    })
  }
  return found
}

function wholeBody(context: Context, id: string, side: 'request' | 'response'): string {
  const length = side === 'request' ? 64_000 : 1_000_000
  return context.journal.exchanges.body({ id, side, offset: 0, length })?.text ?? ''
}

export const evidencePayments = (scene: Scene): EvidencePayment[] =>
  [...scene.localIds].flatMap((localId) => {
    const found = scene.context.journal.payments.find(localId)
    if (found === undefined) return []
    const payment = { ...found, payerName: maskName(found.payerName) }
    return [{ payment, observations: scene.observations(localId) }]
  })

/** Drift that the run itself met; personal data in it was masked when it was found. */
export const evidenceDrift = ({
  context,
  environment,
  startedAt,
}: Scene): ReadinessReport['drift'] =>
  context.journal.drift.list(environment.id).filter(({ lastAt }) => lastAt >= startedAt)
