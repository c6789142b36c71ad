import { describe, expect, it } from 'vitest'
import { pageFirst } from '../../../../electron/main/page-first.ts'
import { fakeClock } from '../../../support/core/fake-clock.ts'

const ask = (file: string) => ({ url: `app://klavi-tester/${file}`, method: 'GET' })

function scene() {
  const clock = fakeClock()
  const waiting: ((response: Response) => void)[] = []
  let begun = 0
  const handler = pageFirst(
    () => new Promise<Response>((resolve) => waiting.push(resolve)),
    (ms, run) => clock.after(ms, run),
    () => (begun += 1),
  )
  const answer = async (): Promise<void> => {
    waiting.shift()?.(new Response())
    await new Promise(setImmediate)
  }
  return { clock, handler, answer, begun: () => begun }
}

describe('the page first', () => {
  it('begins when the program of the page is out and nothing else is asked for', async () => {
    const { clock, handler, answer, begun } = scene()
    void handler(ask('index.html'))
    await answer()
    await clock.advance(10)
    expect(begun()).toBe(0)

    void handler(ask('assets/main.js'))
    void handler(ask('assets/main.css'))
    await answer()
    await clock.advance(10)
    expect(begun()).toBe(0)

    await answer()
    await clock.advance(10)
    expect(begun()).toBe(1)
  })

  it('begins once, and without any page after a while', async () => {
    const { clock, handler, answer, begun } = scene()
    await clock.advance(2_999)
    expect(begun()).toBe(0)
    await clock.advance(1)
    expect(begun()).toBe(1)
    void handler(ask('assets/main.js'))
    await answer()
    await clock.advance(10)
    expect(begun()).toBe(1)
  })
})
