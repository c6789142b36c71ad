import { appHandlers } from './app.ts'
import { clientHandlers } from './client.ts'
import { credentialHandlers } from './credentials.ts'
import { environmentHandlers } from './environments.ts'
import { exchangeHandlers } from './exchanges.ts'
import { guardHandlers } from './guard.ts'
import type { HandlerContext, Handlers } from './handler-types.ts'
import { historyHandlers } from './history.ts'
import { noticeHandlers } from './notices.ts'
import { participantHandlers } from './participants.ts'
import { payloadHandlers } from './payload.ts'
import { paymentHandlers } from './payments.ts'
import { readinessHandlers } from './readiness.ts'
import { settingsHandlers } from './settings.ts'
import { simulatorHandlers } from './simulator.ts'
import { watchHandlers } from './watch.ts'
import { webhookHandlers } from './webhooks.ts'

/** One handler per request channel; a channel without one does not compile. */
export const createHandlers = (context: HandlerContext): Handlers => ({
  ...appHandlers(context),
  ...settingsHandlers(context),
  ...environmentHandlers(context),
  ...credentialHandlers(context),
  ...guardHandlers(context),
  ...participantHandlers(context),
  ...paymentHandlers(context),
  ...payloadHandlers(context),
  ...watchHandlers(context),
  ...exchangeHandlers(context),
  ...historyHandlers(context),
  ...webhookHandlers(context),
  ...clientHandlers(context),
  ...readinessHandlers(context),
  ...simulatorHandlers(context),
  ...noticeHandlers(context),
})
