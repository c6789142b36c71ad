import type { HandlerContext, HandlersOf } from './handler-types.ts'
import { tight } from './tight.ts'

export const webhookHandlers = ({
  workbench: { inbox },
}: HandlerContext): HandlersOf<'webhooks'> => ({
  'webhooks.state': () => inbox.state(),
  'webhooks.start': ({ environmentId, port }) => inbox.start(environmentId, port),
  'webhooks.stop': () => inbox.stop(),
  'webhooks.query': (query) => inbox.query(tight(query)),
  'webhooks.body': (query) => inbox.body(query),
  'webhooks.replay': ({ id, url }) => inbox.replay(id, url),
})
