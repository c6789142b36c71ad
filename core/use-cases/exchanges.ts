import { setImmediate as turn } from 'node:timers/promises'
import { language } from '../../messages/index.ts'
import { createBodyDesk, type ExportDesk, type StoredBody } from '../evidence/bodies/body-desk.ts'
import type { BodyRef, ExportRecord } from '../evidence/bodies/desk-protocol.ts'
import { exportFileName } from '../evidence/export-exchanges.ts'
import { KlaviError } from '../failure.ts'
import type { ExchangePlace } from '../journal/exchange-queries.ts'
import type { ExchangeCalls } from '../journal-api.ts'
import type { BodySide, ExchangeExport } from '../model/exchange-query.ts'
import type { ExchangeDetail } from '../model/exchange.ts'
import { isoTime } from '../system.ts'
import type { Context } from './context.ts'

/** Characters that are read of a body at once. */
const whole = 2 ** 31 - 1
/** So many exchanges are read for an export before others have their turn, … */
const exportStep = 50
/** … or so many bytes of bodies that lie in the journal itself. */
const exportStepBytes = 1_000_000

export function exchangeCases(context: Context): { cases: ExchangeCalls; close(): void } {
  const { journal, ports, subscribe } = context
  const desk = createBodyDesk(ports.clock, ports.spawnBodyDesk)
  const stop = subscribe((name) => {
    // What was forgotten is in no memory of ours either.
    if (name === 'forgotten') desk.drop()
  })

  const get = (id: string): ExchangeDetail => {
    const found = journal.exchanges.get(id)
    if (found === undefined) throw new KlaviError('unknown-exchange', { id })
    return found
  }
  const stored = (id: string, side: BodySide): StoredBody => {
    const place = journal.exchanges.bodyPlace(id, side)
    if (place === undefined) throw new KlaviError('unknown-exchange', { id })
    return {
      ...place,
      text: () => journal.exchanges.body({ id, side, offset: 0, length: whole })?.text ?? '',
    }
  }
  const refTo = (id: string, side: BodySide): { ref: BodyRef; characters: number } => {
    const { key, file, characters, text } = stored(id, side)
    return { ref: file === undefined ? { key, text: text() } : { key, file }, characters }
  }

  /** The ids that are meant, oldest first, some at a time. */
  function* idsOf({ ids, localId, filter }: ExchangeExport): Generator<string[]> {
    if (ids !== undefined) {
      const known = journal.exchanges.inOrder(ids)
      const there = new Set(known)
      for (const id of ids) if (!there.has(id)) throw new KlaviError('unknown-exchange', { id })
      for (let at = 0; at < known.length; at += exportStep) yield known.slice(at, at + exportStep)
      return
    }
    const wanted = filter ?? (localId === undefined ? undefined : { search: '', localId })
    if (wanted === undefined) return
    const until = isoTime(ports.clock.now())
    let last: ExchangePlace | undefined
    for (;;) {
      const found = journal.exchanges.after(wanted, until, last, exportStep)
      last = found.at(-1)
      if (last === undefined) return
      yield found.map(({ id }) => id)
    }
  }
  async function write(what: ExchangeExport, out: ExportDesk): Promise<void> {
    let records: ExportRecord[] = []
    let characters = 0
    const hand = async (): Promise<void> => {
      await out.add(records)
      await turn()
      records = []
      characters = 0
    }
    for (const ids of idsOf(what)) {
      for (const id of ids) {
        const [request, response] = [refTo(id, 'request'), refTo(id, 'response')]
        records.push({ detail: get(id), request: request.ref, response: response.ref })
        characters += request.characters + response.characters
        if (characters > exportStepBytes) await hand()
      }
      if (records.length > 0) await hand()
    }
  }
  async function exportTo(
    what: ExchangeExport,
    large: boolean,
    where: { path?: string; most?: number },
  ): Promise<{ text: string; total: number }> {
    const { format, maskPersonal } = what
    const version = ports.userAgent.split('/')[1] ?? ''
    const options = { format, maskPersonal, version, language: language(), ...where }
    const out = desk.export(options, large)
    try {
      await write(what, out)
      return await out.end()
    } finally {
      await out.close()
    }
  }
  /** One exchange with small bodies is not worth a process. */
  const isLarge = ({ ids }: ExchangeExport): boolean => {
    const [id, ...more] = ids ?? []
    if (id === undefined || more.length > 0) return true
    return desk.isLarge(stored(id, 'request').characters + stored(id, 'response').characters)
  }
  const fileName = ({ format, ids }: ExchangeExport): string =>
    exportFileName(
      format,
      ids?.length === 1 ? `exchange-${ids[0]?.slice(0, 8) ?? ''}` : 'exchanges',
    )

  const cases: ExchangeCalls = {
    list: (query) => journal.exchanges.list(query),
    query: (query) => journal.exchanges.query(query),
    get,
    body(query) {
      const found = journal.exchanges.body(query)
      if (found === undefined) throw new KlaviError('unknown-exchange', { id: query.id })
      return found
    },
    lines: async ({ id, side, view, ...window }) => desk.lines(stored(id, side), view, window),
    find: async ({ id, side, view, text }) => desk.find(stored(id, side), view, text),
    tree: async ({ id, side, path, ...window }) => desk.tree(stored(id, side), path, window),
    pathAt: async ({ id, side, line }) => desk.pathAt(stored(id, side), line),
    previous(id) {
      get(id)
      return journal.exchanges.previous(id) ?? null
    },
    async diff({ id, side }) {
      const previous = journal.exchanges.previous(get(id).id)
      if (previous === undefined) return { lines: [], previousId: null, tooLarge: false }
      const lines = await desk.diff(stored(previous.id, side), stored(id, side))
      return { lines: lines ?? [], previousId: previous.id, tooLarge: lines === null }
    },
    drift(id) {
      const { environmentId, step } = get(id)
      return journal.drift.list(environmentId).filter((finding) => finding.step === step)
    },
    async export(what, most) {
      const end = await exportTo(what, isLarge(what), most === undefined ? {} : { most })
      return { ...end, fileName: fileName(what) }
    },
    exportFile: (what) => ({
      fileName: fileName(what),
      write: async (path) => void (await exportTo(what, isLarge(what), { path })),
    }),
  }
  return {
    cases,
    close() {
      stop()
      desk.drop()
    },
  }
}
