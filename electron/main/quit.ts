/** What of Electron's app is needed here. */
export interface QuittingApp {
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown
  exit(code: number): void
}

export interface QuitOptions {
  app: QuittingApp
  /** Gives up leases, stops the simulator, closes the journal. */
  close(): Promise<void>
  after(ms: number, run: () => void): () => void
  report(what: string, error?: unknown): void
  /** Longest wait, in ms, for `close`. */
  limitMs?: number
}

/**
 * Ends the program in order, but not at any price: what has not closed within the limit is left as after a crash,
 * which the journal survives. Asked a second time, it ends at once.
 */
export function quitInOrder({ app, close, after, report, limitMs = 3_000 }: QuitOptions): void {
  let closing = false
  app.on('before-quit', (event) => {
    event.preventDefault()
    if (closing) return app.exit(0)
    closing = true
    const cancel = after(limitMs, () => {
      report('quit without waiting any longer')
      app.exit(0)
    })
    void close()
      .catch((error: unknown) => report('closing failed', error))
      .then(() => {
        cancel()
        app.exit(0)
      })
  })
}
