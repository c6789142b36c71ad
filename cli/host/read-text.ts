import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { m } from '../../messages/index.ts'
import { UsageError } from '../args/usage-error.ts'

/**
 * The text of a file, or of standard input for `-`.
 * @throws UsageError where it cannot be read
 */
export async function readText(
  file: string,
  name: string,
  stdin: NodeJS.ReadableStream,
): Promise<string> {
  try {
    return file === '-' ? await text(stdin) : readFileSync(file, 'utf8')
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new UsageError(m.cli_unreadable({ name, reason }), m.cli_payload_hint())
  }
}
