/** How much the journal holds. */
export interface JournalUsage {
  /** Of the file and its write-ahead log. */
  bytes: number
  payments: number
  exchanges: number
  observations: number
  webhooks: number
  /** UTC ISO times of the first and last payment. */
  oldestAt?: string
  newestAt?: string
  file: string
  /** False where nothing can be written now. */
  writable: boolean
  /** Why not. */
  fault?: string
}

/** How long things are kept; 0 means for good. */
export interface Retention {
  days: number
  megabytes: number
}

/** What was (or would be) removed. Payments that are watched or have not ended stay. */
export interface SweepResult {
  payments: number
  exchanges: number
  observations: number
  webhooks: number
  bytesBefore: number
  bytesAfter: number
}

export interface ForgetResult {
  payments: number
  /** Another program still reads the old state: the last traces leave the disk when it is done. */
  held?: true
  bytesBefore: number
  bytesAfter: number
}

export interface JournalExport {
  path: string
  lines: number
}

export interface JournalImport {
  payments: number
  exchanges: number
  observations: number
  webhooks: number
  /** Lines that were here already. */
  skipped: number
  /** Lines that could not be read. */
  unreadable: number
}
