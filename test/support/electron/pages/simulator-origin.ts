import type { Page } from '@playwright/test'

/** Where the embedded simulator listens, as the app's list of environments has it. */
export const simulatorOrigin = (window: Page): Promise<string> =>
  window.evaluate(async () => {
    const { klaviTransport } = globalThis as unknown as {
      klaviTransport: { invoke(c: string, i: unknown): Promise<{ data: { origin: string }[] }> }
    }
    const { data } = await klaviTransport.invoke('environments.list', null)
    return data[0]?.origin ?? ''
  })
