import { KlaviError } from '../failure.ts'
import type { Scene } from './scene.ts'
import { openWebhookEar } from './webhook-ear.ts'

/** A run that was killed gives the simulator back after this time; one that lives says so before. */
const holdMs = 15_000
const renewMs = 5_000

/**
 * On the simulator nothing goes on by itself while the suite runs, and webhooks come to it; what was set before is set
 * again afterwards, also where the run was killed.
 * @throws KlaviError readiness-running, where another process of the profile runs it
 */
export async function holdSimulator(scene: Scene): Promise<{ release(): Promise<void> }> {
  const { environment, context } = scene
  const none = { release: async () => {} }
  if (environment.kind !== 'simulator') return none
  const found = await context.ports.simulator.control?.()
  if (found === undefined || found === null) return none
  const { control } = found
  const { clock, owner, random } = context.ports
  const holder = `${owner}/${random.uuid()}`
  const ear = await openWebhookEar(async () => (await context.keyring.keys(environment)).secretKey)
  const take = (): Promise<boolean> => control.hold(holder, ear.url, holdMs)
  let cancel = (): void => {}
  let taking: Promise<unknown> = Promise.resolve()
  let ended = false
  const renew = (): void => {
    if (ended) return
    cancel = clock.after(renewMs, () => {
      // Where the simulator is gone, the next call of the suite tells.
      taking = take().catch(() => {})
      void taking.then(renew)
    })
  }
  try {
    if (!(await take()))
      throw new KlaviError('readiness-running', { environment: environment.name })
  } catch (thrown) {
    await ear.close()
    throw thrown
  }
  renew()
  scene.simulator = control
  scene.webhooks = ear
  return {
    async release() {
      ended = true
      cancel()
      await taking
      // Where the simulator is gone there is nothing to set.
      await control.release(holder).catch(() => {})
      await ear.close()
    },
  }
}
