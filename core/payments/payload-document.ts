import type { Dialect } from '../model/environment.ts'
import type { PaymentDraft } from '../model/payment.ts'
import type { PayloadDocument } from '../model/payload.ts'
import { emptyDraft } from './draft.ts'
import { textOf } from './minimal.ts'
import { buildPayload } from './payload.ts'

/**
 * What nobody has written into yet: how it is sent, but nobody who pays and no amount. A form that is filled in from the
 * start sends a made-up payment sooner or later.
 */
export const newDocument = (dialect: Dialect): PayloadDocument => {
  const { redirectUrl } = emptyDraft
  const payload =
    dialect === 'g1'
      ? { externalId: '{{uuid}}', redirectURL: redirectUrl, method: 'PIX_MANU_AUTO' }
      : { clientRequestId: '{{uuid}}', initType: 'PIX_INIC', currency: 'BRL', redirectUrl }
  return { text: textOf(payload), participantName: '', typed: {} }
}

/** A stored document; undefined where there is none, or it cannot be read. */
export function readDocument(stored: string | undefined): PayloadDocument | undefined {
  if (stored === undefined) return undefined
  try {
    const found = JSON.parse(stored) as Partial<PayloadDocument> | null
    if (typeof found?.text !== 'string') return undefined
    const typed = Object.entries(found.typed ?? {}).filter(([, text]) => typeof text === 'string')
    return {
      text: found.text,
      participantName: typeof found.participantName === 'string' ? found.participantName : '',
      typed: Object.fromEntries(typed),
      ...(typeof found.presetId === 'string' && { presetId: found.presetId }),
    }
  } catch {
    return undefined
  }
}

/** The form of an earlier version as a document; undefined where nothing was typed into it. */
export function documentOfDraft(
  draft: PaymentDraft,
  dialect: Dialect,
): PayloadDocument | undefined {
  const typed = Object.entries(draft).some(
    ([key, value]) => value !== emptyDraft[key as keyof PaymentDraft],
  )
  if (!typed) return undefined
  const { externalId, participantId } = draft
  const bank = participantId === '' ? '{{participantId}}' : participantId
  const payload = buildPayload({ ...draft, participantId: bank }, externalId || '{{uuid}}', dialect)
  return { text: textOf(payload), participantName: draft.participantName, typed: {} }
}
