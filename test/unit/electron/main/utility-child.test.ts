import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { utilityChild } from '../../../../electron/main/vault/utility-child.ts'

class FakeChild extends EventEmitter {
  pid: number | undefined
  postMessage = vi.fn()
  kill = vi.fn(() => true)
}

function setUp() {
  const child = new FakeChild()
  const fork = vi.fn(() => child)
  const killProcess = vi.fn()
  const spawn = utilityChild({
    fork,
    killProcess,
    modulePath: '/app/out/main/keychain-child.js',
    serviceName: 'klavi-tester-keychain',
    env: { HOME: '/home/a', KLAVI_SECRET_KEY: 's3cret', NODE_OPTIONS: '--inspect' },
    platform: 'linux',
  })
  return { child, fork, killProcess, channel: spawn() }
}

test('the child gets no key, no loader and no inspector from this process', () => {
  const { fork } = setUp()
  expect(fork).toHaveBeenCalledWith('/app/out/main/keychain-child.js', [], {
    env: { HOME: '/home/a' },
    execArgv: [],
    stdio: 'ignore',
    serviceName: 'klavi-tester-keychain',
  })
})

test('messages go both ways', () => {
  const { child, channel } = setUp()
  const heard = vi.fn()
  channel.onMessage(heard)
  channel.post({ id: 1, op: 'probe', service: 's', account: 'a' })
  child.emit('message', { id: 1 })
  expect(child.postMessage).toHaveBeenCalledWith({ id: 1, op: 'probe', service: 's', account: 'a' })
  expect(heard).toHaveBeenCalledWith({ id: 1 })
})

test('its end is told once', () => {
  const { child, channel } = setUp()
  const ended = vi.fn()
  channel.onExit(ended)
  child.emit('exit', 0)
  child.emit('exit', 0)
  expect(ended).toHaveBeenCalledOnce()
})

test('a child that is stuck is killed by its pid', () => {
  const { child, channel, killProcess } = setUp()
  child.pid = 4711
  channel.kill()
  expect(killProcess.mock.calls).toEqual([[4711]])
})

test('a child that has not started yet is killed as soon as it has', () => {
  const { child, channel, killProcess } = setUp()
  channel.kill()
  expect(killProcess).not.toHaveBeenCalled()
  child.pid = 4711
  child.emit('spawn')
  expect(killProcess.mock.calls).toEqual([[4711]])
})

test('nobody is killed after the end: the pid may be another process by then', () => {
  const { child, channel, killProcess } = setUp()
  child.pid = 4711
  child.emit('exit', 0)
  channel.kill()
  expect(killProcess).not.toHaveBeenCalled()
  expect(child.kill).not.toHaveBeenCalled()
})
