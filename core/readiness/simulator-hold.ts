import type { Scene } from './scene.ts'
import { openWebhookEar } from './webhook-ear.ts'

/**
 * On the simulator nothing goes on by itself while the suite runs, and webhooks come to it; what was set before is set
 * again afterwards.
 */
export async function holdSimulator(scene: Scene): Promise<{ release(): Promise<void> }> {
  const { environment, context } = scene
  const none = { release: async () => {} }
  if (environment.kind !== 'simulator') return none
  const found = await context.ports.simulator.control?.()
  if (found === undefined || found === null) return none
  const { control } = found
  const { speed, webhookUrl } = await control.state()
  const ear = await openWebhookEar(async () => (await context.keyring.keys(environment)).secretKey)
  await control.configure({ speed: 0, webhookUrl: ear.url })
  scene.simulator = control
  scene.webhooks = ear
  return {
    async release() {
      // Where the simulator is gone there is nothing to set.
      await control.configure({ speed, webhookUrl }).catch(() => {})
      await ear.close()
    },
  }
}
