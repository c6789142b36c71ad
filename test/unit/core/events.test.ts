import { expect, it, vi } from 'vitest'
import { Publisher } from '../../../core/events.ts'

it('tells every listener, in order, until it leaves', () => {
  const publisher = new Publisher()
  const heard: string[] = []
  const leave = publisher.subscribe((name) => heard.push(`a ${name}`))
  publisher.subscribe((name) => heard.push(`b ${name}`))
  publisher.publish('vaultWaiting', true)
  leave()
  publisher.publish('environment', { environmentId: 'sandbox' })
  expect(heard).toEqual(['a vaultWaiting', 'b vaultWaiting', 'b environment'])
})

it('tells the others although one throws, and does not swallow its error', () => {
  const publisher = new Publisher()
  const later: (() => void)[] = []
  const queued = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((run) => later.push(run))
  const heard: string[] = []
  publisher.subscribe(() => {
    throw new Error('a listener’s own')
  })
  publisher.subscribe((name) => heard.push(name))
  publisher.publish('vaultWaiting', true)
  queued.mockRestore()
  expect(heard).toEqual(['vaultWaiting'])
  expect(later).toHaveLength(1)
  expect(later[0]).toThrow('a listener’s own')
})
