/** An error as people and scripts see it. `code` is one of messages/error-table.ts. */
export interface Failure {
  code: string
  /** What happened, in the person's language. */
  message: string
  /** What to do about it. */
  hint: string
  retryable: boolean
  details?: Record<string, string | number | boolean>
}

export type Result<T> = { ok: true; data: T } | { ok: false; error: Failure }
