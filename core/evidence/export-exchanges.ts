import type { ExportedText, ExportFormat } from '../model/exchange-query.ts'
import { toCurl } from './curl.ts'
import { masked, type ExportedExchange } from './exported-exchange.ts'
import { toHar } from './har.ts'
import { toMarkdown } from './markdown.ts'

const endings: Readonly<Record<ExportFormat, string>> = {
  har: 'har',
  curl: 'sh',
  json: 'json',
  markdown: 'md',
}

/** Exchanges as text, oldest first; redacted already, masked here where asked for. */
export function exportExchanges(
  exchanges: readonly ExportedExchange[],
  {
    format,
    maskPersonal,
    version,
    name,
  }: { format: ExportFormat; maskPersonal: boolean; version: string; name: string },
): ExportedText {
  const leaving = maskPersonal ? exchanges.map(masked) : exchanges
  const text = {
    har: () => `${JSON.stringify(toHar(leaving, version), null, 2)}\n`,
    curl: () => `${leaving.map(toCurl).join('\n\n')}\n`,
    json: () => `${JSON.stringify(leaving, null, 2)}\n`,
    markdown: () => toMarkdown(leaving),
  }[format]()
  return { text, fileName: `klavi-${name}.${endings[format]}` }
}
