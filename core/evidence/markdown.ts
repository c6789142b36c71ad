import { m } from '../../messages/index.ts'
import type { HeaderList } from '../model/exchange.ts'
import type { ExportedExchange } from './exported-exchange.ts'
import { prettyJson } from './pretty-json.ts'

/** An exchange as a text for a ticket or a chat with support. */
export function toMarkdown(exchange: ExportedExchange): string {
  const http = exchange.httpStatus === undefined ? '' : `HTTP ${exchange.httpStatus}`
  const error = exchange.errorMessage ?? exchange.errorCode ?? ''
  const answer = [http, error].filter((part) => part !== '').join(' · ')
  const parts = [
    `## ${exchange.method} ${exchange.url}`,
    `${exchange.at} · ${answer} · ${exchange.latencyMs} ms · \`${exchange.id}\``,
    `### ${m.evidence_request()}`,
    headers(exchange.requestHeaders),
    body(exchange.requestBody),
    `### ${m.evidence_response()}`,
    exchange.incomplete === true ? `*${m.evidence_incomplete()}*` : '',
    headers(exchange.responseHeaders),
    body(exchange.responseBody),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

const headers = (list: HeaderList): string =>
  list.length === 0
    ? ''
    : fence(list.map(([name, value]) => `${name}: ${value}`).join('\n'), 'http')

function body(text: string): string {
  if (text === '') return ''
  try {
    JSON.parse(text)
    return fence(prettyJson(text), 'json')
  } catch {
    return fence(text, '')
  }
}

/** Longer than any row of backticks inside. */
function fence(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([row]) => row.length))
  const marks = '`'.repeat(longest + 1)
  return `${marks}${language}\n${text}\n${marks}`
}
