import type { HandlerContext, HandlersOf } from './handler-types.ts'

export const watchHandlers = ({ workbench: { watch } }: HandlerContext): HandlersOf<'watch'> => ({
  'watch.log': (query) => watch.log(query),
  'watch.start': ({ localId }) => watch.start(localId),
  'watch.stop': ({ localId }) => watch.stop(localId),
  'watch.pollNow'({ localId }) {
    watch.pollNow(localId)
    return null
  },
})
