import type { ReadinessCalls } from '../readiness-api.ts'
import type { Context } from './context.ts'
import type { Watches } from './watches.ts'

/** The suite, its words and its reports are loaded with the first use: most runs of the program have none. */
export function readinessCalls(
  context: Context,
  watches: Watches,
): ReadinessCalls & { close(): Promise<void> } {
  let loaded: Promise<ReadinessCalls & { close(): Promise<void> }> | undefined
  const desk = () => {
    loaded ??= import('../readiness/desk.ts').then(({ readinessDesk }) =>
      readinessDesk(context, watches),
    )
    return loaded
  }
  return {
    checks: async (environmentId) => (await desk()).checks(environmentId),
    start: async (environmentId, options) => (await desk()).start(environmentId, options),
    current: async () => (loaded === undefined ? null : (await desk()).current()),
    answer: async (runId, answer) => (await desk()).answer(runId, answer),
    cancel: async (runId) => (await desk()).cancel(runId),
    finished: async (runId) => (await desk()).finished(runId),
    list: async (query) => (await desk()).list(query),
    view: async (runId) => (await desk()).view(runId),
    report: async (runId) => (await desk()).report(runId),
    remove: async (runId) => (await desk()).remove(runId),
    prepareExport: async (folder) => (await desk()).prepareExport(folder),
    export: async (runId, folder) => (await desk()).export(runId, folder),
    compare: async (before, after) => (await desk()).compare(before, after),
    async close() {
      if (loaded !== undefined) await (await loaded).close()
    },
  }
}
