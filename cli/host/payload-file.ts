import { m } from '../../messages/index.ts'
import type { JsonObject } from '../args/set-path.ts'
import { UsageError } from '../args/usage-error.ts'
import { readText } from './read-text.ts'

export interface PayloadFile {
  /** As read, without a byte order mark. */
  text: string
  payload: JsonObject
}

/** Reads a JSON object from a file, or from standard input for `-`. */
export async function readPayloadFile(
  file: string,
  stdin: NodeJS.ReadableStream,
): Promise<PayloadFile> {
  const name = file === '-' ? m.cli_stdin() : file
  const read = (await readText(file, name, stdin)).replace(/^\uFEFF/, '')
  if (read.trim() === '') throw new UsageError(m.cli_payload_empty({ name }), m.cli_payload_hint())
  let parsed: unknown
  try {
    parsed = JSON.parse(read)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(m.cli_payload_not_json({ name, reason }), m.cli_payload_hint())
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new UsageError(m.cli_payload_no_object({ name }), m.cli_payload_hint())
  }
  return { text: read, payload: parsed as JsonObject }
}
