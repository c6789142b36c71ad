import type { HandlerContext, HandlersOf } from './handler-types.ts'

/** The host's own notices stand before the core's. */
export const noticeHandlers = ({ workbench, notices }: HandlerContext): HandlersOf<'notices'> => ({
  'notices.list': () => [...notices, ...workbench.notices.list()],
  'notices.dismiss'({ id }) {
    const own = notices.findIndex((notice) => notice.id === id)
    if (own >= 0) notices.splice(own, 1)
    else workbench.notices.dismiss(id)
    return null
  },
})
