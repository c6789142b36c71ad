import { KlaviError } from '../failure.ts'
import type { JournalCalls } from '../journal-api.ts'
import { ForeignFile } from '../journal/transfer.ts'
import { isoTime } from '../system.ts'
import type { Context } from './context.ts'
import { assertNothingLeaves } from './sending-now.ts'
import type { Watches } from './watches.ts'
import { wipeLater } from './wipe-later.ts'

/** What is kept, for how long, and how it leaves. */
export function journalCalls(context: Context, watches: Watches): JournalCalls {
  const { journal, ports } = context
  const now = (): number => ports.clock.now()

  const tellGone = (localIds: string[]): void => {
    if (localIds.length > 0) context.publish('forgotten', { localIds })
  }

  return {
    usage() {
      const fault = context.journalFault()
      return {
        ...journal.care.usage(),
        writable: fault === undefined,
        ...(fault !== undefined && { fault }),
      }
    },
    preview: (retention) => journal.care.preview(retention, now()),
    sweep(retention) {
      const result = journal.care.sweep(retention, now())
      if (result.payments > 0) tellGone(['*'])
      return result
    },
    forgetEverything() {
      assertNothingLeaves(context)
      if (journal.leases.othersWatch(now())) throw new KlaviError('watch-owned')
      watches.dropAll()
      const bytesBefore = journal.care.usage().bytes
      const { payments, wiped } = journal.care.forgetAll(now())
      if (!wiped) wipeLater(context)
      context.publish('forgotten', { localIds: ['*'], everything: true })
      const bytesAfter = journal.care.usage().bytes
      return { payments, bytesBefore, bytesAfter, ...(!wiped && { held: true as const }) }
    },
    async export(path, { maskPersonal }) {
      try {
        return await journal.transfer.export(path, { maskPersonal, at: isoTime(now()) })
      } catch (thrown) {
        throw fileError(thrown)
      }
    },
    async import(path) {
      try {
        const result = await journal.transfer.import(path, context.redactor.text)
        if (result.payments > 0) tellGone(['*'])
        return result
      } catch (thrown) {
        if (thrown instanceof ForeignFile) throw new KlaviError('import-foreign', {}, thrown)
        throw fileError(thrown)
      }
    },
  }
}

function fileError(thrown: unknown): KlaviError {
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  return new KlaviError('file', { reason }, thrown)
}
