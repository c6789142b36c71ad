import { KlaviError } from '../failure.ts'
import type { Workbench } from '../workbench-api.ts'
import type { Context } from './context.ts'

export function exchangeCases({ journal }: Context): Workbench['exchanges'] {
  return {
    list: (query) => journal.exchanges.list(query),
    get(id) {
      const found = journal.exchanges.get(id)
      if (found === undefined) throw new KlaviError('unknown-exchange', { id })
      return found
    },
    body(query) {
      const found = journal.exchanges.body(query)
      if (found === undefined) throw new KlaviError('unknown-exchange', { id: query.id })
      return found
    },
  }
}
