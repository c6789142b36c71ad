import type { Context } from './context.ts'

/** How often the log is tried again to be cut. */
const againMs = 5_000

/** What was forgotten while another program read the journal leaves the disk once that is done. */
export function wipeLater(context: Context): void {
  const { journal, ports } = context
  ports.clock.after(againMs, () => {
    try {
      if (journal.care.wipe()) return
    } catch {
      // The journal was closed meanwhile; the log is cut when it is next opened and forgotten from.
      return
    }
    wipeLater(context)
  })
}

/** What was just removed leaves the disk now, or as soon as no other program reads the journal. */
export function wipe(context: Context): void {
  try {
    if (context.journal.care.wipe()) return
  } catch {
    // Full, or held: what was removed cannot be read through the journal any more, and the log is cut later.
  }
  wipeLater(context)
}
