import type { JournalCalls } from '../../core/journal-api.ts'
import type { Settings } from '../../core/model/settings.ts'
import type { Clock } from '../../core/ports.ts'

/** Not at once: the start has better things to do. */
const firstMs = 60_000
const dayMs = 24 * 3_600_000

/** Removes what is older or more than the settings want kept, shortly after the start and then daily. */
export function keepRetention(options: {
  clock: Pick<Clock, 'after'>
  settings(): Pick<Settings, 'retentionDays' | 'retentionMegabytes'>
  journal: Pick<JournalCalls, 'sweep'>
  report(what: string, error: unknown): void
}): () => void {
  let cancel = options.clock.after(firstMs, sweep)

  function sweep(): void {
    cancel = options.clock.after(dayMs, sweep)
    const { retentionDays: days, retentionMegabytes: megabytes } = options.settings()
    if (days === 0 && megabytes === 0) return
    try {
      options.journal.sweep({ days, megabytes })
    } catch (error) {
      // A journal that is busy or damaged is told elsewhere; tomorrow is another day.
      options.report('the journal could not be swept:', error)
    }
  }

  return () => cancel()
}
