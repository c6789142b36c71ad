import type { Page } from '@playwright/test'
import type { RequestChannel, Requests } from '../../../electron/contract/channels.ts'
import type { Result } from '../../../electron/contract/types.ts'

/** Asks main as the page could, past every screen: what is refused here is refused in main. */
export function ask<C extends RequestChannel>(
  window: Page,
  channel: C,
  input: Requests[C]['input'],
): Promise<Result<Requests[C]['output']>> {
  return window.evaluate(
    ([name, value]) => {
      const { klaviTransport } = globalThis as unknown as {
        klaviTransport: { invoke(channel: string, input: unknown): Promise<never> }
      }
      return klaviTransport.invoke(name, value)
    },
    [channel, input] as [string, unknown],
  )
}

/** `done`, or the code of the refusal. */
export async function codeOf<C extends RequestChannel>(
  window: Page,
  channel: C,
  input: Requests[C]['input'],
): Promise<string> {
  const result = await ask(window, channel, input)
  return result.ok ? 'done' : result.error.code
}
