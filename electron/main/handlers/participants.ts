import type { HandlerContext, HandlersOf } from './handler-types.ts'

export const participantHandlers = ({
  workbench: { participants },
}: HandlerContext): HandlersOf<'participants'> => ({
  'participants.cached': ({ environmentId }) => participants.cached(environmentId),
  'participants.fetch': ({ environmentId }) => participants.fetch(environmentId),
})
