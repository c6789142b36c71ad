import type { ScenarioCalls } from '../scenario-api.ts'
import type { ScenarioBench } from '../scenarios/desk.ts'
import type { Context } from './context.ts'

/** Loaded with the first use. */
export function scenarioCalls(
  context: Context,
  bench: () => ScenarioBench,
): ScenarioCalls & { close(): Promise<void> } {
  type Desk = ScenarioCalls & { close(): Promise<void> }
  let loaded: Promise<Desk> | undefined
  let ready: Desk | undefined
  const desk = async () => {
    loaded ??= import('../scenarios/desk.ts').then(({ scenarioDesk }) =>
      scenarioDesk(context, bench()),
    )
    ready = await loaded
    return ready
  }
  return {
    openFolder: async () => (await desk()).openFolder(),
    read: async (text) => (await desk()).read(text),
    list: async () => (await desk()).list(),
    fromPayment: async (localId) => (await desk()).fromPayment(localId),
    save: async (file) => (await desk()).save(file),
    remove: async (name) => (await desk()).remove(name),
    start: async (list, options) => (await desk()).start(list, options),
    cancel: async (runId) => (await desk()).cancel(runId),
    current: () => ready?.current() ?? null,
    finished: async (runId) => (await desk()).finished(runId),
    close: async () => ready?.close(),
  }
}
