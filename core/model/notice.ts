/** Something the person should know that is not the answer to what they just did. */
export interface Notice {
  id: string
  severity: 'info' | 'warning' | 'error'
  code: NoticeCode
  /** In the person's language. */
  message: string
  /** UTC ISO time. */
  at: string
  /** What it told of is over; it is shown no longer. */
  gone?: true
}

export type NoticeCode =
  | 'settings-set-aside'
  | 'settings-unwritable'
  | 'journal-set-aside'
  | 'journal-unavailable'
  | 'vault-session-only'
  | 'credential-lost'
  | 'credential-changed'
  | 'runtime-untrusted'
