import type { Requests } from '../../contract/channels.ts'
import type { ExchangeExport } from '../../../core/model/exchange-query.ts'
import type { HandlerContext, HandlersOf } from './handler-types.ts'
import { tight } from './tight.ts'

/** Characters of a text that the window is given to show; laying out more takes longer than a frame may. */
const MOST_CODE = 100_000

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
  'exchanges.pathAt': async (query) => ({ path: await exchanges.pathAt(query) }),
  'exchanges.previous': ({ id }) => exchanges.previous(id),
  'exchanges.diff': (query) => exchanges.diff(query),
  'exchanges.drift': ({ id }) => exchanges.drift(id),
  'exchanges.code': (what) => exchanges.export(tightExport(what), MOST_CODE),
  async 'exchanges.export'(what) {
    const { fileName, write } = exchanges.exportFile(tightExport(what))
    return host.saveFile(fileName, async (path) => {
      await write(path)
      return { path }
    })
  },
})

const tightExport = ({
  filter,
  ...what
}: Requests['exchanges.export']['input']): ExchangeExport => ({
  ...tight(what),
  ...(filter !== undefined && { filter: tight(filter) }),
})
