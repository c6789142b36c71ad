import type { HandlerContext, HandlersOf } from './handler-types.ts'

/** Keys go in and never come out: every answer is a status. */
export const credentialHandlers = ({
  workbench: { credentials, authenticate },
}: HandlerContext): HandlersOf<'credentials' | 'auth'> => ({
  'credentials.list': ({ environmentId }) => credentials.list(environmentId),
  'credentials.status': ({ environmentId, set }) => credentials.status(environmentId, set),
  'credentials.save': ({ environmentId, set, replace, ...keys }) =>
    credentials.save(environmentId, keys, {
      ...(set !== undefined && { set }),
      ...(replace !== undefined && { replace }),
    }),
  'credentials.useSimulatorKeys': () => credentials.useSimulatorKeys(),
  'credentials.test': ({ environmentId, set }) => credentials.test(environmentId, set),
  'credentials.delete': ({ environmentId, set }) => credentials.delete(environmentId, set),
  'credentials.activate': ({ environmentId, set }) => credentials.activate(environmentId, set),
  'credentials.confirmOrigin': ({ environmentId, set, origin }) =>
    credentials.confirmOrigin(environmentId, origin, set),
  'credentials.findInSnippet': ({ text }) => credentials.findInSnippet(text),
  'credentials.cancelWait'() {
    credentials.cancelWait()
    return null
  },
  'auth.authenticate': ({ environmentId }) => authenticate(environmentId),
})
