import { rulesOf } from '../klavi/dialects/index.ts'
import type { Dialect } from '../model/environment.ts'
import { emptyDraft } from './draft.ts'

/** A payer whose CPF has right check digits and belongs to tests everywhere. */
export const examplePayer = { name: 'Maria Silva Santos', taxId: '52998224725' }
/** R$ 48,00, the sample of the guide (docs/klavi-api.md §3.3). */
export const exampleCentavos = 4800

/** What G2 and G3 want to know of the client's machine (docs/klavi-api.md §3.3); any words will do. */
export const exampleClient = { os: 'linux', osVersion: '6', platform: 'desktop' }

/** The best-known minimal payload of a dialect, in the order of its documentation (docs/klavi-api.md §3.3). */
export function minimalPayload(dialect: Dialect): Record<string, unknown> {
  const rules = rulesOf(dialect)
  const built = rules.buildPayload(
    {
      ...emptyDraft,
      participantId: '{{participantId}}',
      payerName: examplePayer.name,
      payerCpf: examplePayer.taxId,
      method: dialect === 'g1' ? 'PIX_MANU_AUTO' : 'PIX_INIC',
    },
    '{{uuid}}',
    rules.toWireAmount(exampleCentavos),
  )
  return dialect === 'g1'
    ? built
    : { ...built, proxy: 'pix@example.com', clientMetadata: exampleClient }
}

/** The text that a payload begins with. */
export const textOf = (payload: unknown): string => `${JSON.stringify(payload, null, 2)}\n`
