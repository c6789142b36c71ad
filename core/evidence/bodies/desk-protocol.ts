import type { ExchangeDetail } from '../../model/exchange.ts'
import type {
  BodyLines,
  BodyMatches,
  BodyNode,
  BodyView,
  DiffLine,
  ExportFormat,
} from '../../model/exchange-query.ts'
import type { Page, Window } from '../../model/page.ts'
import type { Language } from '../../../messages/index.ts'

/*
 * What is asked of whoever reads bodies: this process where they are small, a child process where they are not, since
 * reading, indenting and comparing 40 MB takes seconds. Everything in it is redacted already.
 */

/** A body by a name under which its text never changes; its text itself, where it lies in a file, or neither: the child may have it. */
export interface BodyRef {
  key: string
  text?: string
  /** UTF-8. */
  file?: string
}

/** One exchange that leaves the program, with where its bodies are. */
export interface ExportRecord {
  detail: ExchangeDetail
  request: BodyRef
  response: BodyRef
}

export interface ExportOptions {
  format: ExportFormat
  maskPersonal: boolean
  /** Of this program. */
  version: string
  language: Language
  /** Where it is written, through a file beside it that takes its name at the end; else it is given back. */
  path?: string
  /** Characters that are given back at most. */
  most?: number
}

/** What was exported: its beginning where it was not written to a file, and the characters of all of it. */
export interface ExportEnd {
  text: string
  total: number
}

/** Of the file beside the one that an export is written to. */
export const partEnding = '.part'

export interface DeskCalls {
  lines(body: BodyRef, view: BodyView, window: Window): BodyLines
  find(body: BodyRef, view: BodyView, text: string): BodyMatches
  tree(body: BodyRef, path: string, window: Window): Page<BodyNode>
  pathAt(body: BodyRef, line: number): string
  /** Null where they are too long or too unlike. */
  diff(before: BodyRef, after: BodyRef): DiffLine[] | null
  exportBegin(options: ExportOptions): void
  exportAdd(records: readonly ExportRecord[]): void
  exportEnd(): ExportEnd
  /** Leaves nothing behind. */
  exportAbort(): void
}

export type DeskCall = keyof DeskCalls

/** Answered one after the other; `id` ties an answer to its question. */
export interface DeskQuestion {
  id: number
  call: DeskCall
  args: readonly unknown[]
}

export type DeskAnswer =
  | { id: number; kind: 'done'; value: unknown }
  /** The text of a body is neither there nor in a file: ask again with it. */
  | { id: number; kind: 'text-wanted' }
  | { id: number; kind: 'failed'; reason: string; file?: string }

/** The pipe to a child, whatever kind of process it is. */
export interface DeskChild {
  post(question: DeskQuestion): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, however it ended. */
  onExit(listener: () => void): void
  kill(): void
}

export type SpawnDesk = () => DeskChild

export function isDeskAnswer(message: unknown): message is DeskAnswer {
  if (typeof message !== 'object' || message === null) return false
  const { id, kind } = message as Record<string, unknown>
  return typeof id === 'number' && typeof kind === 'string'
}

export function isDeskQuestion(message: unknown): message is DeskQuestion {
  if (typeof message !== 'object' || message === null) return false
  const { id, call, args } = message as Record<string, unknown>
  return typeof id === 'number' && typeof call === 'string' && Array.isArray(args)
}
