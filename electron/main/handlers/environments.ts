import { readText, writeText } from '../text-files.ts'
import type { HandlerContext, HandlersOf } from './handler-types.ts'

export const environmentHandlers = ({
  workbench: { environments },
  host,
}: HandlerContext): HandlersOf<'environments'> => ({
  'environments.list': () => environments.list(),
  'environments.check': ({ environmentId, draft }) => environments.check(environmentId, draft),
  'environments.editable': ({ environmentId }) => environments.editable(environmentId),
  'environments.add': ({ draft }) => environments.add(draft),
  'environments.edit': ({ environmentId, draft }) => environments.edit(environmentId, draft),
  'environments.duplicate': ({ environmentId, name }) =>
    environments.duplicate(environmentId, name),
  'environments.reset': ({ environmentId }) => environments.reset(environmentId),
  'environments.removal': ({ environmentId }) => environments.removal(environmentId),
  'environments.remove': ({ environmentId }) => environments.remove(environmentId),
  'environments.test': ({ environmentId }) => environments.test(environmentId),
  'environments.export': ({ environmentIds }) => ({
    text: environments.export(environmentIds ?? undefined),
  }),
  'environments.exportFile': async ({ environmentIds }) => ({
    path: await host.saveFile('klavi-environments.json', async (path) => {
      await writeText(path, environments.export(environmentIds ?? undefined))
      return path
    }),
  }),
  'environments.importPreview': ({ text }) => environments.importPreview(text),
  async 'environments.importFile'() {
    const text = await host.openFile(['json'], readText)
    return text === null ? null : { text, candidates: environments.importPreview(text) }
  },
  'environments.import': ({ text, indexes }) => environments.import(text, indexes),
  'environments.setSecret': async ({ environmentId, which, secret }) => ({
    stored: await environments.setSecret(environmentId, which, secret),
  }),
  'environments.hasSecret': async ({ environmentId, which }) => ({
    stored: await environments.hasSecret(environmentId, which),
  }),
})
