import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  minimumSize,
  placeWindow,
  readWindowState,
  writeWindowState,
} from '../../../../electron/main/window-state.ts'

const primary = { x: 0, y: 25, width: 1920, height: 1055 }
const right = { x: 1920, y: 0, width: 1280, height: 1024 }
const left = { x: -1600, y: 0, width: 1600, height: 900 }

describe('where the window opens', () => {
  test('in the middle of the primary display at first', () => {
    expect(placeWindow(undefined, [primary, right])).toEqual({
      x: 360,
      y: 143,
      width: 1200,
      height: 820,
    })
  })

  test.each([
    ['primary', { x: 100, y: 100, width: 1000, height: 700 }],
    ['right', { x: 2000, y: 50, width: 900, height: 700 }],
    ['left', { x: -1500, y: 10, width: 900, height: 700 }],
  ])('where it was, on the %s display', (_where, bounds) => {
    expect(placeWindow(bounds, [primary, right, left])).toEqual(bounds)
  })

  test('moved into the display that shows most of it', () => {
    const bounds = { x: 1700, y: 900, width: 1000, height: 700 }
    expect(placeWindow(bounds, [primary, right])).toEqual({ ...bounds, x: 1920, y: 324 })
  })

  test('in the middle, at its size, when its display is gone', () => {
    const bounds = { x: 2000, y: 50, width: 900, height: 700 }
    expect(placeWindow(bounds, [primary])).toEqual({ x: 510, y: 203, width: 900, height: 700 })
  })

  test('a sliver at the edge counts as gone', () => {
    const bounds = { x: 1915, y: 100, width: 900, height: 700 }
    expect(placeWindow(bounds, [primary])).toMatchObject({ x: 510 })
  })

  test('shrunk to a display that became smaller, grown to what can be worked in', () => {
    const small = { x: 0, y: 0, width: 1024, height: 600 }
    expect(placeWindow({ x: 0, y: 0, width: 3000, height: 2000 }, [small])).toEqual(small)
    expect(placeWindow({ x: 10, y: 10, width: 200, height: 100 }, [small])).toMatchObject(
      minimumSize,
    )
  })
})

describe('what is remembered', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'klavi-window-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('what was written is read', () => {
    const file = join(folder, 'cache', 'window.json')
    const state = { bounds: { x: 1, y: 2, width: 800, height: 600 }, maximized: true }
    writeWindowState(file, state)
    expect(readWindowState(file)).toEqual(state)
  })

  test.each([
    '',
    'null',
    '[]',
    '{"bounds":{"x":1}}',
    '{"bounds":{"x":"1","y":2,"width":3,"height":4}}',
  ])('nothing, from a file with %j in it', (content) => {
    const file = join(folder, 'window.json')
    writeFileSync(file, content)
    expect(readWindowState(file)).toBeUndefined()
  })

  test('nothing, without a file; and a place that cannot be written is no error', () => {
    expect(readWindowState(join(folder, 'none.json'))).toBeUndefined()
    const file = join(folder, 'blocked')
    writeFileSync(file, 'x')
    const state = { bounds: { x: 0, y: 0, width: 800, height: 600 }, maximized: false }
    expect(() => writeWindowState(join(file, 'window.json'), state)).not.toThrow()
    expect(readFileSync(file, 'utf8')).toBe('x')
  })
})
