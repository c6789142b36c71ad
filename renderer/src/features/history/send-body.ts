import type { SendAgain, SendResult } from '../../../../electron/contract/types.ts'
import type { AppState } from '../../state/app-state.svelte.ts'

/** Sends a body as a new payment, past the environment's guard. Null where the person did not confirm it. Rejects with ApiError. */
export async function sendBody(
  app: AppState,
  { environmentId, flow, participantName }: SendAgain,
  body: string,
): Promise<SendResult | null> {
  return app.guard.sendGuarded(
    { environmentId, amountCentavos: null, bank: participantName },
    (confirmation) =>
      app.api.request('payments.sendBody', {
        environmentId,
        flow,
        body,
        ...(confirmation ? { confirmation } : {}),
      }),
  )
}
