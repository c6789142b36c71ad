import type { Dialect } from '../model/environment.ts'
import type { Check } from './check.ts'
import { authChecks } from './checks/auth.ts'
import { conductChecks } from './checks/conduct.ts'
import { courseChecks } from './checks/course.ts'
import { participantChecks } from './checks/participants.ts'
import { payloadChecks } from './checks/payload.ts'
import { transportChecks } from './checks/transport.ts'

/**
 * The suite, in the order in which it runs. The first payment is the happy path's, and what judges the whole run comes
 * last. Adding a check: put it here and its words into messages/, then name the fault that breaks it in
 * test/integration/readiness.
 */
export const suiteFor = (dialect: Dialect): readonly Check[] => [
  ...transportChecks,
  ...authChecks,
  ...participantChecks,
  ...courseChecks,
  ...payloadChecks(dialect),
  ...conductChecks,
]
