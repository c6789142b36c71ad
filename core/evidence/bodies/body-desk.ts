import type { Clock } from '../../ports.ts'
import type {
  BodyLines,
  BodyMatches,
  BodyNode,
  BodyView,
  DiffLine,
} from '../../model/exchange-query.ts'
import type { Page, Window } from '../../model/page.ts'
import { deskFailure, deskLane } from './desk-lane.ts'
import type {
  BodyRef,
  DeskCall,
  DeskCalls,
  ExportEnd,
  ExportOptions,
  ExportRecord,
  SpawnDesk,
} from './desk-protocol.ts'
import { createDeskWork } from './desk-work.ts'

/** A body where it lies: its text is read only where it is wanted. */
export interface StoredBody {
  /** Under which its text never changes. */
  key: string
  characters: number
  file?: string
  text(): string
}

/** An export that takes exchanges a few at a time. */
export interface ExportDesk {
  add(records: readonly ExportRecord[]): Promise<void>
  end(): Promise<ExportEnd>
  /** Leaves nothing behind; after `end` nothing is done. */
  close(): Promise<void>
}

/** Reads bodies for whoever looks at them: small ones here and now, large ones in a process of their own. */
export interface BodyDesk {
  lines(body: StoredBody, view: BodyView, window: Window): Promise<BodyLines>
  find(body: StoredBody, view: BodyView, text: string): Promise<BodyMatches>
  tree(body: StoredBody, path: string, window: Window): Promise<Page<BodyNode>>
  pathAt(body: StoredBody, line: number): Promise<string>
  /** Null where they are too long or too unlike. */
  diff(before: StoredBody, after: StoredBody): Promise<DiffLine[] | null>
  /** @param large whether it may take longer than this process has time for */
  export(options: ExportOptions, large: boolean): ExportDesk
  /** Keeps no text any longer, e.g. because one was forgotten. */
  drop(): void
  /** A text of so many characters is worked on in a process of its own. */
  isLarge(characters: number): boolean
}

/** Indenting and searching this many characters takes about 20 ms. */
const mostHere = 200_000
/** Comparing two texts of together so many characters, too, however unlike they are. */
const mostComparedHere = 10_000
/** Longer bodies are not even read to be compared, in characters of both. */
const mostCompared = 20_000_000
/** A child that nobody asks ends after this: it may hold hundreds of megabytes. */
const idleMs = 60_000

/** @param spawn undefined: all is done in this process, as the command line does */
export function createBodyDesk(clock: Pick<Clock, 'after'>, spawn?: SpawnDesk): BodyDesk {
  let here = createDeskWork()
  const lane = spawn && deskLane(spawn, clock, { idleMs })

  const ask = <C extends DeskCall>(
    call: C,
    large: boolean,
    args: (withTexts: boolean) => Parameters<DeskCalls[C]>,
  ): Promise<ReturnType<DeskCalls[C]>> =>
    large && lane !== undefined ? lane.ask(call, args) : inPlace(here, call, args(true))
  const isLarge = (characters: number): boolean => characters > mostHere

  return {
    isLarge,
    lines: (body, view, window) =>
      ask('lines', isLarge(body.characters), (texts) => [refOf(body, texts), view, window]),
    find: (body, view, text) =>
      ask('find', isLarge(body.characters), (texts) => [refOf(body, texts), view, text]),
    tree: (body, path, window) =>
      ask('tree', isLarge(body.characters), (texts) => [refOf(body, texts), path, window]),
    pathAt: (body, line) =>
      ask('pathAt', isLarge(body.characters), (texts) => [refOf(body, texts), line]),
    async diff(before, after) {
      const characters = before.characters + after.characters
      if (characters > mostCompared) return null
      return ask('diff', characters > mostComparedHere, (texts) => [
        refOf(before, texts),
        refOf(after, texts),
      ])
    },
    export(options, large) {
      // A child of its own: who looks at a body does not wait for an export.
      const own = large && spawn ? deskLane(spawn, clock, { idleMs }) : undefined
      const work = createDeskWork()
      let open = true
      const call = <C extends DeskCall>(
        name: C,
        ...args: Parameters<DeskCalls[C]>
      ): Promise<ReturnType<DeskCalls[C]>> =>
        own === undefined ? inPlace(work, name, args) : own.ask(name, () => args)
      const begun = call('exportBegin', options)
      // Whoever waits for the first exchange hears of it.
      begun.catch(() => undefined)
      return {
        async add(records) {
          await begun
          await call('exportAdd', records)
        },
        async end() {
          await begun
          const end = await call('exportEnd')
          open = false
          return end
        },
        async close() {
          if (open) await call('exportAbort').catch(() => undefined)
          open = false
          own?.end()
        },
      }
    },
    drop() {
      here = createDeskWork()
      lane?.end()
    },
  }
}

/** As a child is asked: an answer or a failure, never something thrown at once. */
async function inPlace<C extends DeskCall>(
  work: DeskCalls,
  call: C,
  args: Parameters<DeskCalls[C]>,
): Promise<ReturnType<DeskCalls[C]>> {
  try {
    return (work[call] as (...values: Parameters<DeskCalls[C]>) => ReturnType<DeskCalls[C]>)(
      ...args,
    )
  } catch (thrown) {
    const { code, path, message, syscall } = thrown as NodeJS.ErrnoException
    if (syscall === undefined) throw thrown
    throw deskFailure({ reason: code ?? message, ...(path !== undefined && { file: path }) })
  }
}

/** A body in a file is read where it is worked on. */
function refOf({ key, file, text }: StoredBody, withText: boolean): BodyRef {
  if (file !== undefined) return { key, file }
  return withText ? { key, text: text() } : { key }
}
