import { z } from 'zod'

const id = z.string().min(1).max(200)

/** What is typed to pass the guard, judged by the core. */
export const guardSchemas = {
  'guard.state': z.strictObject({ environmentId: id }),
  'guard.unlock': z.strictObject({ environmentId: id, typedName: z.string().max(500) }),
  'guard.lock': z.strictObject({ environmentId: id.nullable() }),
  'guard.override': z.strictObject({ environmentId: id, reason: z.string().max(2_000) }),
  'guard.log': z.strictObject({ environmentId: id.nullable(), limit: z.int().min(1).max(1_000) }),
} as const
