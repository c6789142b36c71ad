import { paymentStates } from '../../shared/payment-states.ts'
import { z } from 'zod'
import type { JournalRequests } from './journal-channels.ts'

const nothing = z.null()
const id = z.string().min(1).max(200)
const payment = z.strictObject({ localId: id })
const offset = z.int().min(0)
const limit = z.int().min(1).max(1_000)
const search = z.string().max(500)
const ids = z.array(id).max(1_000)
const time = z.iso.datetime()
const states = z.array(z.enum(paymentStates)).max(20)
const step = z.enum([
  'auth',
  'participants',
  'create',
  'payment',
  'status',
  'cancel',
  'scheduled',
  'whitelabel',
  'other',
])
const side = z.enum(['request', 'response'])
const view = z.enum(['raw', 'pretty'])
const path = z.string().min(1).max(8_000)
const port = z.int().min(1).max(65_535)
const exchangeFilter = {
  search,
  environmentId: id.optional(),
  localId: id.optional(),
  step: step.optional(),
  statusClass: z.enum(['1xx', '2xx', '3xx', '4xx', '5xx', 'none']).optional(),
  errorsOnly: z.boolean().optional(),
}
const exportOf = z.strictObject({
  format: z.enum(['har', 'curl', 'json', 'markdown']),
  ids: z.array(id).min(1).max(10_000).optional(),
  localId: id.optional(),
  filter: z.strictObject(exchangeFilter).optional(),
  maskPersonal: z.boolean(),
})
const retention = z.strictObject({
  days: z.int().min(0).max(36_500),
  megabytes: z.int().min(0).max(1_000_000),
})

export const journalSchemas = {
  'watch.page': z.strictObject({
    localId: id,
    offset,
    limit,
    onlyChanges: z.boolean().optional(),
    search: search.optional(),
  }),
  'watch.pause': payment,
  'watch.resume': payment,
  'watch.setInterval': z.strictObject({ localId: id, intervalMs: z.int().min(10).max(60_000) }),
  'watch.view': payment,
  'watch.course': payment,
  'watch.board': z.strictObject({
    scope: z.enum(['active', 'all']),
    environmentIds: ids.optional(),
    states: states.optional(),
    search: search.optional(),
    sort: z.enum(['state', 'status', 'age', 'environment', 'amount', 'stall']),
    descending: z.boolean(),
    offset,
    limit,
  }),

  'history.query': z.strictObject({
    search,
    environmentIds: ids.optional(),
    states: states.optional(),
    statuses: ids.optional(),
    methods: ids.optional(),
    from: time.optional(),
    to: time.optional(),
    sort: z.enum(['createdAt', 'endedAt', 'amount', 'environment', 'state', 'bank', 'status']),
    descending: z.boolean(),
    offset,
    limit,
  }),
  'history.facets': nothing,
  'history.story': z.strictObject({
    localId: id,
    everyPoll: z.boolean().optional(),
    offset,
    limit,
  }),
  'history.addNote': z.strictObject({ localId: id, text: z.string().min(1).max(10_000) }),
  'history.removeNote': z.strictObject({ localId: id, noteId: id }),
  'history.again': payment,
  'history.compare': z.strictObject({ first: id, second: id }),
  'history.forget': payment,

  'exchanges.query': z.strictObject({ ...exchangeFilter, offset, limit }),
  'exchanges.previous': z.strictObject({ id }),
  'exchanges.drift': z.strictObject({ id }),
  'exchanges.lines': z.strictObject({ id, side, view, offset, limit }),
  'exchanges.find': z.strictObject({ id, side, view, text: z.string().min(1).max(1_000) }),
  'exchanges.tree': z.strictObject({ id, side, path, offset, limit }),
  'exchanges.pathAt': z.strictObject({ id, side, line: offset }),
  'exchanges.diff': z.strictObject({ id, side }),
  'exchanges.code': exportOf,
  'exchanges.export': exportOf,

  'journal.usage': nothing,
  'journal.preview': retention,
  'journal.sweep': retention,
  'journal.forgetEverything': z.strictObject({ confirm: z.literal(true) }),
  'journal.export': z.strictObject({ maskPersonal: z.boolean() }),
  'journal.import': nothing,

  'webhooks.state': nothing,
  'webhooks.start': z.strictObject({ environmentId: id, port: port.optional() }),
  'webhooks.stop': nothing,
  'webhooks.query': z.strictObject({
    search,
    environmentId: id.optional(),
    localId: id.optional(),
    verdict: z.enum(['valid', 'invalid', 'late', 'unsigned', 'no-key']).optional(),
    offset,
    limit,
  }),
  'webhooks.body': z.strictObject({ id, offset, length: z.int().min(1).max(1_000_000) }),
  'webhooks.replay': z.strictObject({ id, url: z.string().max(2_000).optional() }),
} satisfies Record<keyof JournalRequests, z.ZodType>
