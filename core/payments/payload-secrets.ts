import { m } from '../../messages/index.ts'
import { leavesOf, parseJson } from '../../shared/payload/json-tree.ts'
import { redactJson, type Redactor } from '../evidence/redactor.ts'
import type { PayloadDocument, PayloadFinding } from '../model/payload.ts'

/**
 * Where a payload holds what looks like a key or a token, or is one that is known: it may be sent, as a test, but it is
 * neither kept nor exported, and the person has to know before the next start shows a mark in its place.
 */
export function checkSecrets(body: string, redact: Redactor['text']): PayloadFinding[] {
  if (redact(body) === body) return []
  const reading = parseJson(body)
  const paths = reading.ok
    ? [...leavesOf(reading.root)]
        .filter(({ path, node }) => {
          const alone = { [path.at(-1) ?? '']: node.value }
          return JSON.stringify(redactJson(alone, redact)) !== JSON.stringify(alone)
        })
        .map(({ path }) => path)
    : []
  return (paths.length > 0 ? paths : [[]]).map((path) => ({
    path,
    severity: 'warning',
    code: 'secret',
    message: m.payload_secret(),
    source: 'docs/security.md',
  }))
}

/** A document as it may lie on a disk. */
export function withoutSecrets(
  document: PayloadDocument,
  redact: Redactor['text'],
): PayloadDocument {
  const typed = Object.entries(document.typed).map(([id, text]) => [id, redact(text)])
  return {
    ...document,
    text: redact(document.text),
    participantName: redact(document.participantName),
    typed: Object.fromEntries(typed),
  }
}
