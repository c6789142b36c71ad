import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FaultRule } from '../../../simulator/index.ts'
import type { Client } from './harness.ts'
import { g1Payment, handClock, started, temporaryFolder } from './harness.ts'

async function restarted(
  client: Client,
  folder: string,
  options: Parameters<typeof started>[0] = {},
): Promise<Client> {
  await client.simulator.close()
  return started({ ...options, folder })
}

const unavailable: FaultRule = {
  route: 'participants',
  count: 1,
  fault: { kind: 'status', httpStatus: 503 },
}

describe('after a restart', () => {
  it('fault rules go on where they were, counters included', async () => {
    const folder = await temporaryFolder()
    const first = await started({ folder })
    const twice = { ...unavailable, skip: 1, count: 2 }
    await first.simulator.control.setFaults([twice])
    for (const status of [200, 503]) {
      expect((await first.api('/participants')).status).toBe(status)
    }
    const second = await restarted(first, folder)
    expect((await second.simulator.control.state()).faults).toEqual([
      { rule: twice, matched: 2, fired: 1, spent: false },
    ])
    for (const status of [503, 200]) {
      expect((await second.api('/participants')).status).toBe(status)
    }
  })

  it('a duration goes on by the clock', async () => {
    const folder = await temporaryFolder()
    const { now, tick } = handClock()
    const first = await started({ folder, now })
    await first.simulator.control.setFaults([
      { route: 'participants', durationMs: 1000, fault: { kind: 'status', httpStatus: 503 } },
    ])
    tick(999)
    const second = await restarted(first, folder, { now })
    expect((await second.api('/participants')).status).toBe(503)
    tick(1)
    expect((await second.api('/participants')).status).toBe(200)
  })

  it('recipe, settings, pick and webhooks are as they were', async () => {
    const folder = await temporaryFolder()
    const first = await started({ folder })
    const { control } = first.simulator
    await control.setRecipe('token-dies')
    await control.configure({
      dialect: 'g2',
      stepMs: 77,
      autoAuthorize: false,
      consentMs: 5,
      webhookUrl: 'http://127.0.0.1:9/hook',
      speed: 3,
    })
    await control.setNextOutcome({ kind: 'stuck', at: 'PAYMENT_PENDING' })
    const before = await control.state()
    await first.simulator.close()
    const second = await started({ folder, stepMs: undefined as never })
    const after = await second.simulator.control.state()
    expect({ ...after, served: before.served, pageUrl: before.pageUrl }).toEqual(before)
    expect(after).toMatchObject({ recipe: 'token-dies', dialect: 'g2', stepMs: 77, speed: 3 })
  })

  it('a pick that was used is gone', async () => {
    const folder = await temporaryFolder()
    const first = await started({ folder })
    await first.simulator.control.setNextOutcome({ kind: 'expired' })
    await first.api('/payments', { body: g1Payment() })
    const second = await restarted(first, folder)
    expect((await second.simulator.control.state()).nextOutcome).toBeNull()
    await second.api('/payments', { body: g1Payment({ externalId: 'order-2' }) })
    const kinds = (await second.simulator.control.listPayments()).map(({ outcome }) => outcome.kind)
    expect(kinds).toEqual(['completed', 'expired'])
  })

  it('what came with a start is not kept, and hides nothing that was', async () => {
    const folder = await temporaryFolder()
    const first = await started({ folder })
    await first.simulator.control.setFaults([unavailable])
    const second = await restarted(first, folder, { recipe: 'talkative-errors', dialect: 'g2' })
    expect((await second.simulator.control.state()).recipe).toBe('talkative-errors')
    expect((await second.api('/participants')).json.debug).toBeDefined()
    const third = await restarted(second, folder)
    expect(await third.simulator.control.state()).toMatchObject({
      recipe: null,
      dialect: 'g1',
      faults: [{ rule: unavailable, fired: 0 }],
    })
  })

  it.each(['{"rules":', '{"settings":{},"rules":[{"rule":{"route":"moon"}}]}'])(
    'a damaged file (%s) is set aside, never deleted',
    async (text) => {
      const folder = await temporaryFolder()
      await writeFile(join(folder, 'control.json'), text)
      const { simulator } = await started({ folder })
      expect((await simulator.control.state()).faults).toEqual([])
      const files = await readdir(folder)
      expect(files.some((file) => file.startsWith('control.json.damaged-'))).toBe(true)
    },
  )
})
