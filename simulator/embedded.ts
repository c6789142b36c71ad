import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import type { SimulatorControl } from './control/control.ts'
import { followRemoteRequests } from './embedded-requests.ts'
import type { RequestLine, Simulator } from './options.ts'

/** What a client needs to reach the embedded simulator. */
export interface EmbeddedAddress {
  url: string
  /** PEM. */
  ca: string
  accessKey: string
  secretKey: string
}

/** The way to drive the simulator, wherever in the profile it runs. */
export interface EmbeddedControl {
  control: SimulatorControl
  /** Path of the CA's PEM file; null without TLS. */
  caFile: string | null
  /** False when another process of the profile hosts it. */
  hostedHere: boolean
}

/** `ensure` starts the simulator or finds it; called again after a failed connection. */
export interface EmbeddedSimulator {
  ensure(): Promise<EmbeddedAddress>
  /** Null while no process of the profile runs it; never starts it. */
  control(): Promise<EmbeddedControl | null>
  /** Calls back for each request from now on, whoever hosts the simulator; answers how to stop. */
  subscribe(listener: (line: RequestLine) => void): () => void
  close(): Promise<void>
}

export interface EmbeddedOptions {
  /** `<profile>/simulator`. */
  folder: string
  /** How long the simulator keeps each status, in milliseconds. */
  stepMs?: number
}

/**
 * The profile's embedded simulator for any host. Whoever comes first binds the port and hosts it; the others of the
 * same profile use that one, and take over when it is gone. A port that a stranger has taken is given up for another.
 */
export function embeddedSimulator(options: EmbeddedOptions): EmbeddedSimulator {
  let hosted: Simulator | undefined
  let running: Promise<EmbeddedAddress> | undefined
  const listeners = new Set<(line: RequestLine) => void>()
  let unfollow: (() => void) | undefined

  const tell = (line: RequestLine): void => {
    for (const listener of listeners) listener(line)
  }

  const host = async (port?: 0): Promise<EmbeddedAddress> => {
    const { startSimulator } = await import('./index.ts')
    const { folder, stepMs } = options
    hosted = await startSimulator({
      folder,
      ...(port !== undefined && { port }),
      ...(stepMs !== undefined && { stepMs }),
    })
    hosted.subscribe(tell)
    return addressOf(hosted)
  }

  const start = async (): Promise<EmbeddedAddress> => {
    if (hosted !== undefined) return addressOf(hosted)
    const simulator = await import('./index.ts')
    const found = await elsewhere(simulator, options.folder)
    if (found !== undefined) return found
    try {
      return await host()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      // Another process of this profile was quicker, or a stranger has the port. A quicker one first makes its
      // certificate, so it is asked again for a while.
      for (let asked = 0; asked < 30; asked += 1) {
        const other = await elsewhere(simulator, options.folder)
        if (other !== undefined) return other
        await setTimeout(100)
      }
      return host(0)
    }
  }

  const control = async (): Promise<EmbeddedControl | null> => {
    await running?.catch(() => {})
    if (hosted !== undefined) {
      return { control: hosted.control, caFile: hosted.caFile ?? null, hostedHere: true }
    }
    const simulator = await import('./index.ts')
    const state = await simulator.readSimulatorState(options.folder)
    if (state === null || !(await simulator.isSimulatorRunning(options.folder))) return null
    const remote = await simulator.openRemoteControl(options.folder)
    return remote && { control: remote, caFile: state.caFile ?? null, hostedHere: false }
  }

  return {
    control,
    subscribe(listener) {
      listeners.add(listener)
      // What is hosted here tells by itself.
      unfollow ??= followRemoteRequests(async () => {
        const found = await control()
        return found?.hostedHere === false ? found.control : null
      }, tell)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        unfollow?.()
        unfollow = undefined
      }
    },
    ensure() {
      running ??= start().finally(() => (running = undefined))
      return running
    },
    async close() {
      listeners.clear()
      unfollow?.()
      await running?.catch(() => {})
      await hosted?.close()
      hosted = undefined
    },
  }
}

const addressOf = ({ url, ca = '', accessKey, secretKey }: Simulator): EmbeddedAddress => ({
  url,
  ca,
  accessKey,
  secretKey,
})

async function elsewhere(
  simulator: typeof import('./index.ts'),
  folder: string,
): Promise<EmbeddedAddress | undefined> {
  const state = await simulator.readSimulatorState(folder)
  if (state === null || !(await simulator.isSimulatorRunning(folder))) return undefined
  const ca = state.caFile === undefined ? '' : await readFile(state.caFile, 'utf8')
  const scheme = state.caFile === undefined ? 'http' : 'https'
  return {
    url: `${scheme}://127.0.0.1:${state.port}`,
    ca,
    accessKey: state.accessKey,
    secretKey: state.secretKey,
  }
}
