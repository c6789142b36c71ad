import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Simulator } from '../../../simulator/index.ts'
import { clientOf, g1Payment, started, temporaryFolder } from './harness.ts'

const CHILD = `
const { startSimulator } = await import(process.argv[1])
const { url, ca, accessKey, secretKey } = await startSimulator({ folder: process.argv[2] })
console.log(JSON.stringify({ url, ca, accessKey, secretKey }))
`

it('keeps an answered payment through kill -9, at the same address', async () => {
  const folder = await temporaryFolder()
  const index = pathToFileURL(resolve('simulator/index.ts')).href
  const child = spawn(process.execPath, ['--input-type=module', '-e', CHILD, index, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const ended = new Promise((exit) => child.once('exit', exit))
  const first = await new Promise<string>((line) => {
    createInterface(child.stdout).once('line', line)
  })
  const running = clientOf(JSON.parse(first) as Simulator)
  const headers = { authorization: `Bearer ${await running.token()}` }
  const created = await running.call('/payment/customer/v1/payments', {
    headers,
    body: g1Payment(),
  })
  child.kill('SIGKILL')
  await ended
  const { simulator, call } = await started({ folder })
  expect(simulator.url).toBe(running.simulator.url)
  // The very token of the dead process still opens the door.
  const again = await call(`/payment/customer/v1/payments/${created.json.id}`, { headers })
  expect([again.status, again.json.externalId]).toEqual([200, 'order-1'])
})
