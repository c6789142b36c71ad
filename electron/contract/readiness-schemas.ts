import { z } from 'zod'
import type { ReadinessRequests } from './readiness-channels.ts'

const nothing = z.null()
const id = z.string().min(1).max(200)
const run = z.strictObject({ runId: id })
/** A file name without its ending; the core makes it a plain one. */
const name = z.string().min(1).max(200)
/** A file name as it lies in the scenarios' folder. */
const file = z.string().min(1).max(300)
const text = z.string().max(64_000)

export const readinessSchemas = {
  'readiness.checks': z.strictObject({ environmentId: id }),
  'readiness.start': z.strictObject({
    environmentId: id,
    participant: z.string().max(500).optional(),
  }),
  'readiness.current': nothing,
  'readiness.answer': z.strictObject({ runId: id, answer: z.enum(['done', 'skip']) }),
  'readiness.cancel': run,
  'readiness.runs': z.strictObject({
    environmentId: id.optional(),
    limit: z.int().min(1).max(1_000),
  }),
  'readiness.view': run,
  'readiness.remove': run,
  'readiness.export': run,
  'readiness.open': run,
  'readiness.compare': z.strictObject({ before: id, after: id }),

  'scenarios.list': nothing,
  'scenarios.read': z.strictObject({ text }),
  'scenarios.fromPayment': z.strictObject({ localId: id }),
  'scenarios.save': z.strictObject({ name, text, replace: z.boolean().optional() }),
  'scenarios.remove': z.strictObject({ file }),
  'scenarios.start': z.strictObject({
    files: z.array(file).min(1).max(500),
    parallel: z.int().min(1).max(16),
  }),
  'scenarios.cancel': run,
  'scenarios.current': nothing,
  'scenarios.reveal': nothing,
} satisfies Record<keyof ReadinessRequests, z.ZodType>
