import type { BodyLines, BodyMatches, BodyNode } from '../model/exchange-query.ts'
import type { Page, Window } from '../model/page.ts'
import { childPath, pathAtLine, readPath, valueAt } from './json-path.ts'
import { prettyJson } from './pretty-json.ts'

/** A longer line is shown as several: no window can lay out a line of 40 MB. */
const longestLine = 10_000
const mostMatches = 1_000
const previewLength = 200

/** A body of any size, cut into lines once; windows of it are then quick. */
export interface BodyText {
  isJson: boolean
  /** That it holds in memory. */
  characters: number
  /** Lines. */
  total: number
  lines(window: Window): BodyLines
  find(text: string): BodyMatches
  pathAt(line: number): string
  tree(path: string, window: Window): Page<BodyNode>
  /** All of it, as it is cut. */
  all(): string[]
}

export function bodyText(raw: string, view: 'raw' | 'pretty'): BodyText {
  const isJson = parsed(raw) !== undefined
  const text = isJson && view === 'pretty' ? prettyJson(raw) : raw
  const starts = lineStarts(text)
  const lineAt = (index: number): string => {
    const end = starts[index + 1] ?? text.length
    const line = text.slice(starts[index], end)
    return line.endsWith('\n') ? line.slice(0, line.endsWith('\r\n') ? -2 : -1) : line
  }
  let widest = 0
  for (let index = 0; index < starts.length; index += 1) {
    widest = Math.max(widest, (starts[index + 1] ?? text.length) - (starts[index] ?? 0))
  }

  let kept: { json: unknown } | undefined
  /** Only a tree needs it: the values of 40 MB are several times as large as their text. */
  const value = (): unknown => (kept ??= parsed(raw) ?? { json: undefined }).json

  return {
    isJson,
    characters: text === raw ? raw.length : raw.length + text.length,
    total: starts.length,
    lines({ offset, limit }) {
      const lines: string[] = []
      for (let index = offset; index < Math.min(offset + limit, starts.length); index += 1) {
        lines.push(lineAt(index))
      }
      return { lines, offset, total: starts.length, widest, isJson }
    },
    find(wanted) {
      const matches: BodyMatches['matches'] = []
      let total = 0
      let line = 0
      const pattern = new RegExp(wanted.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'), 'gi')
      for (const { index } of text.matchAll(pattern)) {
        total += 1
        if (matches.length >= mostMatches) continue
        while ((starts[line + 1] ?? Infinity) <= index) line += 1
        matches.push({ line, column: index - (starts[line] ?? 0) })
      }
      return { matches, total }
    },
    pathAt: (line) =>
      pathAtLine(
        (function* () {
          for (let index = 0; index < starts.length; index += 1) yield lineAt(index)
        })(),
        line,
      ),
    tree(path, { offset, limit }) {
      const steps = readPath(path)
      const parent = steps === undefined ? undefined : valueAt(value(), steps)
      if (typeof parent !== 'object' || parent === null) return { rows: [], offset, total: 0 }
      const array = Array.isArray(parent)
      const keys = array ? undefined : Object.keys(parent)
      const total = array ? parent.length : (keys?.length ?? 0)
      const rows: BodyNode[] = []
      for (let index = offset; index < Math.min(offset + limit, total); index += 1) {
        const key = keys === undefined ? index : (keys[index] ?? '')
        const child = (parent as Record<string | number, unknown>)[key]
        rows.push(node(String(key), childPath(path, key), child))
      }
      return { rows, offset, total }
    },
    all: () => Array.from(starts, (_start, index) => lineAt(index)),
  }
}

function parsed(raw: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(raw) as unknown }
  } catch {
    return undefined
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  let from = 0
  for (;;) {
    const found = text.indexOf('\n', from)
    const end = found < 0 ? text.length : found + 1
    for (let at = from + longestLine; at < end - 1; at += longestLine) starts.push(at)
    if (found < 0) break
    if (end < text.length) starts.push(end)
    from = end
    if (from >= text.length) break
  }
  return starts
}

function node(key: string, path: string, value: unknown): BodyNode {
  if (Array.isArray(value)) {
    return { key, path, kind: 'array', preview: `[${value.length}]`, children: value.length }
  }
  if (value !== null && typeof value === 'object') {
    const names = Object.keys(value)
    return { key, path, kind: 'object', preview: `{${names.length}}`, children: names.length }
  }
  const kind = value === null ? 'null' : (typeof value as 'string' | 'number' | 'boolean')
  return { key, path, kind, preview: JSON.stringify(value).slice(0, previewLength), children: 0 }
}
