import type { GuardCases } from '../../core/use-cases/guard.ts'

type Listen = (event: string, listener: () => void) => unknown

/** The part of Electron that tells that a person is there, or is not. */
export interface GuardSurroundings {
  window: { on: Listen; webContents: { on: Listen } }
  /** Undefined until the core is loaded; nothing can be unlocked before that. */
  guard(): Pick<GuardCases, 'active'> | undefined
}

/**
 * Input of a person, as this process itself sees it: what the page claims counts for nothing. `cursor-changed` stands in
 * for the mouse on runtimes that do not know `before-mouse-event`.
 */
export function followActivity({ window, guard }: GuardSurroundings): void {
  const active = (): void => guard()?.active()
  window.on('focus', active)
  for (const event of ['before-input-event', 'before-mouse-event', 'cursor-changed']) {
    window.webContents.on(event, active)
  }
}

/** Whoever leaves the computer leaves it locked: with its screen, its sleep or its session. */
export function lockWhenLeft(
  powerMonitor: { on: Listen },
  guard: () => Pick<GuardCases, 'lock'> | undefined,
): void {
  for (const event of ['lock-screen', 'suspend', 'user-did-resign-active', 'shutdown']) {
    powerMonitor.on(event, () => guard()?.lock())
  }
}
