import { m } from '../../../messages/index.ts'
import type { CurlFacts } from '../../model/payload.ts'
import { readQuoted } from './split-powershell.ts'

/** PowerShell's Invoke-WebRequest and Invoke-RestMethod as browsers write them; undefined without an address. */
export function readInvoke(
  words: readonly string[],
  notes: string[],
): Omit<CurlFacts, 'shell' | 'notes'> | undefined {
  const given = new Map<string, string>()
  const waiting = [...words]
  let address: string | undefined
  while (waiting.length > 0) {
    const word = waiting.shift() ?? ''
    const [, name, joined] = /^-([A-Za-z]+)(?::([\s\S]*))?$/.exec(word) ?? []
    if (name === undefined) address ??= word
    else if (!flags.has(name.toLowerCase())) {
      given.set(name.toLowerCase(), joined ?? waiting.shift() ?? '')
    }
  }
  const url = given.get('uri') ?? address
  if (url === undefined) return undefined
  if (given.has('infile')) notes.push(m.curl_file({ name: given.get('infile') ?? '' }))
  const headers = pairsOf(given.get('headers') ?? '')
  const type = given.get('contenttype')
  if (type !== undefined) headers.push(['Content-Type', type])
  const agent = given.get('useragent')
  if (agent !== undefined) headers.push(['User-Agent', agent])
  const body = given.get('body')
  return {
    method: (given.get('method') ?? 'GET').toUpperCase(),
    url: /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`,
    headers,
    ...(body === undefined ? {} : { body: bodyOf(body) }),
  }
}

const flags = new Set([
  'usebasicparsing',
  'skipcertificatecheck',
  'disablekeepalive',
  'usedefaultcredentials',
  'passthru',
])

/** `@{ "name"="value" \n "other"="…" }` */
function pairsOf(table: string): [string, string][] {
  const pairs: [string, string][] = []
  let key: string | undefined
  for (let at = 0; at < table.length; at += 1) {
    const character = table[at]
    if (character !== '"' && character !== "'") continue
    const quoted = readQuoted(table, at)
    if (quoted === undefined) break
    if (key === undefined) key = quoted.text
    else {
      pairs.push([key, quoted.text])
      key = undefined
    }
    at = quoted.end - 1
  }
  return pairs
}

/** A text, or `([System.Text.Encoding]::UTF8.GetBytes("…"))`. */
function bodyOf(value: string): string {
  const bytes = /^\(\[System\.Text\.Encoding\]::UTF8\.GetBytes\((?=["'])/.exec(value)
  return bytes === null ? value : (readQuoted(value, bytes[0].length)?.text ?? value)
}
