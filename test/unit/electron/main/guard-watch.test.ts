import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { followActivity, lockWhenLeft } from '../../../../electron/main/guard-watch.ts'

test('keys, mouse and focus count as somebody being there', () => {
  const window = Object.assign(new EventEmitter(), { webContents: new EventEmitter() })
  const active = vi.fn()
  followActivity({ window, guard: () => ({ active }) })
  window.emit('focus')
  window.webContents.emit('before-input-event')
  window.webContents.emit('before-mouse-event')
  expect(active).toHaveBeenCalledTimes(3)
  // A page that redraws itself is nobody.
  window.webContents.emit('paint')
  expect(active).toHaveBeenCalledTimes(3)
})

test.each(['lock-screen', 'suspend', 'user-did-resign-active', 'shutdown'])(
  '%s locks, also before the core is loaded',
  (event) => {
    const powerMonitor = new EventEmitter()
    const lock = vi.fn()
    const guards: { lock(): void }[] = []
    lockWhenLeft(powerMonitor, () => guards[0])
    powerMonitor.emit(event)
    guards.push({ lock })
    powerMonitor.emit(event)
    expect(lock).toHaveBeenCalledOnce()
  },
)
