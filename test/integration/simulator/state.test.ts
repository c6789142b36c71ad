import { X509Certificate } from 'node:crypto'
import { appendFile, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isSimulatorRunning, readSimulatorState, startSimulator } from '../../../simulator/index.ts'
import { call, g1Payment, handClock, started, temporaryFolder } from './harness.ts'

describe('the state folder', () => {
  it('belongs to its owner only and keeps no CA key', async () => {
    const folder = join(await temporaryFolder(), 'simulator')
    await started({ folder })
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    const files = await readdir(folder)
    expect(files.sort()).toEqual([
      'ca.pem',
      'fault-certificates.json',
      'identity.json',
      'payments.ndjson',
      'server-cert.pem',
      'server-key.pem',
    ])
    for (const file of files) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600)
    const ca = new X509Certificate(await readFile(join(folder, 'ca.pem')))
    const leaf = new X509Certificate(await readFile(join(folder, 'server-cert.pem')))
    expect([ca.ca, leaf.ca]).toEqual([true, false])
    expect(leaf.verify(ca.publicKey)).toBe(true)
    expect(leaf.subjectAltName).toBe(
      'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
    )
  })

  it('tells another process how to connect', async () => {
    const folder = await temporaryFolder()
    expect(await readSimulatorState(folder)).toBeNull()
    expect(await isSimulatorRunning(folder)).toBe(false)
    const { simulator } = await started({ folder })
    expect(await readSimulatorState(folder)).toEqual({
      instanceId: simulator.instanceId,
      port: simulator.port,
      tls: true,
      url: simulator.url,
      caFile: simulator.caFile,
      accessKey: simulator.accessKey,
      secretKey: simulator.secretKey,
      dialect: 'g1',
    })
    expect(await isSimulatorRunning(folder)).toBe(true)
    await simulator.close()
    expect(await isSimulatorRunning(folder)).toBe(false)
  })

  it('lets only one program in', async () => {
    const folder = await temporaryFolder()
    await started({ folder })
    await expect(startSimulator({ folder })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await expect(startSimulator({ folder, port: 0 })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('lets only one of two first starts in, which then can be trusted', async () => {
    const folder = await temporaryFolder()
    const both = await Promise.allSettled([1, 2].map(() => startSimulator({ folder })))
    const winners = both.filter((it) => it.status === 'fulfilled').map((it) => it.value)
    expect(winners.length).toBe(1)
    const ca = await readFile(join(folder, 'ca.pem'), 'utf8')
    const url = (await readSimulatorState(folder))?.url ?? ''
    expect((await call(url, ca, '/__simulator/identity')).status).toBe(200)
    await winners[0]?.close()
  })

  it('says that a stranger has the port, and moves when told', async () => {
    const folder = await temporaryFolder()
    const { simulator } = await started({ folder })
    await simulator.close()
    const stranger = createServer((socket) => socket.destroy())
    await new Promise<void>((resolve) => stranger.listen(simulator.port, '127.0.0.1', resolve))
    await expect(startSimulator({ folder })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    expect(await isSimulatorRunning(folder)).toBe(false)
    const moved = await started({ folder, port: 0 })
    expect(moved.simulator.instanceId).toBe(simulator.instanceId)
    expect((await readSimulatorState(folder))?.port).toBe(moved.simulator.port)
    expect((stranger.address() as AddressInfo).port).not.toBe(moved.simulator.port)
    await new Promise((resolve) => stranger.close(resolve))
  })

  it('reads on after a torn last line', async () => {
    const folder = await temporaryFolder()
    const clock = handClock()
    const first = await started({ folder, now: clock.now })
    const { id } = (await first.api('/payments', { body: g1Payment() })).json
    await first.simulator.close()
    await appendFile(join(folder, 'payments.ndjson'), '{"type":"payment","id":"torn')
    const second = await started({ folder, now: clock.now })
    const later = await second.api('/payments', { body: g1Payment({ externalId: 'order-2' }) })
    await second.simulator.close()
    const third = await started({ folder, now: clock.now })
    expect((await third.api(`/payments/${id}`)).status).toBe(200)
    expect((await third.api(`/payments/${later.json.id}`)).status).toBe(200)
  })

  it('sets a damaged identity aside', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'identity.json'), '{"instanceId":')
    await started({ folder })
    expect((await readdir(folder)).some((file) => file.startsWith('identity.json.damaged-'))).toBe(
      true,
    )
  })

  it('makes a new certificate when the old one is damaged', async () => {
    const folder = await temporaryFolder()
    const first = await started({ folder })
    await first.simulator.close()
    await writeFile(join(folder, 'server-cert.pem'), 'no certificate')
    const second = await started({ folder })
    expect(second.simulator.ca).not.toBe(first.simulator.ca)
    expect((await second.api('/participants')).status).toBe(200)
  })

  it('serves plain http when asked to', async () => {
    const { simulator, api } = await started({ tls: false })
    expect(simulator.url).toBe(`http://127.0.0.1:${simulator.port}`)
    expect([simulator.caFile, simulator.pageUrl]).toEqual([undefined, simulator.url])
    expect((await api('/participants')).status).toBe(200)
  })
})
