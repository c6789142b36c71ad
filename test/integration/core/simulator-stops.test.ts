import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SimulatorPort } from '../../../core/ports.ts'
import { embeddedSimulator } from '../../../simulator/embedded.ts'
import { readSimulatorState } from '../../../simulator/index.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'
import { temporaryFolder } from '../../support/core/temporary-folder.ts'
import { openTestWorkbench } from '../../support/core/test-workbench.ts'

/** The embedded simulator with a plug that can be pulled; while it is out, nothing is started. */
function pluggable(folder: string, stepMs: number) {
  const path = join(folder, 'simulator')
  let simulator = embeddedSimulator({ folder: path, stepMs })
  let out = false
  const port: SimulatorPort = {
    ensure: () => (out ? Promise.reject(new Error('unplugged')) : simulator.ensure()),
    close: () => simulator.close(),
  }
  return {
    port,
    async pull() {
      out = true
      await simulator.close()
    },
    putBack() {
      simulator = embeddedSimulator({ folder: path, stepMs })
      out = false
    },
  }
}

describe('a simulator that stops in mid-watch', () => {
  it('shows in the log, slows the watch down, and the watch goes on when it returns', async () => {
    const folder = temporaryFolder()
    const plug = pluggable(folder, 60)
    const test = await openTestWorkbench({ folder, ports: { simulator: plug.port } })
    const { bench, seen } = test
    const before = await readSimulatorState(join(folder, 'simulator'))
    const { payment } = await bench.payments.send('simulator', sampleDraft(), {
      watch: { intervalMs: 20 },
    })
    await seen('observation', ({ status }) => status !== undefined)

    await plug.pull()
    await seen('observation', ({ seq, errorCode }) => seq > 1 && errorCode === 'connect')
    const failures = () => test.of('observation').filter(({ errorCode }) => errorCode === 'connect')
    await seen('observation', () => failures().length >= 3)
    const waits = failures().map(({ nextPollMs = 0 }) => nextPollMs)
    expect(waits[2]).toBeGreaterThan(60)
    expect(bench.payments.get(payment.localId)).toMatchObject({ state: 'accepted', watching: true })

    plug.putBack()
    expect(await bench.watch.finished(payment.localId)).toMatchObject({ outcome: 'completed' })
    const after = await readSimulatorState(join(folder, 'simulator'))
    expect(after).toEqual(before)
    const log = bench.watch.log({ localId: payment.localId, limit: 1_000 })
    expect(log.at(-1)?.status).toBe('PAYMENT_COMPLETED')
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_row, at) => at + 1))
  })

  it('keeps its keys, CA, port and payments over a restart of the whole program', async () => {
    const folder = temporaryFolder()
    const first = await openTestWorkbench({ folder, stepMs: 40 })
    const { payment } = await first.bench.payments.send('simulator', sampleDraft(), {
      watch: { intervalMs: 20 },
    })
    await first.seen('observation')
    await first.close()

    const second = await openTestWorkbench({ folder, stepMs: 40 })
    expect(second.bench.payments.get(payment.localId)).toMatchObject({
      state: 'accepted',
      watching: false,
    })
    const seqBefore = second.bench.watch.log({ localId: payment.localId, limit: 1_000 }).length
    const resumed = second.bench.watch.resumeAll()
    expect(resumed.map(({ localId }) => localId)).toEqual([payment.localId])
    expect(await second.bench.watch.finished(payment.localId)).toMatchObject({
      outcome: 'completed',
    })
    const log = second.bench.watch.log({ localId: payment.localId, limit: 1_000 })
    expect(log[seqBefore]?.seq).toBe(seqBefore + 1)
    expect(second.bench.watch.resumeAll()).toEqual([])
  })
})
