import { bodyText, type BodyText } from '../evidence/body-view.ts'
import { exportExchanges } from '../evidence/export-exchanges.ts'
import type { ExportedExchange } from '../evidence/exported-exchange.ts'
import { lineDiff } from '../evidence/line-diff.ts'
import { KlaviError } from '../failure.ts'
import type { ExchangeCalls } from '../journal-api.ts'
import type { BodySide, BodyView } from '../model/exchange-query.ts'
import type { ExchangeDetail } from '../model/exchange.ts'
import type { Context } from './context.ts'

/** Bodies that were cut into lines last: who scrolls asks for the same one again and again. */
const keptTexts = 4
/** Longer texts are not compared line by line. */
const mostDiffLines = 50_000
/** Characters that are read of a body at once. */
const whole = 2 ** 31 - 1

export function exchangeCases(context: Context): ExchangeCalls {
  const { journal, ports } = context
  const texts = new Map<string, BodyText>()

  const get = (id: string): ExchangeDetail => {
    const found = journal.exchanges.get(id)
    if (found === undefined) throw new KlaviError('unknown-exchange', { id })
    return found
  }
  const rawBody = (id: string, side: BodySide): string => {
    const found = journal.exchanges.body({ id, side, offset: 0, length: whole })
    if (found === undefined) throw new KlaviError('unknown-exchange', { id })
    return found.text
  }
  const textOf = (id: string, side: BodySide, view: BodyView): BodyText => {
    const key = `${id} ${side} ${view}`
    const text = texts.get(key) ?? bodyText(rawBody(id, side), view)
    // Put last, so that the first is the one that was not used for longest.
    texts.delete(key)
    texts.set(key, text)
    if (texts.size > keptTexts) texts.delete(texts.keys().next().value ?? '')
    return text
  }
  const exported = (id: string): ExportedExchange => ({
    ...get(id),
    requestBody: rawBody(id, 'request'),
    responseBody: rawBody(id, 'response'),
  })

  return {
    list: (query) => journal.exchanges.list(query),
    query: (query) => journal.exchanges.query(query),
    get,
    body(query) {
      const found = journal.exchanges.body(query)
      if (found === undefined) throw new KlaviError('unknown-exchange', { id: query.id })
      return found
    },
    lines: ({ id, side, view, ...window }) => textOf(id, side, view).lines(window),
    find: ({ id, side, view, text }) => textOf(id, side, view).find(text),
    tree: ({ id, side, path, ...window }) => textOf(id, side, 'pretty').tree(path, window),
    pathAt: ({ id, side, line }) => textOf(id, side, 'pretty').pathAt(line),
    previous(id) {
      get(id)
      return journal.exchanges.previous(id) ?? null
    },
    diff({ id, side }) {
      const previous = journal.exchanges.previous(get(id).id)
      if (previous === undefined) return { lines: [], previousId: null, tooLarge: false }
      const [before, after] = [previous.id, id].map((one) => textOf(one, side, 'pretty').all())
      const small = (before?.length ?? 0) + (after?.length ?? 0) <= mostDiffLines
      const lines = small ? lineDiff(before ?? [], after ?? []) : undefined
      return { lines: lines ?? [], previousId: previous.id, tooLarge: lines === undefined }
    },
    drift(id) {
      const { environmentId, step } = get(id)
      return journal.drift.list(environmentId).filter((finding) => finding.step === step)
    },
    export({ format, ids, localId, maskPersonal }) {
      const chosen = ids ?? (localId === undefined ? [] : journal.exchanges.idsOf(localId))
      const exchanges = chosen.map(exported).sort((a, b) => (a.at < b.at ? -1 : 1))
      const name = chosen.length === 1 ? `exchange-${chosen[0]?.slice(0, 8)}` : 'exchanges'
      const version = ports.userAgent.split('/')[1] ?? ''
      return exportExchanges(exchanges, { format, maskPersonal, version, name })
    },
  }
}
