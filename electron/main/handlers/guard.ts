import type { HandlerContext, HandlersOf } from './handler-types.ts'

/** The guard's state lives in this process; the window can only ask. */
export const guardHandlers = ({ workbench: { guard } }: HandlerContext): HandlersOf<'guard'> => ({
  'guard.state': ({ environmentId }) => guard.state(environmentId),
  'guard.unlock': ({ environmentId, typedName }) => guard.unlock(environmentId, typedName),
  'guard.lock'({ environmentId }) {
    guard.lock(environmentId ?? undefined)
    return null
  },
  'guard.override': ({ environmentId, reason }) => guard.override(environmentId, reason),
  'guard.log': ({ environmentId, limit }) =>
    guard.log({ limit, ...(environmentId !== null && { environmentId }) }),
})
