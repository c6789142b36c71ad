import { readFileSync } from 'node:fs'
import type { BodyView } from '../../model/exchange-query.ts'
import { bodyText, type BodyText } from '../body-view.ts'
import { lineDiff } from '../line-diff.ts'
import { exportRun, type ExportRun } from './export-run.ts'
import type { BodyRef, DeskCalls, ExportRecord } from './desk-protocol.ts'

/** Bodies that were cut into lines last: who scrolls asks for the same one again and again. */
const mostKept = 4
/** Of all that are kept together, in characters; the last one is kept whatever its length. */
const mostKeptCharacters = 150_000_000
/** Longer texts are not compared line by line. */
const mostDiffLines = 50_000

/** Neither known here nor given. */
export class TextWanted extends Error {}

/** What desk-protocol.ts asks for, in this very process. @throws TextWanted; errors of the file system */
export function createDeskWork(): DeskCalls {
  const texts = new Map<string, BodyText>()
  let run: ExportRun | undefined

  const textOf = (body: BodyRef, view: BodyView): BodyText => {
    const key = `${body.key} ${view}`
    const text = texts.get(key) ?? bodyText(read(body), view)
    // Put last, so that the first is the one that was not used for longest.
    texts.delete(key)
    texts.set(key, text)
    let characters = [...texts.values()].reduce((sum, one) => sum + one.characters, 0)
    for (const [oldest, { characters: length }] of texts) {
      if (oldest === key || (texts.size <= mostKept && characters <= mostKeptCharacters)) break
      texts.delete(oldest)
      characters -= length
    }
    return text
  }
  const running = (): ExportRun => {
    if (run === undefined) throw new Error('no export was begun')
    return run
  }
  const whole = ({ detail, request, response }: ExportRecord) => ({
    ...detail,
    requestBody: read(request),
    responseBody: read(response),
  })

  return {
    lines: (body, view, window) => textOf(body, view).lines(window),
    find: (body, view, text) => textOf(body, view).find(text),
    tree: (body, path, window) => textOf(body, 'pretty').tree(path, window),
    pathAt: (body, line) => textOf(body, 'pretty').pathAt(line),
    diff(before, after) {
      const [old, fresh] = [textOf(before, 'pretty'), textOf(after, 'pretty')]
      if (old.total + fresh.total > mostDiffLines) return null
      return lineDiff(old.all(), fresh.all()) ?? null
    },
    exportBegin(options) {
      run?.abort()
      run = exportRun(options)
    },
    exportAdd(records) {
      for (const record of records) running().add(whole(record))
    },
    exportEnd() {
      const end = running().end()
      run = undefined
      return end
    },
    exportAbort() {
      run?.abort()
      run = undefined
    },
  }
}

function read({ text, file }: BodyRef): string {
  if (text !== undefined) return text
  if (file !== undefined) return readFileSync(file, 'utf8')
  throw new TextWanted()
}
