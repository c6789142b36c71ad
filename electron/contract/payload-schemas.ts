import { dialectIds } from '../../shared/dialects.ts'
import { z, type ZodType } from 'zod'
import type { Requests } from './channels.ts'
import type { PayloadRequests } from './payload-channels.ts'

/*
 * What the payload workbench may ask. A text may be anything that a person pastes, valid or not, so it has only a limit;
 * what it means is judged by the core.
 */

const nothing = z.null()
const id = z.string().min(1).max(200)
/** Sixty times a usual payload: what was pasted by mistake should still be shown as such. */
const text = z.string().max(64_000)
const line = z.string().max(8_192)
const dialect = z.enum(dialectIds)
const name = z.string().min(1).max(200)
const environment = z.strictObject({ environmentId: id })
const inEnvironment = z.strictObject({ environmentId: id, text })
const participant = z.strictObject({ environmentId: id, participantId: id })

const document = z.strictObject({
  text,
  participantName: z.string().max(500),
  typed: z.record(z.string().max(100), z.string().max(10_000)),
  presetId: z.string().max(500).exactOptional(),
})

const against = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('minimal') }),
  z.strictObject({ kind: z.literal('preset'), id: z.string().min(1).max(500) }),
  z.strictObject({ kind: z.literal('sent'), localId: id }),
  z.strictObject({ kind: z.literal('text'), text }),
])

type PayloadSchemas = {
  readonly [K in keyof PayloadRequests]: ZodType<Requests[K]['input']>
}

export const payloadSchemas: PayloadSchemas = {
  'payload.open': environment,
  'payload.save': z.strictObject({ environmentId: id, document }),
  'payload.preview': inEnvironment,
  'payload.send': inEnvironment.extend({
    participantName: z.string().max(500),
    negative: z.boolean(),
    confirmation: z.strictObject({ typedAmount: z.string().max(100) }).optional(),
  }),
  'payload.translate': z.strictObject({
    text,
    from: dialect,
    to: z.strictObject({ dialect, method: z.string().max(100).exactOptional() }),
  }),
  'payload.inspectBrCode': z.strictObject({ text: line }),
  'payload.fillFromBrCode': inEnvironment.extend({ code: line }),
  'payload.renderBrCode': inEnvironment,
  'payload.inspectPixKey': z.strictObject({ text: line }),
  'payload.inspectDocument': z.strictObject({ text: line }),
  'payload.inspectAmount': z.strictObject({ text: line }),
  'payload.generateDocument': z.strictObject({
    type: z.enum(['cpf', 'cnpj', 'cnpj-alphanumeric']),
  }),
  'payload.import': z.strictObject({ text }),
  'payload.export': inEnvironment.extend({
    form: z.enum(['curl', 'fetch', 'python', 'java', 'csharp', 'json']),
  }),
  'payload.compare': inEnvironment.extend({ against }),
  'payload.sentText': z.strictObject({ localId: id }),

  'presets.list': environment.extend({ search: z.string().max(500) }),
  'presets.folder': nothing,
  'presets.chooseFolder': nothing,
  'presets.save': inEnvironment.extend({ name, replace: z.boolean() }),
  'presets.duplicate': environment.extend({ id: z.string().min(1).max(500), name }),
  'presets.remove': z.strictObject({ id: z.string().min(1).max(500) }),

  'matrix.start': inEnvironment.extend({
    participantName: z.string().max(500),
    path: z.array(z.string().max(500)).min(1).max(50),
    values: z.array(z.string().max(10_000)).min(1).max(200),
    perMinute: z.number().min(1).max(600),
    negative: z.boolean(),
  }),
  'matrix.cancel': z.strictObject({ id }),
  'matrix.current': nothing,

  'returns.state': nothing,
  'returns.open': nothing,
  'returns.close': nothing,
  'returns.visits': nothing,

  'participants.marks': environment,
  'participants.favourite': participant.extend({ on: z.boolean() }),
  'participants.picked': participant,
}
