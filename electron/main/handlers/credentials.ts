import type { HandlerContext, HandlersOf } from './handler-types.ts'

/** Keys go in and never come out: every answer is a status. */
export const credentialHandlers = ({
  workbench: { credentials, authenticate },
}: HandlerContext): HandlersOf<'credentials' | 'auth'> => ({
  'credentials.save': ({ environmentId, ...keys }) => credentials.save(environmentId, keys),
  'credentials.useSimulatorKeys': () => credentials.useSimulatorKeys(),
  'credentials.delete': ({ environmentId }) => credentials.delete(environmentId),
  'credentials.cancelWait'() {
    credentials.cancelWait()
    return null
  },
  'auth.authenticate': ({ environmentId }) => authenticate(environmentId),
})
