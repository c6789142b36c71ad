import type { ExchangeStep } from './exchange.ts'
import type { Window } from './page.ts'

/** `none`: no reply at all. */
export type StatusClass = '1xx' | '2xx' | '3xx' | '4xx' | '5xx' | 'none'

export type ExchangeQuery = ExchangeFilter & Window

/** Which exchanges are meant. */
export interface ExchangeFilter {
  /** In id, address, status and error code, ignoring case. */
  search: string
  environmentId?: string
  localId?: string
  step?: ExchangeStep
  statusClass?: StatusClass
  /** Faults and replies of 400 and above. */
  errorsOnly?: boolean
}

export type ExportFormat = 'har' | 'curl' | 'json' | 'markdown'

/** Which exchanges leave, oldest first, and how. */
export interface ExchangeExport {
  format: ExportFormat
  /** These; or all of a payment; or all that fit. */
  ids?: string[]
  localId?: string
  filter?: ExchangeFilter
  /** CPF, CNPJ, names, accounts, e-mails, phones and Pix keys (docs/security.md). */
  maskPersonal: boolean
}

export interface ExportedText {
  text: string
  fileName: string
  /** Characters of all of it; `text` may be its beginning. */
  total: number
}

/** An export that is not made yet. */
export interface ExportFile {
  /** What it may be called. */
  fileName: string
  write(path: string): Promise<void>
}

export type BodySide = 'request' | 'response'
/** `pretty`: indented where it is JSON; `raw`: as it came. */
export type BodyView = 'raw' | 'pretty'

/** Lines of a body for a list that shows only what is on the screen. A line of more than 10,000 characters is broken. */
export interface BodyLines {
  lines: string[]
  offset: number
  total: number
  /** Characters of the longest line. */
  widest: number
  isJson: boolean
}

/** Where a text stands in a body: line numbers (from 0) and columns. */
export interface BodyMatches {
  matches: { line: number; column: number }[]
  /** Of all; `matches` holds the first thousand. */
  total: number
}

/** One node of a JSON body as a tree. */
export interface BodyNode {
  key: string
  /** JSON path, e.g. `$.data[3].name`. */
  path: string
  kind: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null'
  /** The value's beginning, or how many children it has. */
  preview: string
  children: number
}

/** One line of a difference between two bodies. */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed'
  text: string
}

export interface BodyDiff {
  lines: DiffLine[]
  /** The exchange that is compared with; null where there was none before. */
  previousId: string | null
  /** True where one of the two is too large to be compared line by line. */
  tooLarge: boolean
}
