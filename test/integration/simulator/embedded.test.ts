import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { embeddedSimulator } from '../../../simulator/embedded.ts'
import type { EmbeddedSimulator } from '../../../simulator/embedded.ts'
import type { RequestLine } from '../../../simulator/index.ts'
import { temporaryFolder } from '../../support/core/temporary-folder.ts'
import { API, call } from './harness.ts'

function opened(folder: string): EmbeddedSimulator {
  const simulator = embeddedSimulator({ folder, stepMs: 50 })
  onTestFinished(() => simulator.close())
  return simulator
}

/** A request without credentials: served, answered 401, and in the log. */
async function ask(simulator: EmbeddedSimulator): Promise<void> {
  const { url, ca } = await simulator.ensure()
  await call(url, ca, `${API}/participants`)
}

function listen(simulator: EmbeddedSimulator): { lines: RequestLine[]; stop: () => void } {
  const lines: RequestLine[] = []
  return { lines, stop: simulator.subscribe((line) => lines.push(line)) }
}

it('gives its control without starting anything', async () => {
  const simulator = opened(join(temporaryFolder(), 'simulator'))
  expect(await simulator.control()).toBeNull()
  await simulator.ensure()
  const found = await simulator.control()
  expect(found).toMatchObject({ hostedHere: true, caFile: expect.stringContaining('.pem') })
  expect(await found?.control.state()).toMatchObject({ stepMs: 50, payments: 0 })
})

it('gives the control of the one that another process hosts, and tells of its requests', async () => {
  const folder = join(temporaryFolder(), 'simulator')
  const [host, guest] = [opened(folder), opened(folder)]
  await ask(host)
  const found = await guest.control()
  expect(found?.hostedHere).toBe(false)
  expect(await found?.control.configure({ speed: 0 })).toMatchObject({ speed: 0 })
  expect(await (await host.control())?.control.state()).toMatchObject({ speed: 0 })

  const heard = listen(guest)
  await vi.waitFor(
    async () => {
      await ask(host)
      expect(heard.lines.length).toBeGreaterThan(0)
    },
    { timeout: 20_000 },
  )
  expect(heard.lines[0]).toMatchObject({ route: 'participants', status: 401 })
  // The first request was served before anybody listened.
  expect(heard.lines[0]?.seq).toBeGreaterThan(1)

  // The host goes; the guest takes over and tells of its own requests, without a gap in the subscription.
  await host.close()
  expect(await guest.control()).toBeNull()
  const before = heard.lines.length
  await ask(guest)
  expect(await guest.control()).toMatchObject({ hostedHere: true })
  await vi.waitFor(() => expect(heard.lines.length).toBe(before + 1), { timeout: 20_000 })

  heard.stop()
  await ask(guest)
  const { served } = (await (await guest.control())?.control.state()) ?? { served: 0 }
  expect(served).toBe(2)
  expect(heard.lines.length).toBe(before + 1)
})
