import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { redactingFilter } from '../../../../core/evidence/redacting-filter.ts'
import { createRedactor } from '../../../../core/evidence/redactor.ts'

const secret = 'secret/key+of=the "test" \\ 91c2'
const redactor = createRedactor()
redactor.add(secret)

async function filtered(body: Buffer, chunkSize: number) {
  const filter = redactingFilter(redactor.text)
  const chunks = Array.from({ length: Math.ceil(body.length / chunkSize) }, (_, index) =>
    body.subarray(index * chunkSize, (index + 1) * chunkSize),
  )
  const written: Buffer[] = []
  for await (const chunk of Readable.from(chunks).compose(filter.stream)) {
    written.push(chunk as Buffer)
  }
  const bytes = Buffer.concat(written)
  return { ...filter.written(), raw: bytes, text: bytes.toString('utf8') }
}

const forms = {
  plain: secret,
  json: JSON.stringify(secret).slice(1, -1),
  url: encodeURIComponent(secret),
  hex: Buffer.from(secret).toString('hex'),
  base64: Buffer.from(secret).toString('base64'),
}

describe('a large body', () => {
  it.each(Object.entries(forms))(
    'loses the secret as %s, wherever a piece ends',
    async (_name, form) => {
      // Wherever the pieces are cut, around there the secret stands at every few characters.
      const body = Array.from(
        { length: 12_000 },
        (_, index) => `${'x'.repeat(index % 7)}${form}`,
      ).join('')
      const { text } = await filtered(Buffer.from(body), 50_021)
      expect(text).not.toContain(form)
      expect(text).toBe(redactor.text(body))
    },
  )

  it('loses a field that is secret by its name, however long', async () => {
    const long = 'q'.repeat(300_000)
    const body = JSON.stringify({ before: 'b'.repeat(200_000), accessToken: long, after: 'kept' })
    const { text } = await filtered(Buffer.from(body), 65_536)
    expect(text.includes('qqqqqq')).toBe(false)
    expect(text.endsWith('"after":"kept"}')).toBe(true)
  })

  it('keeps every character, however its bytes come', async () => {
    const body = 'Itaú, São Paulo € 𝄞 '.repeat(30_000)
    const { text, characters, raw, checkpoints, sha256 } = await filtered(Buffer.from(body), 4_093)
    expect(text === body).toBe(true)
    expect(characters).toBe(body.length)
    expect(sha256).toBe(createHash('sha256').update(raw).digest('hex'))
    expect(checkpoints.length).toBeGreaterThan(2)
    for (const [character, byte] of checkpoints) {
      expect(
        raw
          .subarray(byte, byte + 40)
          .toString('utf8')
          .slice(0, 5),
      ).toBe(body.slice(character, character + 5))
    }
  })

  it('drops a byte order mark and shows bytes that are no UTF-8', async () => {
    const { text } = await filtered(Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xe7, 0x62]), 2)
    expect(text).toBe('a\ufffdb')
  })
})
