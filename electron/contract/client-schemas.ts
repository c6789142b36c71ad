import { z } from 'zod'
import type { ClientRequests } from './client-channels.ts'

const id = z.string().min(1).max(200)
const environmentId = id
const flow = z.enum(['payment', 'scheduled', 'whitelabel'])
const method = z.enum(['GET', 'POST'])
const text = z.string().max(64_000)
const confirmation = z.strictObject({ typedAmount: z.string().max(100) }).optional()
const query = z.array(z.tuple([z.string().max(1_000), z.string().max(8_000)])).max(100)

export const clientSchemas = {
  'payments.details': z.strictObject({ localId: id }),
  'payments.knownDetails': z.strictObject({ localId: id }),
  'payments.cancel': z.strictObject({ localId: id, document: z.string().max(100) }),
  'payments.resend': z.strictObject({ localId: id, confirm: z.literal(true), confirmation }),
  'payments.sendBody': z.strictObject({ environmentId, flow, body: text, confirmation }),
  'requests.send': z.strictObject({
    environmentId,
    method,
    path: z.string().min(1).max(8_000),
    query,
    body: text,
    confirmation,
  }),
  'requests.catalogue': z.strictObject({ environmentId }),
  'requests.posts': z.strictObject({
    environmentId: id.optional(),
    limit: z.int().min(1).max(1_000),
  }),
  'requests.payment': z.strictObject({ environmentId, paymentId: id, flow }),
  'requests.watch': z.strictObject({ environmentId, paymentId: id }),
  'tokens.view': z.strictObject({ environmentId }),
  'drift.list': z.strictObject({ environmentId: id.optional() }),
  'drift.export': z.strictObject({
    environmentId: id.optional(),
    format: z.enum(['json', 'markdown']),
  }),
  'drift.clear': z.strictObject({ environmentId: id.optional() }),
} satisfies Record<keyof ClientRequests, z.ZodType>
