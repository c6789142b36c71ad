import type { Dialect } from '../../model/environment.ts'
import type { PaymentDraft } from '../../model/payment.ts'
import type { TokenView } from '../../model/token-view.ts'

/**
 * One generation of Klavi's vocabulary, as data and small pure mappers (docs/klavi-api.md §2, §3). Paths stand below the
 * environment's prefix and begin with `/`. A call that the dialect does not know is absent.
 */
export interface DialectRules {
  id: Dialect
  createPath: string
  paymentPath(paymentId: string): string
  statusPath(paymentId: string): string
  cancelPath?(paymentId: string): string
  whitelabelPath?: string
  scheduledPath?: string
  scheduledOf?(scheduleId: string): string
  /** Integer centavos as this dialect writes them. */
  toWireAmount(centavos: number): string
  /** Integer centavos, or null where the text is not in this dialect's form. */
  fromWireAmount(wire: string): number | null
  /** The wire body in the order of the documentation; `amount` is the wire value, or what was typed where it is none. */
  buildPayload(draft: PaymentDraft, externalId: string, amount: string): Record<string, unknown>
  /** Whether each payment takes a token of its own where the environment does not say (docs/klavi-api.md §3.1). */
  tokenPolicy: TokenView['policy']
  /** Names of the two ids in a request. */
  fields: { externalId: string; participantId: string }
}

/** The digits of a document as people type it. */
export const bareDocument = (typed: string): string => typed.replace(/[.\-/\s]/g, '')

/** A part of a path, so that an id can never lead elsewhere. */
export const segment = (id: string): string => encodeURIComponent(id)
