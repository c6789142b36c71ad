import type { HandlerContext, HandlersOf } from './handler-types.ts'
import { tight } from './tight.ts'

export const watchHandlers = ({ workbench: { watch } }: HandlerContext): HandlersOf<'watch'> => ({
  'watch.log': (query) => watch.log(query),
  'watch.page': (query) => watch.page(tight(query)),
  'watch.start': ({ localId }) => watch.start(localId),
  'watch.stop': ({ localId }) => watch.stop(localId),
  'watch.pause': ({ localId }) => watch.pause(localId),
  'watch.resume': ({ localId }) => watch.resume(localId),
  'watch.setInterval': ({ localId, intervalMs }) => watch.setInterval(localId, intervalMs),
  'watch.pollNow'({ localId }) {
    watch.pollNow(localId)
    return null
  },
  'watch.view': ({ localId }) => watch.view(localId),
  'watch.course': ({ localId }) => watch.course(localId),
  'watch.board': (query) => watch.board(tight(query)),
})
