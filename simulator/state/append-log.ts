import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'

/** An append-only NDJSON file whose lines are on disk before `append` resolves. */
export interface AppendLog {
  append(value: unknown): Promise<void>
  close(): Promise<void>
}

interface Waiting {
  line: string
  done: () => void
  failed: (error: unknown) => void
}

function parseLines(text: string): unknown[] {
  const values: unknown[] = []
  for (const line of text.split('\n')) {
    if (line === '') continue
    try {
      values.push(JSON.parse(line))
    } catch {
      // A torn last line is a write that nobody was told about; it never happened.
    }
  }
  return values
}

async function writeBatches(file: FileHandle, queue: Waiting[]): Promise<void> {
  while (queue.length > 0) {
    const batch = queue.splice(0)
    try {
      await file.appendFile(batch.map((waiting) => waiting.line).join(''))
      await file.datasync()
      for (const waiting of batch) waiting.done()
    } catch (error) {
      for (const waiting of batch) waiting.failed(error)
    }
  }
}

/**
 * Opens (or creates, mode 0600) the log and returns the values already in it.
 * Appends that arrive together share one fsync.
 */
export async function openAppendLog(path: string): Promise<{ log: AppendLog; values: unknown[] }> {
  const file = await open(path, 'a+', 0o600)
  const text = await file.readFile('utf8')
  // Ends a torn line, so that the next one does not continue it.
  if (text !== '' && !text.endsWith('\n')) await file.appendFile('\n')
  const queue: Waiting[] = []
  let writing: Promise<void> | null = null
  const log: AppendLog = {
    append(value) {
      return new Promise((done, failed) => {
        queue.push({ line: `${JSON.stringify(value)}\n`, done, failed })
        writing ??= writeBatches(file, queue).finally(() => {
          writing = null
        })
      })
    },
    async close() {
      await writing
      await file.close()
    },
  }
  return { log, values: parseLines(text) }
}
