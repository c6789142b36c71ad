import { m } from '../../messages/index.ts'
import { parseJson } from '../../shared/payload/json-tree.ts'
import { KlaviError } from '../failure.ts'
import type { PayloadImport } from '../model/payload.ts'
import { jsonProblemWords } from './json-words.ts'
import { dialectOf } from './translate.ts'

/**
 * Reads what was pasted as a payload: a curl line's body, or JSON as it is. Nothing is opened or asked for: `@file` is said
 * to be left out.
 * @throws KlaviError invalid-input
 */
export function importPayload(text: string): PayloadImport {
  const reading = parseJson(text)
  if (reading.ok) {
    const dialect = dialectOf(text)
    return { kind: 'json', text, notes: [], ...(dialect && { dialect }) }
  }
  const { line, column, problem } = reading
  const detail = m.payload_not_json({ line, column, problem: jsonProblemWords(problem) })
  throw new KlaviError('invalid-input', { detail })
}
