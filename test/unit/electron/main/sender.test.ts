import { expect, test } from 'vitest'
import { senderOf } from '../../../../electron/main/sender.ts'

type Event = Parameters<typeof senderOf>[0]
const eventOf = (senderFrame: unknown) => ({ senderFrame }) as Event

test('the main frame has no parent', () => {
  const url = 'app://klavi-tester/index.html'
  expect(senderOf(eventOf({ url, parent: null }))).toEqual({ url, isMainFrame: true })
  expect(senderOf(eventOf({ url, parent: {} }))).toEqual({ url, isMainFrame: false })
})

test('a frame that is gone is no sender', () => {
  expect(senderOf(eventOf(null))).toBeUndefined()
  const disposed = {
    get url(): string {
      throw new Error('Render frame was disposed before WebFrameMain could be accessed')
    },
  }
  expect(senderOf(eventOf(disposed))).toBeUndefined()
})
