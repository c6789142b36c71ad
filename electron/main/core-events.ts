import type { CoreEvents } from '../../core/events.ts'
import type { EnvironmentState } from '../../core/model/environment.ts'
import type { EventQueue } from './event-queue.ts'
import type { Workbench } from '../../core/workbench-api.ts'
import type { ConsentHosts } from './external-links.ts'

/**
 * Passes what the core tells on to the window, and notes the consent pages on the way. An environment that changed is
 * looked up once per change, never twice at a time.
 */
export function forwardCoreEvents(
  workbench: Pick<Workbench, 'subscribe' | 'environments'>,
  queue: EventQueue,
  consentHosts: ConsentHosts,
  environmentChanged: (environment: EnvironmentState) => void = () => {},
): () => void {
  const changed = new Set<string>()
  let looking = false

  async function lookUp(): Promise<void> {
    if (looking) return
    looking = true
    for (const id of changed) {
      changed.delete(id)
      // An environment that is gone by now has nothing to show.
      const found = await workbench.environments.find(id).catch(() => undefined)
      if (!found) continue
      queue.push('environments', found)
      environmentChanged(found)
    }
    looking = false
  }

  const forward: { [K in keyof CoreEvents]: (payload: CoreEvents[K]) => void } = {
    exchange: (exchange) => queue.push('exchanges', exchange),
    observation(observation) {
      consentHosts.add(observation.consentUrl)
      queue.push('observations', observation)
    },
    payment(payment) {
      consentHosts.add(payment.consentUrl)
      consentHosts.add(payment.paymentUrl)
      queue.push('payments', payment)
    },
    environment({ environmentId }) {
      changed.add(environmentId)
      void lookUp()
    },
    drift: (where) => queue.push('drift', where),
    post: (post) => queue.push('posts', post),
    matrix: (run) => queue.push('matrix', run),
    presets: (folder) => queue.push('presets', folder),
    return: (visit) => queue.push('returns', visit),
    environmentRemoved: ({ environmentId }) => queue.push('environmentsRemoved', environmentId),
    forgotten({ localIds }) {
      for (const localId of localIds) queue.push('paymentsForgotten', localId)
    },
    webhook: (webhook) => queue.push('webhooks', webhook),
    inbox: (state) => queue.push('webhookState', state),
    readiness(run) {
      consentHosts.add(run.pause?.url)
      queue.push('readiness', run)
    },
    scenarios: (run) => queue.push('scenarios', run),
    notice: (notice) => queue.push('notices', notice),
    vaultWaiting: (waiting) => queue.push('vault.waiting', waiting),
  }
  return workbench.subscribe((name, payload) => forward[name](payload))
}
