import { text } from 'node:stream/consumers'
import { m } from '../../messages/index.ts'
import { UsageError } from '../args/usage-error.ts'
import type { Keys } from './environment-keys.ts'

/** Characters of a snippet that are read at most. */
const longest = 64_000

/**
 * Both keys from standard input: JSON, `.env` or YAML (`find` tells where they stand), or the access key and the secret
 * key on a line each. @throws UsageError
 */
export async function readStdinKeys(
  stdin: NodeJS.ReadableStream,
  find: (text: string) => Record<keyof Keys, { start: number; end: number } | null>,
): Promise<Keys> {
  if ((stdin as { isTTY?: boolean }).isTTY === true) throw missing()
  const typed = (await text(stdin)).replace(/^\uFEFF/, '').slice(0, longest)
  const { accessKey, secretKey } = find(typed)
  if (accessKey !== null && secretKey !== null) {
    return {
      accessKey: typed.slice(accessKey.start, accessKey.end),
      secretKey: typed.slice(secretKey.start, secretKey.end),
    }
  }
  const lines = typed.split(/\r?\n/).filter((line) => line.trim() !== '')
  const [first = '', second = ''] = lines.map((line) => line.trim())
  if (
    accessKey === null &&
    secretKey === null &&
    lines.length === 2 &&
    !/[\s{}"]/.test(typed.trim().replace(/\r?\n/, ''))
  ) {
    return { accessKey: first, secretKey: second }
  }
  throw missing()
}

const missing = (): UsageError =>
  new UsageError(m.cli_credentials_stdin(), m.cli_credentials_stdin_hint())
