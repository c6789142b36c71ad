/** Why a page's process is gone; `clean-exit` is no crash. */
export interface GoneDetails {
  reason: string
  exitCode: number
}

export interface CrashGuardOptions {
  now(): number
  reload(): void
  /** The page died again soon after a reload: the person decides. */
  giveUp(details: GoneDetails): void
  report(what: string): void
  /** Milliseconds within which a second crash is not answered with a reload. */
  againWithinMs?: number
}

/** Reloads a crashed page once; one that crashes again within a minute is not reloaded in a circle. */
export function createCrashGuard(options: CrashGuardOptions): (details: GoneDetails) => void {
  const { now, againWithinMs = 60_000 } = options
  let last = Number.NEGATIVE_INFINITY
  return (details) => {
    if (details.reason === 'clean-exit') return
    options.report(`the window's page ended: ${details.reason} (${details.exitCode})`)
    const again = now() - last < againWithinMs
    last = now()
    if (again) options.giveUp(details)
    else options.reload()
  }
}
