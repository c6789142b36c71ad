import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { quitInOrder } from '../../../../electron/main/quit.ts'

function setUp(close: () => Promise<void>) {
  const app = Object.assign(new EventEmitter(), { exit: vi.fn() })
  const report = vi.fn()
  let timer: (() => void) | undefined
  const after = (_ms: number, run: () => void) => {
    timer = run
    return () => (timer = undefined)
  }
  quitInOrder({ app, close, after, report })
  const preventDefault = vi.fn()
  const quit = () => app.emit('before-quit', { preventDefault })
  return { app, report, quit, preventDefault, limit: () => timer?.() }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('closes, then exits, and waits no longer than that', async () => {
  let done = () => {}
  const { app, quit, preventDefault, limit } = setUp(
    () => new Promise((resolve) => (done = resolve)),
  )
  quit()
  await settled()
  expect(preventDefault).toHaveBeenCalledOnce()
  expect(app.exit).not.toHaveBeenCalled()
  done()
  await settled()
  expect(app.exit.mock.calls).toEqual([[0]])
  limit()
  expect(app.exit).toHaveBeenCalledOnce()
})

test('what does not close is left after the limit', async () => {
  const { app, quit, report, limit } = setUp(() => new Promise(() => {}))
  quit()
  limit()
  expect(app.exit.mock.calls).toEqual([[0]])
  expect(report).toHaveBeenCalledOnce()
})

test('asked a second time, it ends at once, and closes once', () => {
  const close = vi.fn(() => new Promise<void>(() => {}))
  const { app, quit } = setUp(close)
  quit()
  quit()
  expect(app.exit.mock.calls).toEqual([[0]])
  expect(close).toHaveBeenCalledOnce()
})

test('a failure to close is told and does not keep it open', async () => {
  const { app, quit, report } = setUp(() => Promise.reject(new Error('disk')))
  quit()
  await settled()
  expect(report).toHaveBeenCalledWith('closing failed', expect.any(Error))
  expect(app.exit.mock.calls).toEqual([[0]])
})
