import type { EnvironmentView } from '../contract/types.ts'
import type { RequestSchemas } from '../contract/schemas.ts'
import type { EventQueue } from './event-queue.ts'
import type { ConsentHosts } from './external-links.ts'
import type { Handlers, HostActions } from './handlers/handler-types.ts'
import { systemClock } from '../../core/system.ts'
import { lazy } from './lazy.ts'
import type { SimulatorFollower } from './simulator/follow-simulator.ts'
import type { ServiceOptions, Services } from './services.ts'

export interface BackstageOptions {
  services: ServiceOptions
  host: HostActions
  queue: EventQueue
  consentHosts: ConsentHosts
  report(what: string, error: unknown): void
  /** Hears of every environment that changed, as the window does. */
  environmentChanged(environment: EnvironmentView): void
  /** Called once all is loaded; returns how to stop what it began. */
  started(services: Services): () => void
}

/** All that a request needs: the workbench, the settings, and the schemas and handlers in front of them. */
export interface BackstageParts extends Services {
  schemas: RequestSchemas
  handlers: Handlers
}

export interface Backstage {
  /** Loads everything with the first call. After a failure the next call tries again. */
  get(): Promise<BackstageParts>
  /** Undefined until it is loaded. */
  loaded(): BackstageParts | undefined
  /** Closes what was opened. */
  close(): Promise<void>
}

/** How often is looked for watches that nobody goes on with. */
const orphansMs = 10_000

/** How many of the latest payments are looked through for consent pages that may be opened. */
const RECENT = 200

/** The heavy part of the app, behind dynamic imports, so that the window does not wait for it. */
export function createBackstage(options: BackstageOptions): Backstage {
  const { queue, consentHosts, host } = options
  let follower: SimulatorFollower | undefined
  let loaded: BackstageParts | undefined
  let stop: (() => void) | undefined
  let stopLooking = (): void => {}
  const parts = lazy(async (): Promise<BackstageParts> => {
    const [
      { openServices },
      { requestSchemas },
      { createHandlers },
      { forwardCoreEvents },
      { createSimulatorDesk },
      { followSimulator },
    ] = await Promise.all([
      import('./services.ts'),
      import('../contract/schemas.ts'),
      import('./handlers/index.ts'),
      import('./core-events.ts'),
      import('./simulator/simulator-desk.ts'),
      import('./simulator/follow-simulator.ts'),
    ])
    const services = await openServices(options.services)
    const { workbench } = services
    forwardCoreEvents(workbench, queue, consentHosts, options.environmentChanged)
    goOn(workbench)
    lookForOrphans(workbench)
    lookUpKeys(workbench)
    stop = options.started(services)
    const desk = createSimulatorDesk(services.simulator)
    follower = followSimulator(desk, queue, systemClock)
    loaded = {
      ...services,
      schemas: requestSchemas,
      handlers: createHandlers({ ...services, host, simulator: { desk, follower } }),
    }
    return loaded
  })

  /** The window is there without it: what the keychain says follows as events. */
  function lookUpKeys({ credentials }: Services['workbench']): void {
    credentials.lookUp().catch((error: unknown) => {
      options.report('the keychain could not be asked:', error)
    })
  }

  /** A watch whose program (a command, another run) died meanwhile is gone on with, also where this one started long ago. */
  function lookForOrphans(workbench: Services['workbench']): void {
    stopLooking = systemClock.after(orphansMs, () => {
      try {
        workbench.watch.resumeAll()
      } catch (error) {
        options.report('nothing could be resumed:', error)
      }
      lookForOrphans(workbench)
    })
  }

  function goOn({ payments, watch }: Services['workbench']): void {
    try {
      for (const payment of payments.list({ limit: RECENT })) consentHosts.add(payment.consentUrl)
      watch.resumeAll()
    } catch (error) {
      // Without a journal there is nothing to go on with; each request then says so by itself.
      options.report('nothing could be resumed:', error)
    }
  }

  return {
    get: parts.get,
    loaded: () => loaded,
    async close() {
      const started = await parts.started()?.catch(() => undefined)
      stopLooking()
      follower?.follow(false)
      stop?.()
      await started?.workbench.close()
    },
  }
}
