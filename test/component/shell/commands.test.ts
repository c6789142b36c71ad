import { describe, expect, it, vi } from 'vitest'
import { CommandRegistry } from '../../../renderer/src/shell/commands.ts'

const press = (init: KeyboardEventInit, target: EventTarget = document.body): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })
  target.dispatchEvent(event)
  Object.defineProperty(event, 'target', { value: target })
  return event
}
const input = (): HTMLInputElement => document.body.appendChild(document.createElement('input'))

describe('CommandRegistry', () => {
  it('runs by chord and takes the key', () => {
    const run = vi.fn()
    const registry = new CommandRegistry(false)
    registry.add({ id: 'a', title: () => 'A', keys: 'mod+1', run })
    const event = press({ key: '1', ctrlKey: true })
    expect(registry.handle(event)).toBe(true)
    expect(event.defaultPrevented).toBe(true)
    expect(run).toHaveBeenCalledOnce()
  })

  it('wants Cmd on a Mac and Ctrl elsewhere', () => {
    const run = vi.fn()
    const mac = new CommandRegistry(true)
    mac.add({ id: 'a', title: () => 'A', keys: 'mod+1', run })
    expect(mac.handle(press({ key: '1', ctrlKey: true }))).toBe(false)
    expect(mac.handle(press({ key: '1', metaKey: true }))).toBe(true)
  })

  it('leaves a plain key alone while something is typed into, but not a chord', () => {
    const run = vi.fn()
    const registry = new CommandRegistry(false)
    registry.add(
      { id: 'search', title: () => 'S', keys: '/', run },
      { id: 'send', title: () => 'S', keys: 'mod+enter', run },
    )
    expect(registry.handle(press({ key: '/' }, input()))).toBe(false)
    expect(registry.handle(press({ key: '/' }))).toBe(true)
    expect(registry.handle(press({ key: 'Enter', ctrlKey: true }, input()))).toBe(true)
  })

  it('does not run what is not enabled, and forgets what was taken back', () => {
    const run = vi.fn()
    const registry = new CommandRegistry(false)
    const takeBack = registry.add({ id: 'a', title: () => 'A', enabled: () => false, run })
    expect(registry.run('a')).toBe(false)
    takeBack()
    expect(registry.list()).toEqual([])
    expect(run).not.toHaveBeenCalled()
  })
})
