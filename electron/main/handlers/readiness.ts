import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { ReadinessSummary } from '../../contract/types.ts'
import type { HandlerContext, HandlersOf } from './handler-types.ts'

/** The go-live suite and scenarios. */
export const readinessHandlers = ({
  workbench: { readiness, scenarios },
  host,
}: HandlerContext): HandlersOf<'readiness' | 'scenarios'> => ({
  'readiness.checks': ({ environmentId }) => readiness.checks(environmentId),
  'readiness.start': ({ environmentId, participant }) =>
    readiness.start(environmentId, {
      interactive: true,
      by: userName(),
      ...(participant === undefined ? {} : { participant }),
    }),
  'readiness.current': () => readiness.current(),
  async 'readiness.answer'({ runId, answer }) {
    await readiness.answer(runId, answer)
    return null
  },
  async 'readiness.cancel'({ runId }) {
    await readiness.cancel(runId)
    return null
  },
  'readiness.runs': ({ environmentId, limit }) =>
    readiness.list({ limit, ...(environmentId === undefined ? {} : { environmentId }) }),
  'readiness.view': ({ runId }) => readiness.view(runId),
  async 'readiness.remove'({ runId }) {
    await readiness.remove(runId)
    return null
  },
  async 'readiness.export'({ runId }) {
    const run = await readiness.view(runId)
    const chosen = await host.chooseFolder('')
    if (chosen === undefined) return null
    const files = await readiness.export(runId, join(chosen, folderName(run)))
    host.revealFile(files.page)
    return files
  },
  async 'readiness.open'({ runId }) {
    const run = await readiness.view(runId)
    const { profileFolder } = host.appInfo()
    const files = await readiness.export(runId, join(profileFolder, 'reports', folderName(run)))
    await host.openOwnPage(files.page)
    return files
  },
  'readiness.compare': ({ before, after }) => readiness.compare(before, after),

  'scenarios.list': () => scenarios.list(),
  'scenarios.read': ({ text }) => scenarios.read(text),
  'scenarios.fromPayment': ({ localId }) => scenarios.fromPayment(localId),
  'scenarios.save': ({ name, text, replace }) =>
    scenarios.save({ name, text, ...(replace === undefined ? {} : { replace }) }),
  async 'scenarios.remove'({ file }) {
    await scenarios.remove(file)
    return null
  },
  async 'scenarios.start'({ files, parallel }) {
    const all = await scenarios.list()
    const wanted = all.filter(({ file }) => files.includes(file))
    const list = wanted.flatMap(({ file: source, scenarios: found }) =>
      found.map((scenario) => ({ source, scenario })),
    )
    return scenarios.start(list, { parallel })
  },
  async 'scenarios.cancel'({ runId }) {
    await scenarios.cancel(runId)
    return null
  },
  'scenarios.current': () => scenarios.current(),
  async 'scenarios.reveal'() {
    host.revealFile(await scenarios.openFolder())
    return null
  },
})

const folderName = ({ environmentName, startedAt }: ReadinessSummary): string => {
  const name = environmentName.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return `klavi-readiness-${name}-${startedAt.slice(0, 19).replace(/[:T]/g, '-')}`
}

/** Who sits here; a system that does not say leaves it open. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}
