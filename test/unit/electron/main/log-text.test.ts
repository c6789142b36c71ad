import { expect, test } from 'vitest'
import { logText } from '../../../../electron/main/log-text.ts'

test('texts and objects in one line', () => {
  expect(logText(['sent', { accessKey: 'a', n: 1 }, 7, null])).toBe(
    'sent {"accessKey":"a","n":1} 7 null',
  )
})

test('an error with its code, stack and causes', () => {
  const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
  const text = logText([new TypeError('outer', { cause })])
  expect(text).toMatch(/^TypeError: outer\n {4}at /)
  expect(text).toContain('\n  caused by [ECONNREFUSED] Error: refused')
})

test('nothing else that hangs on an error, such as the whole request', () => {
  const error = Object.assign(new Error('x'), {
    options: { headers: { authorization: 'Bearer t' } },
  })
  expect(logText([error])).not.toContain('Bearer')
})

test('a circle, in causes or objects, has an end', () => {
  const error = new Error('loop')
  error.cause = error
  const object: Record<string, unknown> = {}
  object['self'] = object
  expect(logText([error, object, 1n])).toContain('loop')
})
