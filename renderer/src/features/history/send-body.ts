import type { SendAgain, SendResult } from '../../../../electron/contract/types.ts'
import type { AppState } from '../../state/app-state.svelte.ts'

/** Sends a body as a new payment. Null where the person did not confirm it. Rejects with ApiError. */
export async function sendBody(
  app: AppState,
  { environmentId, flow }: SendAgain,
  body: string,
): Promise<SendResult | null> {
  return app.api.request('payments.sendBody', { environmentId, flow, body })
}
