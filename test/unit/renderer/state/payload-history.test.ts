import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { History } from '../../../../renderer/src/state/payload-history.ts'

describe('History', () => {
  it('takes typing in one place as one step, and a pause or another place as the next', () => {
    const history = new History('')
    history.push('a', 'json', 0)
    history.push('ab', 'json', 100)
    history.push('abc', 'field:amount', 150)
    history.push('abcd', 'field:amount', 5_000)
    expect(history.undo()).toBe('abc')
    expect(history.undo()).toBe('ab')
    expect(history.undo()).toBe('')
    expect(history.undo()).toBeNull()
    expect(history.redo()).toBe('ab')
  })

  it('does not put what follows an undo into the step before it', () => {
    const history = new History('')
    history.push('a', 'json', 0)
    history.undo()
    history.redo()
    history.push('ab', 'json', 10)
    expect(history.undo()).toBe('a')
  })

  it('forgets what was undone when something else is written', () => {
    const history = new History(0)
    history.push(1, '', 0, true)
    history.undo()
    history.push(2, '', 0, true)
    expect(history.canRedo).toBe(false)
    expect(history.undo()).toBe(0)
  })

  it('comes back to every state by as many steps as led away from it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 50 }), (states) => {
        const history = new History(-1)
        for (const state of states) history.push(state, '', 0, true)
        const seen = states.map(() => history.undo())
        expect(seen).toEqual([-1, ...states].slice(0, -1).toReversed())
        expect(states.map(() => history.redo())).toEqual(states)
      }),
    )
  })
})
