import { render, screen } from '@testing-library/svelte'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonTokens } from '../../../renderer/src/ui/json-lines.ts'
import JsonView from '../../../renderer/src/ui/json-view.svelte'

const shown = (text: string): string | undefined =>
  jsonTokens(text)
    ?.map((token) => token.text)
    .join('')

describe('JSON on lines', () => {
  test('lays out any JSON as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(shown(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
      }),
    )
  })

  test('touches no value: digits, escapes and repeated keys stay', () => {
    expect(shown('{"a":1.10,"a":12345678901234567890,"b":"\\u00e9\\/"}')).toBe(
      '{\n  "a": 1.10,\n  "a": 12345678901234567890,\n  "b": "\\u00e9\\/"\n}',
    )
  })

  test('tells keys from strings', () => {
    expect(
      jsonTokens('{"a" : "b"}')?.filter((token) => token.kind !== 'space' && token.kind !== 'mark'),
    ).toEqual([
      { kind: 'key', text: '"a"' },
      { kind: 'string', text: '"b"' },
    ])
  })

  test.each(['<html>', '{"a": undefined}', '{"a', "{'a':1}"])('%s is no JSON', (text) => {
    expect(jsonTokens(text)).toBeNull()
  })
})

test('JsonView: a named region that takes the keyboard; other text as it came', async () => {
  const { rerender } = render(JsonView, { label: 'Reply body', text: '{"a":1}' })
  const region = screen.getByRole('region', { name: 'Reply body' })
  expect(region).toHaveAttribute('tabindex', '0')
  expect(region.textContent).toBe('{\n  "a": 1\n}')
  await rerender({ text: '  <html>\n' })
  expect(region.textContent).toBe('  <html>\n')
})
