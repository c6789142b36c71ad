import { Buffer } from 'node:buffer'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../../../cli/args/usage-error.ts'
import { readText } from '../../../../cli/host/read-text.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'

function read(bytes: Uint8Array, from: 'file' | 'stdin'): Promise<string> {
  const path = join(temporaryFolder(), 'body.json')
  writeFileSync(path, bytes)
  const stdin = Readable.from(from === 'stdin' ? [bytes.subarray(0, 7), bytes.subarray(7)] : [])
  return readText(from === 'stdin' ? '-' : path, 'body.json', stdin)
}

describe.each(['file', 'stdin'] as const)('a text from %s', (from) => {
  it('is taken as it is, with its byte order mark', async () => {
    const text = '\uFEFF{"name":"João 😀"}\r\n'
    expect(await read(Buffer.from(text), from)).toBe(text)
  })

  it('that is not UTF-8 is refused, not altered', async () => {
    const latin1 = Buffer.from('{"name":"João"}', 'latin1')
    const refused = read(latin1, from)
    await expect(refused).rejects.toBeInstanceOf(UsageError)
    await expect(refused).rejects.toThrow('body.json is not UTF-8')
  })
})
