import { createServer, type AddressInfo, type Server } from 'node:net'
import { onTestFinished, describe, expect, it } from 'vitest'
import { readSimulatorState } from '../../../simulator/index.ts'
import { embeddedSimulator } from '../../../simulator/embedded.ts'
import { temporaryFolder } from '../../support/core/temporary-folder.ts'

function embedded(folder: string) {
  const simulator = embeddedSimulator({ folder, stepMs: 20 })
  onTestFinished(() => simulator.close())
  return simulator
}

async function strangerAt(port: number): Promise<Server> {
  const server = createServer((socket) => socket.end('not a simulator\n'))
  await new Promise<void>((bound) => server.listen(port, '127.0.0.1', bound))
  onTestFinished(() => void server.close())
  return server
}

describe('the embedded simulator', () => {
  it('is started once for all who ask, and found by a second host', async () => {
    const folder = temporaryFolder()
    const first = embedded(folder)
    const [one, two] = await Promise.all([first.ensure(), first.ensure()])
    expect(one).toEqual(two)
    expect(one.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    expect(one.ca).toContain('BEGIN CERTIFICATE')
    expect(await embedded(folder).ensure()).toEqual(one)
  })

  it('goes over to the second host when the first is gone, with keys, CA and port', async () => {
    const folder = temporaryFolder()
    const [first, second] = [embedded(folder), embedded(folder)]
    const address = await first.ensure()
    await second.ensure()
    await first.close()
    expect(await second.ensure()).toEqual(address)
    // The first one now finds the second.
    expect(await first.ensure()).toEqual(address)
  })

  it('takes another port where a stranger has its own, and keeps its keys', async () => {
    const folder = temporaryFolder()
    const first = embedded(folder)
    const before = await first.ensure()
    await first.close()
    const stranger = await strangerAt(Number(new URL(before.url).port))
    const after = await embedded(folder).ensure()
    expect(after.url).not.toBe(before.url)
    expect(after).toEqual({ ...before, url: after.url })
    expect((await readSimulatorState(folder))?.port).toBe(Number(new URL(after.url).port))
    expect((stranger.address() as AddressInfo).port).toBe(Number(new URL(before.url).port))
  })

  it('may be closed without having been started, and twice', async () => {
    const simulator = embedded(temporaryFolder())
    await simulator.close()
    await simulator.ensure()
    await simulator.close()
    await simulator.close()
  })
})
