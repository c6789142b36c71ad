import { expect, test, vi } from 'vitest'
import { createCrashGuard } from '../../../../electron/main/crash-guard.ts'

function setUp() {
  let time = 1_000_000
  const parts = { now: () => time, reload: vi.fn(), giveUp: vi.fn(), report: vi.fn() }
  const gone = createCrashGuard(parts)
  const crash = (reason = 'crashed') => gone({ reason, exitCode: 139 })
  return { ...parts, crash, pass: (ms: number) => (time += ms) }
}

test('reloads a page that crashed, and says so', () => {
  const { crash, reload, giveUp, report } = setUp()
  crash()
  expect(reload).toHaveBeenCalledOnce()
  expect(giveUp).not.toHaveBeenCalled()
  expect(report).toHaveBeenCalledWith("the window's page ended: crashed (139)")
})

test('does not reload in a circle', () => {
  const { crash, reload, giveUp, pass } = setUp()
  crash()
  pass(59_000)
  crash('oom')
  expect(reload).toHaveBeenCalledOnce()
  expect(giveUp).toHaveBeenCalledOnce()
  pass(61_000)
  crash()
  expect(reload).toHaveBeenCalledTimes(2)
})

test('an ordinary end is no crash', () => {
  const { crash, reload, report } = setUp()
  crash('clean-exit')
  expect(reload).not.toHaveBeenCalled()
  expect(report).not.toHaveBeenCalled()
})
