import type { SimulatorControl } from './control/control.ts'
import type { RequestLine } from './options.ts'

/** How often another process's simulator is asked for its new requests. */
const LOOK_MS = 400

/**
 * Reads on in the request log of a simulator that another process hosts: over HTTP it has no subscription. `find`
 * answers its control, or null while there is none. Tells lines from the first look on; answers how to stop.
 */
export function followRemoteRequests(
  find: () => Promise<SimulatorControl | null>,
  tell: (line: RequestLine) => void,
): () => void {
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The last request that was told; null before the first look. */
  let told: number | null = null

  const look = async (): Promise<void> => {
    const control = await find()
    if (control === null) {
      told = null
      return
    }
    const { served } = await control.state()
    // Fewer than before: another process took it over, and its log began anew.
    if (told !== null && served < told) told = 0
    if (told === null) told = served
    if (served === told) return
    for (const line of await control.requests(told)) {
      if (stopped) return
      told = line.seq
      tell(line)
    }
  }

  const goOn = (): void => {
    // It may stop between two questions; the next look says whether it did.
    void look()
      .catch(() => {})
      .finally(() => {
        if (!stopped) timer = setTimeout(goOn, LOOK_MS).unref()
      })
  }
  goOn()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
