import { readFile, stat, writeFile } from 'node:fs/promises'
import { KlaviError } from '../../core/failure.ts'

/** Bytes of a text file that are read at most. */
const largest = 1_000_000

/** For the person alone to read. @throws KlaviError file-failed */
export const writeText = (path: string, text: string): Promise<void> =>
  tried(path, () => writeFile(path, text, { mode: 0o600 }))

/** Up to a megabyte of UTF-8. @throws KlaviError file-failed */
export const readText = (path: string): Promise<string> =>
  tried(path, async () => {
    if ((await stat(path)).size > largest) throw new Error(`> ${largest} B`)
    return readFile(path, 'utf8')
  })

async function tried<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code
    const reason = code ?? (thrown instanceof Error ? thrown.message : String(thrown))
    throw new KlaviError('file-failed', { file: path, reason }, thrown)
  }
}
