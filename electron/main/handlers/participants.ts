import type { HandlerContext, HandlersOf } from './handler-types.ts'

export const participantHandlers = ({
  workbench: { participants },
}: HandlerContext): HandlersOf<'participants'> => ({
  'participants.cached': ({ environmentId }) => participants.cached(environmentId),
  'participants.fetch': ({ environmentId, filters }) =>
    participants.fetch(environmentId, undefined, filters),
  'participants.marks': ({ environmentId }) => participants.marks(environmentId),
  'participants.favourite': ({ environmentId, participantId, on }) =>
    participants.favourite(environmentId, participantId, on),
  'participants.picked': ({ environmentId, participantId }) =>
    participants.picked(environmentId, participantId),
})
