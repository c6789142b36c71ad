import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import type { Simulator } from './options.ts'

/** What a client needs to reach the embedded simulator. */
export interface EmbeddedAddress {
  url: string
  /** PEM. */
  ca: string
  accessKey: string
  secretKey: string
}

/** `ensure` starts the simulator or finds it; called again after a failed connection. */
export interface EmbeddedSimulator {
  ensure(): Promise<EmbeddedAddress>
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

  const start = async (): Promise<EmbeddedAddress> => {
    if (hosted !== undefined) return addressOf(hosted)
    const simulator = await import('./index.ts')
    const found = await elsewhere(simulator, options.folder)
    if (found !== undefined) return found
    const stepMs = options.stepMs === undefined ? {} : { stepMs: options.stepMs }
    try {
      hosted = await simulator.startSimulator({ folder: options.folder, ...stepMs })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      // Another process of this profile was quicker, or a stranger has the port. A quicker one first makes its
      // certificate, so it is asked again for a while.
      for (let asked = 0; asked < 30; asked += 1) {
        const other = await elsewhere(simulator, options.folder)
        if (other !== undefined) return other
        await setTimeout(100)
      }
      hosted = await simulator.startSimulator({ folder: options.folder, port: 0, ...stepMs })
    }
    return addressOf(hosted)
  }

  return {
    ensure() {
      running ??= start().finally(() => (running = undefined))
      return running
    },
    async close() {
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
