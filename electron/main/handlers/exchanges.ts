import { writeText } from '../text-files.ts'
import type { HandlerContext, HandlersOf } from './handler-types.ts'
import { tight } from './tight.ts'

export const exchangeHandlers = ({
  workbench: { exchanges },
  host,
}: HandlerContext): HandlersOf<'exchanges'> => ({
  'exchanges.list': (query) => exchanges.list(tight(query)),
  'exchanges.query': (query) => exchanges.query(tight(query)),
  'exchanges.get': ({ id }) => exchanges.get(id),
  'exchanges.body': (query) => exchanges.body(query),
  'exchanges.lines': (query) => exchanges.lines(query),
  'exchanges.find': (query) => exchanges.find(query),
  'exchanges.tree': (query) => exchanges.tree(query),
  'exchanges.pathAt': (query) => ({ path: exchanges.pathAt(query) }),
  'exchanges.previous': ({ id }) => exchanges.previous(id),
  'exchanges.diff': (query) => exchanges.diff(query),
  'exchanges.drift': ({ id }) => exchanges.drift(id),
  'exchanges.code': (what) => exchanges.export(tight(what)),
  async 'exchanges.export'(what) {
    const { text, fileName } = exchanges.export(tight(what))
    return host.saveFile(fileName, async (path) => {
      await writeText(path, text)
      return { path }
    })
  },
})
