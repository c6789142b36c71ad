import { expect, it, vi } from 'vitest'
import { createBodyDesk, type StoredBody } from '../../../../core/evidence/bodies/body-desk.ts'
import type { DeskAnswer, DeskQuestion } from '../../../../core/evidence/bodies/desk-protocol.ts'

/** A child that answers when it is told to, and a clock whose timers the test runs. */
function scene() {
  const timers: (() => void)[] = []
  const children: { asked: DeskQuestion[]; answer(answer: DeskAnswer): void; kill(): void }[] = []
  const clock = {
    after(_ms: number, run: () => void) {
      timers.push(run)
      return () => void timers.splice(timers.indexOf(run), 1)
    },
  }
  const desk = createBodyDesk(clock, () => {
    let hear = (_message: unknown): void => undefined
    const asked: DeskQuestion[] = []
    const kill = vi.fn()
    children.push({ asked, kill, answer: (answer) => hear(answer) })
    return {
      post: (question) => void asked.push(question),
      onMessage: (listener) => (hear = listener),
      onExit: () => undefined,
      kill,
    }
  })
  return { desk, children, timers }
}
const body = (characters: number): StoredBody => ({
  key: 'k',
  characters,
  text: vi.fn(() => 'x'.repeat(characters)),
})

it('neither reads nor asks where two bodies are too large to be compared', async () => {
  const { desk, children } = scene()
  const [before, after] = [body(10_000_001), body(10_000_000)]
  expect(await desk.diff(before, after)).toBeNull()
  expect(before.text).not.toHaveBeenCalled()
  expect(after.text).not.toHaveBeenCalled()
  expect(children).toEqual([])
})

it('reads a text only where the child has not got it', async () => {
  const { desk, children } = scene()
  const large = body(300_000)
  const path = desk.pathAt(large, 1)
  expect(large.text).not.toHaveBeenCalled()
  children[0]?.answer({ id: 1, kind: 'text-wanted' })
  await vi.waitFor(() => expect(large.text).toHaveBeenCalledOnce())
  children[0]?.answer({ id: 2, kind: 'done', value: '$' })
  expect(await path).toBe('$')
})

it('ends a child that was idle, none that works', async () => {
  const { desk, children, timers } = scene()
  const first = desk.pathAt(body(300_000), 1)
  const second = desk.pathAt(body(300_000), 2)
  children[0]?.answer({ id: 1, kind: 'done', value: '$.a' })
  expect(await first).toBe('$.a')
  expect(timers).toEqual([])
  children[0]?.answer({ id: 2, kind: 'done', value: '$.b' })
  expect(await second).toBe('$.b')
  expect(children[0]?.kill).not.toHaveBeenCalled()
  timers[0]?.()
  expect(children[0]?.kill).toHaveBeenCalledOnce()
  void desk.pathAt(body(300_000), 3)
  expect(children).toHaveLength(2)
})
