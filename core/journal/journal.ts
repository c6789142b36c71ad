import { hostname } from 'node:os'
import { join } from 'node:path'
import { credentialUsesTable, type CredentialUsesTable } from './credential-uses-table.ts'
import { openDatabase, type Db } from './database.ts'
import { detailsTable, type DetailsTable } from './details-table.ts'
import { driftTable, type DriftTable } from './drift-table.ts'
import { guardEventsTable, type GuardEventsTable } from './guard-events-table.ts'
import { exchangesTable, type ExchangesTable } from './exchanges-table.ts'
import { leasesTable, type LeasesTable } from './leases.ts'
import { observationsTable, type ObservationsTable } from './observations-table.ts'
import { paymentsTable, type PaymentsTable } from './payments-table.ts'
import { returnsTable, type ReturnsTable } from './returns-table.ts'
import { postsTable, type PostsTable } from './posts-table.ts'
import { readinessTable, type ReadinessTable } from './readiness-table.ts'

/** What happened, in SQLite: everything that was shown is here first. All calls are synchronous. */
export interface Journal {
  payments: PaymentsTable
  exchanges: ExchangesTable
  observations: ObservationsTable
  leases: LeasesTable
  returns: ReturnsTable
  drift: DriftTable
  details: DetailsTable
  posts: PostsTable
  credentialUses: CredentialUsesTable
  guardEvents: GuardEventsTable
  readiness: ReadinessTable
  drafts: {
    get(environmentId: string): string | undefined
    set(environmentId: string, body: string, at: string): void
    delete(environmentId: string): void
  }
  /** All of `work` or nothing of it. */
  together<T>(work: () => T): T
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
  const { db, setAsideAs } = openDatabase(join(profileFolder, 'journal.db'), epochMs)
  const journal = journalOver(db, ownerId)
  return setAsideAs === undefined ? { journal } : { journal, setAsideAs }
}

/** A journal that holds nothing after this run; for a profile whose folder cannot be written. */
export const openMemoryJournal = (ownerId: string): Journal =>
  journalOver(openDatabase(':memory:', 0).db, ownerId)

function journalOver(db: Db, ownerId: string): Journal {
  return {
    payments: paymentsTable(db),
    exchanges: exchangesTable(db),
    observations: observationsTable(db),
    leases: leasesTable(db, { id: ownerId, host: hostname(), pid: process.pid, isAlive }),
    returns: returnsTable(db),
    drift: driftTable(db),
    details: detailsTable(db),
    posts: postsTable(db, { host: hostname(), pid: process.pid }),
    credentialUses: credentialUsesTable(db),
    guardEvents: guardEventsTable(db),
    readiness: readinessTable(db),
    drafts: draftsTable(db),
    together: (work) => db.transaction(work).immediate(),
    close() {
      // The library leaves everything in the write-ahead log; journal.db should hold it by itself where nobody waits.
      db.pragma('wal_checkpoint(PASSIVE)')
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

/** Whether a process of this machine runs; one that belongs to somebody else counts as running. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
