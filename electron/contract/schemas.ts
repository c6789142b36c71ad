import { z, type ZodType } from 'zod'
import type { RequestChannel, Requests } from './channels.ts'
import { clientSchemas } from './client-schemas.ts'
import { payloadSchemas } from './payload-schemas.ts'
import { environmentSchemas } from './environment-schemas.ts'
import { guardSchemas } from './guard-schemas.ts'
import { settingsChange } from './settings-schema.ts'
import { journalSchemas } from './journal-schemas.ts'
import { readinessSchemas } from './readiness-schemas.ts'
import { simulatorSchemas } from './simulator-schemas.ts'

/*
 * What main accepts from the window, channel by channel. Objects are strict and every string and number has a limit,
 * so that nothing unexpected or endless gets past the gate. Limits are wide where the core judges the value itself:
 * here they only keep out what no person typed.
 */

const nothing = z.null()
const id = z.string().min(1).max(200)
const page = z.int().min(1).max(1_000)

const environment = z.strictObject({ environmentId: id })
const filter = z.string().max(500).exactOptional()
const participantFilters = z.strictObject({
  id: filter,
  name: filter,
  slug: filter,
  status: filter,
  firstParticipants: filter,
  limit: z.int().min(1).max(100_000).exactOptional(),
})
const payment = z.strictObject({ localId: id })

export type RequestSchemas = { readonly [K in RequestChannel]: ZodType<Requests[K]['input']> }

/** One schema per request channel; a channel without one does not compile. */
export const requestSchemas: RequestSchemas = {
  'app.info': nothing,
  'app.openExternal': z.strictObject({ url: z.string().min(1).max(8_192) }),
  'app.copyText': z.strictObject({ text: z.string().max(1_000_000) }),

  'settings.get': nothing,
  'settings.set': settingsChange,

  ...environmentSchemas,
  ...guardSchemas,

  'auth.authenticate': environment,

  'participants.cached': environment,
  'participants.fetch': environment.extend({ filters: participantFilters.optional() }),

  'payments.list': z.strictObject({ search: z.string().max(500), limit: page }),
  'payments.get': payment,
  'payments.adopt': z.strictObject({ localId: id, paymentId: id }),

  'watch.log': z.strictObject({ localId: id, afterSeq: z.int().min(0), limit: page }),
  'watch.start': payment,
  'watch.stop': payment,
  'watch.pollNow': payment,

  'exchanges.list': z.strictObject({
    environmentId: id.optional(),
    localId: id.optional(),
    limit: page,
  }),
  'exchanges.get': z.strictObject({ id }),
  'exchanges.body': z.strictObject({
    id,
    side: z.enum(['request', 'response']),
    offset: z.int().min(0),
    length: z.int().min(1).max(1_000_000),
  }),

  ...clientSchemas,
  ...payloadSchemas,
  ...journalSchemas,
  ...readinessSchemas,
  ...simulatorSchemas,

  'notices.list': nothing,
  'notices.dismiss': z.strictObject({ id }),
}
