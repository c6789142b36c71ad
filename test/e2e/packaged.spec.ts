import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '../support/electron/fixtures.ts'
import { Flow } from '../support/electron/pages/flow.ts'
import { surroundings } from '../support/electron/surroundings.ts'

test('the packaged app runs the whole flow', async ({ launchPackaged }) => {
  const { window } = await launchPackaged({ KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '400' })
  const flow = new Flow(window)
  await flow.prepare('48,00')
  await flow.send()
  await expect(flow.status).toContainText('PAYMENT_COMPLETED', { timeout: 20_000 })
})

// How the wire in the binary writes it.
const [disabled, enabled] = [0x30, 0x31]

test('its fuses are as electron-builder.yml states them', async () => {
  test.skip(surroundings.packaged === undefined, 'no packaged app: npm run package:dir')
  const wire = await getCurrentFuseWire(surroundings.packaged ?? '')
  const off = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ]
  const on = [
    FuseV1Options.EnableCookieEncryption,
    FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    FuseV1Options.OnlyLoadAppFromAsar,
  ]
  for (const fuse of off) expect(wire[fuse], FuseV1Options[fuse]).toBe(disabled)
  for (const fuse of on) expect(wire[fuse], FuseV1Options[fuse]).toBe(enabled)
})
