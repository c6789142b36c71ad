import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { m } from '../../messages/index.ts'
import { UsageError } from '../args/usage-error.ts'

/**
 * The text of a file, or of standard input for `-`, a byte order mark included. What is not UTF-8 would go out as other
 * bytes than those of the file, and is refused.
 * @param hint what helps where there is no such file
 * @throws UsageError where it cannot be read
 */
export async function readText(
  file: string,
  name: string,
  stdin: NodeJS.ReadableStream,
  hint = m.cli_payload_hint(),
): Promise<string> {
  let bytes: Uint8Array
  try {
    bytes = file === '-' ? await buffer(stdin) : readFileSync(file)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new UsageError(m.cli_unreadable({ name, reason }), hint)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new UsageError(m.cli_not_utf8({ name }), m.cli_not_utf8_hint())
  }
}
