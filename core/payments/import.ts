import { m } from '../../messages/index.ts'
import { parseJson } from '../../shared/payload/json-tree.ts'
import type { Redactor } from '../evidence/redactor.ts'
import { KlaviError } from '../failure.ts'
import type { PayloadImport } from '../model/payload.ts'
import { readCurl } from './curl/read-curl.ts'
import { jsonProblemWords } from './json-words.ts'
import { dialectOf } from './translate.ts'

const secretHeader = /^(?:authorization|proxy-authorization|cookie|x-api-key)$/i

/**
 * Reads what was pasted as a payload: the body of a curl line, or JSON as it is. Nothing is opened or asked for, and of a
 * line only its body stays: a payload names an environment, never a host, and holds no keys: where its body does, that is said.
 * @throws KlaviError invalid-input
 */
export function importPayload(pasted: string, redact: Redactor['text']): PayloadImport {
  const text = pasted.replace(/^\uFEFF/, '')
  const reading = parseJson(text)
  if (reading.ok) {
    const dialect = dialectOf(text)
    const notes = secretNotes(text, redact)
    return { kind: 'json', text, notes, ...(dialect && { dialect }) }
  }
  if (/\bcurl(?:\.exe)?\s|\bInvoke-(?:WebRequest|RestMethod)\b/i.test(text))
    return ofCurl(text, redact)
  const { line, column, problem } = reading
  const detail = m.payload_not_json({ line, column, problem: jsonProblemWords(problem) })
  throw new KlaviError('invalid-input', { detail })
}

function ofCurl(text: string, redact: Redactor['text']): PayloadImport {
  const read = readCurl(text)
  if (!read.valid) {
    const detail = read.errors.map(({ message }) => message).join(' ')
    throw new KlaviError('invalid-input', { detail })
  }
  const { body, notes, shell } = read
  if (body === undefined || body.trim() === '') {
    throw new KlaviError('invalid-input', { detail: [m.import_no_body(), ...notes].join(' ') })
  }
  const more = [...notes]
  if (read.method.toUpperCase() !== 'POST') more.push(m.import_not_post({ method: read.method }))
  if (read.headers.some(([name]) => secretHeader.test(name))) more.push(m.import_secret())
  more.push(...secretNotes(body, redact))
  more.push(m.import_address({ host: hostOf(read.url) }))
  if (!parseJson(body).ok) more.push(m.import_not_json_body())
  const dialect = dialectOf(body)
  return { kind: 'curl', shell, text: body, notes: more, ...(dialect && { dialect }) }
}

const secretNotes = (body: string, redact: Redactor['text']): string[] =>
  redact(body) === body ? [] : [m.import_secret_body()]

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url.slice(0, 100))
