import { describe, expect, it } from 'vitest'
import { findInSnippet } from '../../../../core/klavi/find-in-snippet.ts'

const found = (text: string) => {
  const { accessKey, secretKey } = findInSnippet(text)
  const cut = (span: typeof accessKey) => span && text.slice(span.start, span.end)
  return [cut(accessKey), cut(secretKey)]
}

describe('keys in a pasted text', () => {
  it.each([
    '{"accessKey":"ak-1","secretKey":"sk-1"}',
    '{\n  "klavi": { "access_key": "ak-1", "secret_key": "sk-1" }\n}',
    'ACCESS_KEY=ak-1\nSECRET_KEY=sk-1\n',
    'export KLAVI_ACCESS_KEY="ak-1"\r\nexport KLAVI_SECRET_KEY=\'sk-1\'\r\n',
    '# sandbox\nKLAVI_SECRET_KEY = sk-1\nKLAVI_ACCESS_KEY = ak-1 # partner A',
    'klavi.access-key: ak-1\nklavi.secret-key: sk-1',
    '{"accessKey":"ak-1","other":{"accessKey":"ak-1"},"secretKey":"sk-1"}',
    "{accessKey: 'ak-1', secretKey: 'sk-1'}",
  ])('%j', (text) => {
    expect(found(text)).toEqual(['ak-1', 'sk-1'])
  })

  it.each([
    ['', [null, null]],
    ['hello', [null, null]],
    ['ACCESS_KEY=\nSECRET_KEY=sk-1', [null, 'sk-1']],
    // Two answers are no answer.
    ['accessKey=a\naccessKey=b\nsecretKey=s', [null, 's']],
    // The text of an escaped value is not its value.
    ['{"accessKey":"a\\u0062","secretKey":"s"}', [null, 's']],
  ])('%j: %j', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  it('reads a long text in no time', () => {
    expect(found('accessKey=' + 'a:'.repeat(30_000))[1]).toBeNull()
  })
})
