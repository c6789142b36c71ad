import { expect, test, vi } from 'vitest'
import { lazy } from '../../../../electron/main/lazy.ts'

test('makes it once, with the first call', async () => {
  const make = vi.fn(async () => ({}))
  const thing = lazy(make)
  expect(thing.started()).toBeUndefined()
  expect(make).not.toHaveBeenCalled()
  const [first, second] = await Promise.all([thing.get(), thing.get()])
  expect(first).toBe(second)
  expect(make).toHaveBeenCalledOnce()
})

test('a failure is forgotten: the next call tries again', async () => {
  const make = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('no'))
  make.mockResolvedValueOnce('yes')
  const thing = lazy(make)
  await expect(thing.get()).rejects.toThrow('no')
  expect(await thing.get()).toBe('yes')
})
