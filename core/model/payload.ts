import type { FieldId } from '../../shared/payload/fields.ts'
import type { Dialect } from './environment.ts'
import type { IssueSeverity } from './payment.ts'

/**
 * The payment that is being written for one environment. The JSON text is the one truth, as typed, valid or not; the form
 * is a view of it (shared/payload/form.ts). Variables (`{{uuid}}`) stand in it unresolved.
 */
export interface PayloadDocument {
  text: string
  /** The bank's name, for people only; not sent. */
  participantName: string
  /** What was typed into form fields, where it reads otherwise than the wire value (`48,00` for `4800`). */
  typed: { [K in FieldId]?: string }
  /** The preset that the text came from, to be compared with. */
  presetId?: string
}

/** One finding about a payload, placed at the value that it concerns. */
export interface PayloadFinding {
  /** Path in the JSON; empty: the whole text. */
  path: string[]
  /** The form's field, where the path is one. */
  field?: FieldId
  /**
   * `error`: cannot be right anywhere; `warning`: a sandbox may take it; `hint`: worth knowing. In a guarded environment
   * errors stop the send, and what is a warning elsewhere may be an error.
   */
  severity: IssueSeverity
  code: string
  /** In the person's language. */
  message: string
  /** The norm or section that says so, e.g. `OFB payments 4.0.0, name`. */
  source: string
}

/** An amount as the wire has it and as people read it, always together. */
export interface AmountFacts {
  /** The wire value as text; empty where there is none. */
  wire: string
  /** null where the dialect does not know that form. */
  centavos: number | null
  /** `48.00`; empty where unread. */
  decimal: string
  /** `R$ 48,00`; empty where unread. */
  reais: string
}

export interface ResolvedVariable {
  /** Without the braces, e.g. `today+1`. */
  name: string
  /** What takes its place; absent where nothing is known by that name, and it stays as it is. */
  value?: string
  problem?: 'unknown' | 'missing' | 'malformed'
  /** The values that it stands in. */
  paths: string[][]
}

/** Braces that make no variable: one that is not closed, or that stands in a name, where none is resolved. */
export interface StrayBraces {
  path: string[]
  inName: boolean
}

export interface JsonFault {
  problem: string
  message: string
  offset: number
  line: number
  column: number
}

/** What would be sent, byte for byte, and what is known to be wrong with it. */
export interface PayloadPreview {
  /** The exact wire body as text, variables resolved. */
  body: string
  /** Its size in UTF-8. */
  bytes: number
  amount: AmountFacts
  /** As the wire has them; empty where absent. */
  externalId: string
  participantId: string
  method: string
  variables: ResolvedVariable[]
  findings: PayloadFinding[]
  /** Why the text is no JSON. */
  fault?: JsonFault
  /** No finding is an error here. */
  sendable: boolean
  /** With errors it may be sent here as a deliberate negative test (never in a guarded environment). */
  negativeAllowed: boolean
}

export interface Translation {
  text: string
  /** Fields that the target has no place for, with the values they had. */
  dropped: { path: string[]; value: string; reason: 'no-place' | 'not-with-method' | 'unread' }[]
  /** Fields that changed their place or form, for the list of what was done. */
  moved: { from: string[]; to: string[] }[]
}

export interface PayloadImport {
  /** `curl`, or a JSON text as it was. */
  kind: 'curl' | 'json'
  /** How the line was read. */
  shell?: 'posix' | 'cmd' | 'powershell'
  /** The payload text. */
  text: string
  /** The dialect that its fields belong to, where they tell. */
  dialect?: Dialect
  /** What was left out or not read, in the person's language. */
  notes: string[]
}

export type ExportForm = 'curl' | 'fetch' | 'python' | 'java' | 'csharp' | 'json'

export interface PayloadExport {
  form: ExportForm
  text: string
  /** Environment variables that the text reads its secrets from. */
  variables: string[]
  /** What is not yet right with it, in the person's language. */
  notes: string[]
}

export type CompareTarget =
  | { kind: 'minimal' }
  | { kind: 'preset'; id: string }
  | { kind: 'sent'; localId: string }
  | { kind: 'text'; text: string }

export interface PayloadDifference {
  path: string[]
  kind: 'added' | 'removed' | 'changed'
  /** JSON texts of the values. */
  before?: string
  after?: string
  field?: FieldId
}

export interface PayloadComparison {
  /** What it is compared with. */
  title: string
  /** Both texts, for a merge view: `before` is the other's. */
  before: string
  after: string
  /** By meaning: order and spaces make no difference; an amount is told in R$ too. */
  differences: PayloadDifference[]
}

/** BR Code, Pix keys, documents and amounts as `inspect` and the helpers tell them. */
export interface BrCodeFacts {
  kind: 'static' | 'dynamic' | 'recurrence'
  key?: string
  keyType?: PixKeyType
  url?: string
  recurrenceUrl?: string
  /** As written in field 54. */
  amount?: string
  centavos?: number
  merchantName: string
  city: string
  postalCode?: string
  txid?: string
  description?: string
  /** ISPB of the withdrawal or change facilitator (field 26-03). */
  fss?: string
  pointOfInitiation?: string
  crc: string
  warnings: CodedMessage[]
}

export interface CodedMessage {
  code: string
  message: string
}

export type Inspected<T> = ({ valid: true } & T) | { valid: false; errors: CodedMessage[] }

export type PixKeyType = 'CPF' | 'CNPJ' | 'PHONE' | 'EMAIL' | 'EVP'

export interface PixKeyFacts {
  type: PixKeyType
  /** As DICT keeps it. */
  normalised: string
  /** Whether the text was in that form already. */
  exact: boolean
  /** What else the text could be, e.g. a phone for eleven digits. */
  alternatives: PixKeyType[]
  warnings: CodedMessage[]
}

export interface DocumentFacts {
  type: 'cpf' | 'cnpj'
  normalised: string
  formatted: string
  /** A CNPJ with letters (from July 2026). */
  alphanumeric: boolean
}

export interface AmountReadingFacts {
  centavos: number
  /** How it was understood, e.g. `R$ 1.333,00`. */
  reading: string
}

/** A payload of the list: built in, or a file of the person's own folder. */
export interface Preset {
  /** `builtin:…` or `own:<file name>`. */
  id: string
  kind: 'builtin' | 'own'
  group: 'minimal' | 'method' | 'outcome' | 'own'
  name: string
  about: string
  dialect: Dialect
  text: string
  /** Why a file of the folder cannot be used. */
  problem?: string
}

export interface PresetFolder {
  path: string
  /** False: the profile's own folder, until the person chooses another. */
  chosen: boolean
}

/** A send of many payments that differ in one field. */
export interface MatrixPlan {
  environmentId: string
  text: string
  participantName: string
  path: string[]
  /** Wire values, each put at the path in turn. */
  values: string[]
  /** Payments per minute at the most. */
  perMinute: number
  /** Sends texts with errors too, marked as deliberate. */
  negative: boolean
}

export interface MatrixRow {
  index: number
  value: string
  state: 'waiting' | 'sending' | 'sent' | 'failed' | 'canceled'
  localId?: string
  /** Why it was not sent, or what the server said. */
  error?: { code: string; message: string; hint: string }
}

export interface MatrixRun {
  id: string
  environmentId: string
  path: string[]
  perMinute: number
  state: 'running' | 'done' | 'canceled'
  startedAt: string
  rows: MatrixRow[]
}

/** The loopback address that a bank may return the payer to. */
export interface ReturnListener {
  open: boolean
  /** To be used as redirectURL; empty while closed. */
  url: string
}

/** What a bank appended to the address when it sent the payer back. */
export interface ReturnVisit {
  id: string
  at: string
  /** Method, path and query as they came, secrets redacted. */
  method: string
  target: string
  parameters: [name: string, value: string][]
  /** The payment that it belongs to, where one is told. */
  localId?: string
  /** What is to be said about it, e.g. that no payment is named or that an error is. */
  findings: CodedMessage[]
}

export type GeneratedDocument = 'cpf' | 'cnpj' | 'cnpj-alphanumeric'

export interface TranslationTarget {
  dialect: Dialect
  /** A wire value; absent: the nearest to the one there is. */
  method?: string
}

/** Texts that a helper changed, with the places that it wrote. */
export interface Filled {
  text: string
  paths: string[][]
}

/** The request that a curl line would send. */
export interface CurlFacts {
  /** Whose quoting it was read by. */
  shell: 'posix' | 'cmd' | 'powershell'
  method: string
  url: string
  headers: [name: string, value: string][]
  body?: string
  /** What was left out, in the person's language. */
  notes: string[]
}

/** A JWT's two readable parts. Its signature is not checked: nobody here has the key. */
export interface JwtFacts {
  header: unknown
  payload: unknown
  /** UTC ISO time, where the payload tells one. */
  expiresAt?: string
}
