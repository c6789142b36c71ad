import { beforeAll, expect, test, vi } from 'vitest'
import type { Transport } from '../../../../electron/contract/channels.ts'

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  heard: new Map<string, (event: unknown, payload: unknown) => void>(),
  invoke: vi.fn(async () => ({ ok: true, data: 1 })),
}))

vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, value: unknown) => electron.exposed.set(name, value),
  },
  ipcRenderer: {
    invoke: electron.invoke,
    on: (pipe: string, listener: (event: unknown, payload: unknown) => void) =>
      electron.heard.set(pipe, listener),
  },
}))

let transport: Transport
const emit = (...batch: [string, unknown][]) => electron.heard.get('klavi:event')?.({}, batch)

beforeAll(async () => {
  await import('../../../../electron/preload/index.ts')
  transport = electron.exposed.get('klaviTransport') as Transport
})

test('gives the page two functions and nothing of Electron', () => {
  expect([...electron.exposed.keys()]).toEqual(['klaviTransport'])
  expect(Object.keys(transport)).toEqual(['invoke', 'subscribe'])
  expect([...electron.heard.keys()]).toEqual(['klavi:event'])
})

test('every request goes through the one pipe', async () => {
  expect(await transport.invoke('app.info', null)).toEqual({ ok: true, data: 1 })
  expect(electron.invoke).toHaveBeenCalledWith('klavi:invoke', 'app.info', null)
})

test('a listener hears its channel, in order, without the event, until it leaves', () => {
  const heard: unknown[] = []
  const leave = transport.subscribe('payments', (...args) => heard.push(args))
  emit(['payments', [1]], ['observations', [2]], ['payments', [3]])
  leave()
  emit(['payments', [4]])
  expect(heard).toEqual([[[1]], [[3]]])
})

test('one listener that fails does not keep the others from hearing', async () => {
  const failed = new Promise((resolve) => process.once('uncaughtException', resolve))
  const heard = vi.fn()
  const leave = [
    transport.subscribe('settings', () => {
      throw new Error('mine')
    }),
    transport.subscribe('settings', heard),
  ]
  emit(['settings', {}])
  for (const one of leave) one()
  expect(heard).toHaveBeenCalledOnce()
  expect(await failed).toMatchObject({ message: 'mine' })
})
