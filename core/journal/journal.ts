import { hostname } from 'node:os'
import { join } from 'node:path'
import { credentialUsesTable, type CredentialUsesTable } from './credential-uses-table.ts'
import { atomically, briefly, durably, openDatabase, openForReading, type Db } from './database.ts'
import { detailsTable, type DetailsTable } from './details-table.ts'
import { driftTable, type DriftTable } from './drift-table.ts'
import { guardEventsTable, type GuardEventsTable } from './guard-events-table.ts'
import { exchangeQueries, type ExchangeQueries } from './exchange-queries.ts'
import { exchangesTable, type ExchangesTable } from './exchanges-table.ts'
import { journalCare, type JournalCare } from './journal-care.ts'
import { isAlive } from './is-alive.ts'
import { largeBodies, type LargeBodies } from './large-bodies.ts'
import { leasesTable, type LeasesTable } from './leases.ts'
import { notesTable, type NotesTable } from './notes-table.ts'
import { observationsTable, type ObservationsTable } from './observations-table.ts'
import { paymentQueries, type PaymentQueries } from './payment-queries.ts'
import { paymentsTable, type PaymentsTable } from './payments-table.ts'
import { returnsTable, type ReturnsTable } from './returns-table.ts'
import { readinessRunsTable, type ReadinessRunsTable } from './readiness-runs-table.ts'
import { postsTable, type PostsTable } from './posts-table.ts'
import { readinessTable, type ReadinessTable } from './readiness-table.ts'
import { storyTable, type StoryTable } from './story.ts'
import { journalTransfer, type JournalTransfer } from './transfer.ts'
import { webhooksTable, type WebhooksTable } from './webhooks-table.ts'

/** What happened, in SQLite: everything that was shown is here first. All calls are synchronous. */
export interface Journal {
  payments: PaymentsTable & PaymentQueries
  exchanges: ExchangesTable & ExchangeQueries
  observations: ObservationsTable
  leases: LeasesTable
  returns: ReturnsTable
  drift: DriftTable
  details: DetailsTable
  bodies: LargeBodies
  posts: PostsTable
  readinessRuns: ReadinessRunsTable
  credentialUses: CredentialUsesTable
  guardEvents: GuardEventsTable
  readiness: ReadinessTable
  notes: NotesTable
  webhooks: WebhooksTable
  story: StoryTable
  care: JournalCare
  transfer: JournalTransfer
  drafts: {
    get(environmentId: string): string | undefined
    set(environmentId: string, body: string, at: string): void
    delete(environmentId: string): void
  }
  /** All of `work` or nothing of it. `patienceMs`: how long it waits for another program's lock, where not as usual. */
  together<T>(work: () => T, patienceMs?: number): T
  /** The same, forced to the disk: for what must outlive a power cut. */
  durably<T>(work: () => T, patienceMs: number): T
  close(): void
}

export interface OpenedJournal {
  journal: Journal
  setAsideAs?: string
}

/** Opens `<profile>/journal.db`. Throws where there can be no journal at all (permissions, disk). */
export function openJournal(
  profileFolder: string,
  ownerId: string,
  epochMs: number,
): OpenedJournal {
  const file = join(profileFolder, 'journal.db')
  const { db, setAsideAs } = openDatabase(file, epochMs)
  const journal = journalOver(db, ownerId, file, join(profileFolder, 'bodies'))
  return setAsideAs === undefined ? { journal } : { journal, setAsideAs }
}

/** A journal that can only be looked at. Throws where there is none of this version. */
export function openJournalForReading(profileFolder: string, ownerId: string): Journal {
  const file = join(profileFolder, 'journal.db')
  return journalOver(openForReading(file), ownerId, file, join(profileFolder, 'bodies'))
}

/** A journal that holds nothing after this run; for a profile whose folder cannot be written. */
export const openMemoryJournal = (ownerId: string): Journal =>
  journalOver(openDatabase(':memory:', 0).db, ownerId, '', undefined)

function journalOver(
  db: Db,
  ownerId: string,
  file: string,
  bodiesFolder: string | undefined,
): Journal {
  const bodies = largeBodies(db, bodiesFolder)
  return {
    payments: { ...paymentsTable(db), ...paymentQueries(db) },
    bodies,
    exchanges: { ...exchangesTable(db, bodies), ...exchangeQueries(db) },
    observations: observationsTable(db),
    leases: leasesTable(db, { id: ownerId, host: hostname(), pid: process.pid, isAlive }),
    returns: returnsTable(db),
    drift: driftTable(db),
    details: detailsTable(db),
    posts: postsTable(db, { host: hostname(), pid: process.pid }),
    credentialUses: credentialUsesTable(db),
    guardEvents: guardEventsTable(db),
    readiness: readinessTable(db),
    notes: notesTable(db),
    webhooks: webhooksTable(db),
    story: storyTable(db),
    care: journalCare(db, file, bodies),
    transfer: journalTransfer(db),
    readinessRuns: readinessRunsTable(db),
    drafts: draftsTable(db),
    together: (work, patienceMs) =>
      patienceMs === undefined
        ? atomically(db, work)
        : briefly(db, patienceMs, () => atomically(db, work)),
    durably: (work, patienceMs) => briefly(db, patienceMs, () => durably(db, work)),
    close() {
      try {
        // The library leaves everything in the write-ahead log; journal.db should hold it by itself where nobody waits.
        db.pragma('wal_checkpoint(PASSIVE)')
      } catch {
        // Held by another program: the log is read at the next start.
      }
      db.close()
    },
  }
}

function draftsTable(db: Db): Journal['drafts'] {
  return {
    get(environmentId) {
      const row = db.prepare('SELECT body FROM drafts WHERE environment_id = ?').get(environmentId)
      return (row as { body?: string } | undefined)?.body
    },
    set(environmentId, body, at) {
      db.prepare(
        `INSERT INTO drafts (environment_id, body, at) VALUES (?, ?, ?)
         ON CONFLICT (environment_id) DO UPDATE SET body = excluded.body, at = excluded.at`,
      ).run(environmentId, body, at)
    },
    delete: (environmentId) =>
      void db.prepare('DELETE FROM drafts WHERE environment_id = ?').run(environmentId),
  }
}
