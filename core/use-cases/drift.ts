import type { DriftCalls } from '../client-api.ts'
import { driftAsMarkdown } from '../klavi/drift/report.ts'
import type { Context } from './context.ts'

export function driftCalls({ journal, publish, environments }: Context): DriftCalls {
  return {
    list: (environmentId) => journal.drift.list(environmentId),
    export(format, environmentId) {
      const findings = journal.drift.list(environmentId)
      return format === 'json'
        ? `${JSON.stringify(findings, null, 2)}\n`
        : driftAsMarkdown(findings)
    },
    clear(environmentId) {
      journal.drift.clear(environmentId)
      const ids =
        environmentId === undefined ? environments.all().map(({ id }) => id) : [environmentId]
      for (const id of ids) publish('drift', { environmentId: id })
    },
  }
}
