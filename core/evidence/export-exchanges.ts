import type { ExportFormat } from '../model/exchange-query.ts'
import { toCurl } from './curl.ts'
import type { ExportedExchange } from './exported-exchange.ts'
import { harEntry, harFrame } from './har.ts'
import { toMarkdown } from './markdown.ts'

const endings: Readonly<Record<ExportFormat, string>> = {
  har: 'har',
  curl: 'sh',
  json: 'json',
  markdown: 'md',
}

/** A format as parts, so that exchanges can be written one after the other. */
export interface ExportForm {
  head: string
  one(exchange: ExportedExchange): string
  between: string
  tail: string
  /** All of it where there is no exchange. */
  none: string
}

export function exportForm(format: ExportFormat, version: string): ExportForm {
  if (format === 'curl') {
    return { head: '', one: toCurl, between: '\n\n', tail: '\n', none: '\n' }
  }
  if (format === 'markdown') {
    return { head: '', one: toMarkdown, between: '\n\n---\n\n', tail: '\n', none: '\n' }
  }
  const [frame, depth, item] =
    format === 'har' ? [harFrame(version), 6, harEntry] : [[], 2, (one: object): object => one]
  const none = `${JSON.stringify(frame, null, 2)}\n`
  // The one empty list in the frame is where exchanges stand.
  const [head = '', tail = ''] = none.split('[]')
  const indent = `\n${' '.repeat(depth)}`
  return {
    head: `${head}[${indent}`,
    one: (exchange) => JSON.stringify(item(exchange), null, 2).replaceAll('\n', indent),
    between: `,${indent}`,
    tail: `\n${' '.repeat(depth - 2)}]${tail}`,
    none,
  }
}

/** What a file with such an export is called. @param name e.g. `exchanges` */
export const exportFileName = (format: ExportFormat, name: string): string =>
  `klavi-${name}.${endings[format]}`
