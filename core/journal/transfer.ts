import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { JournalExport, JournalImport } from '../model/journal-care.ts'
import { paymentStates } from '../../shared/payment-states.ts'
import { atomically, type Db } from './database.ts'
import {
  exportLines,
  isTransferKind,
  lineWriter,
  transferKinds,
  transferVersion,
  type LineWriter,
} from './transfer-lines.ts'

/** Thrown for a file that is no export of this program. */
export class ForeignFile extends Error {}

export interface JournalTransfer {
  export(path: string, options: { maskPersonal: boolean; at: string }): Promise<JournalExport>
  /** @throws ForeignFile */
  import(path: string, redact: (text: string) => string): Promise<JournalImport>
}

/** Lines that are written in one transaction. */
const batch = 500

/** The journal as NDJSON: a first line that says what it is, then one line per row. */
export function journalTransfer(db: Db): JournalTransfer {
  return {
    async export(path, { maskPersonal, at }) {
      let lines = 0
      function* all(): Generator<string> {
        const head = { type: 'klavi-journal', version: transferVersion, at, maskPersonal }
        yield `${JSON.stringify(head)}\n`
        for (const kind of transferKinds) {
          for (const line of exportLines(db, kind, maskPersonal)) {
            lines += 1
            yield `${line}\n`
          }
        }
      }
      // Beside it first: a disk that fills up leaves an older export as it was.
      const partial = `${path}.part`
      try {
        await pipeline(Readable.from(all()), createWriteStream(partial, { mode: 0o600 }))
        await rename(partial, path)
      } finally {
        await rm(partial, { force: true })
      }
      return { path, lines }
    },
    async import(path, redact) {
      const result: JournalImport = {
        payments: 0,
        exchanges: 0,
        observations: 0,
        webhooks: 0,
        skipped: 0,
        unreadable: 0,
      }
      const writer = lineWriter(db, redact)
      const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })
      let first = true
      let waiting: string[] = []
      const flush = (): void => {
        const now = waiting
        waiting = []
        atomically(db, () => {
          for (const line of now) takeIn(writer, line, result)
        })
      }
      for await (const line of lines) {
        if (first) assertOurs(line)
        else if (line.trim() !== '') waiting.push(line)
        first = false
        if (waiting.length >= batch) flush()
      }
      if (first) assertOurs('')
      flush()
      return result
    },
  }
}

function assertOurs(line: string): void {
  try {
    const head = JSON.parse(line) as { type?: unknown; version?: unknown } | null
    if (head?.type === 'klavi-journal' && head.version === transferVersion) return
  } catch {
    // Told below.
  }
  throw new ForeignFile(line.slice(0, 80))
}

const counted = {
  payment: 'payments',
  exchange: 'exchanges',
  observation: 'observations',
  webhook: 'webhooks',
} as const

const states = new Set<unknown>(paymentStates)

/** @throws TypeError for a row that the lists could not show */
function assertPayment({ state, created_at: at, stalls }: Record<string, unknown>): void {
  const dated = typeof at === 'string' && !Number.isNaN(Date.parse(at))
  const listed =
    stalls === undefined || stalls === null || Array.isArray(JSON.parse(String(stalls)))
  if (!states.has(state) || !dated || !listed) throw new TypeError('not a payment')
}

function takeIn(writer: LineWriter, line: string, result: JournalImport): void {
  try {
    const { type, row } = JSON.parse(line) as { type: unknown; row: Record<string, unknown> }
    if (!isTransferKind(type) || typeof row !== 'object' || row === null) throw new TypeError(line)
    // What another program was in the middle of is nothing that this one may go on with.
    if (type === 'payment') {
      assertPayment(row)
      if (row['state'] === 'intent') row['state'] = 'unknown'
      // A page of a file's choosing must not become one that may be opened.
      row['consent_url'] = null
      row['payment_url'] = null
    }
    if (!writer.write(type, row)) result.skipped += 1
    else if (type in counted) result[counted[type as keyof typeof counted]] += 1
  } catch {
    result.unreadable += 1
  }
}
