import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it, vi } from 'vitest'
import { run } from '../../../cli/run.ts'
import { temporaryFolder } from '../../support/core/temporary-folder.ts'

// What the build puts in (cli/vite.config.ts).
vi.hoisted(() => Object.assign(globalThis, { __VERSION__: '0.0.0' }))

interface Answer {
  code: number
  out: string
  err: string
  /** The one object of --json. */
  json(): Record<string, unknown>
}

/** One command line in this process; `profile` is thrown away. */
async function cli(args: string[], input = '', env: Record<string, string> = {}): Promise<Answer> {
  let [out, err] = ['', '']
  const stream = (write: (text: string) => void) => ({
    write,
    isTerminal: false,
    columns: Infinity,
  })
  const code = await run(args, {
    terminal: { out: stream((text) => (out += text)), err: stream((text) => (err += text)) },
    stdin: Readable.from([Buffer.from(input)]),
    env: { KLAVI_TESTER_PROFILE: temporaryFolder(), LANG: 'en', ...env },
    signal: new AbortController().signal,
  })
  return { code, out, err, json: () => JSON.parse(out) as Record<string, unknown> }
}

describe('inspect', () => {
  it.each<[string, string, object]>([
    ['amount', 'R$ 1.333,00', { valid: true, centavos: 133300, reading: 'R$ 1.333,00' }],
    [
      'document',
      '529.982.247-25',
      { valid: true, type: 'cpf', normalised: '52998224725', formatted: '529.982.247-25' },
    ],
    ['pixkey', '(11) 98765-4321', { valid: true, type: 'PHONE', normalised: '+5511987654321' }],
    [
      'curl',
      `curl https://h -H 'a: b' -d x`,
      {
        valid: true,
        method: 'POST',
        url: 'https://h',
        body: 'x',
        headers: expect.arrayContaining([['a', 'b']]),
      },
    ],
    [
      'brcode',
      '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D',
      {
        valid: true,
        kind: 'static',
        merchantName: 'Fulano de Tal',
        city: 'BRASILIA',
        txid: '***',
        crc: '1D3D',
        warnings: [],
      },
    ],
  ])(
    '%s: one object of --json, from the line and from standard input',
    async (kind, text, expected) => {
      const typed = await cli(['inspect', kind, text, '--json'])
      expect(typed.code).toBe(0)
      expect(typed.json()).toMatchObject(expected)
      expect((await cli(['inspect', kind, '-', '--json'], `${text}\n`)).json()).toEqual(
        typed.json(),
      )
    },
  )

  it('ends with 2 and says why, where the text is none', async () => {
    const { code, json, err } = await cli(['inspect', 'document', '12345678901', '--json'])
    expect(code).toBe(2)
    expect(json()).toMatchObject({ valid: false, errors: [{ code: 'check-digits' }] })
    expect(err).toContain('check digits')
    expect((await cli(['inspect', 'amount', '-', '--json'], '-R$ 1,00')).code).toBe(2)
  })

  it('speaks to people, in their language', async () => {
    const { out } = await cli(['inspect', 'amount', '48,00', '--lang', 'pt-BR'])
    expect(out).toMatch(/^Lido como\s+R\$ 48,00\nCentavos\s+4800\n$/)
  })

  it.each([[[]], [['barcode', 'x']], [['amount']], [['amount', '1', '2']]])(
    'refuses %j as bad usage',
    async (args) => {
      expect((await cli(['inspect', ...args])).code).toBe(2)
    },
  )
})

describe('payload', () => {
  it('new makes what check has nothing to say about', async () => {
    for (const args of [[], ['--method', 'PIX_MANU'], ['--preset', 'outcome:30006']]) {
      const made = await cli([
        'payload',
        'new',
        ...args,
        '--set',
        'participantId=c8f0bf49-4744-4933-8960-7add6e590841',
      ])
      expect(made.code).toBe(0)
      const checked = await cli(['payload', 'check', '-', '--json'], made.out)
      expect([args, checked.code, checked.json()['errors']]).toEqual([args, 0, []])
    }
    const g2 = await cli(['payload', 'new', '--dialect', 'g2', '--method', 'pix_dict'])
    expect(JSON.parse(g2.out)).toMatchObject({ initType: 'PIX_DICT', amount: '48.00' })
    expect((await cli(['payload', 'new', '--preset', 'minimum'])).code).toBe(2)
    expect((await cli(['payload', 'new', '--method', 'PIX_INIC'])).code).toBe(2)
  })

  it('writes one line for each payload with --json, its values as they are', async () => {
    const text = '{\n  "amount": "4800",\n  "n": 12345678901234567890\n}'
    const oneLine = '{"amount":"4800","n":12345678901234567890}\n'
    expect((await cli(['payload', 'import', '-', '--json'], text)).out).toBe(oneLine)
    const made = await cli(['payload', 'new', '--json'])
    expect(made.out.match(/\n/g)).toHaveLength(1)
    expect(made.json()).toEqual(JSON.parse((await cli(['payload', 'new'])).out))
    const exported = await cli(['payload', 'export', '-', '--json'], text)
    expect(exported.out.match(/\n/g)).toHaveLength(1)
    expect(exported.json()).toMatchObject({ form: 'curl', text: expect.stringContaining('4800') })
  })

  it('export says what has no value yet, and that the simulator has no port yet', async () => {
    const body = '{"description":"{{var.NONE}}"}'
    for (const form of ['curl', 'json']) {
      const { err } = await cli(['payload', 'export', '-', '--as', form], body)
      expect(err, form).toContain('var.NONE')
    }
    expect((await cli(['payload', 'export', '-'], body)).err).toContain('no port yet')
    const there = ['--env', 'custom', '--origin', 'https://h.example']
    expect((await cli(['payload', 'export', '-', ...there], body)).err).not.toContain('port')
  })

  it('new reads own presets of the profile', async () => {
    const profile = temporaryFolder()
    const env = { KLAVI_TESTER_PROFILE: profile }
    await cli(['payload', 'new'], '', env)
    mkdirSync(join(profile, 'presets'))
    writeFileSync(join(profile, 'presets', 'loja.json'), '{ "amount" : "7" }')
    const made = await cli(['payload', 'new', '--preset', 'loja'], '', env)
    expect(made.out).toBe('{ "amount" : "7" }\n')
  })

  it('check says what is wrong, with its source, and ends with 2', async () => {
    const { code, json } = await cli(
      ['payload', 'check', '-', '--json', '--set', 'amount=48.00'],
      '{"amount":"4800","user":{"taxId":"12345678901","name":"A"}}',
    )
    expect(code).toBe(2)
    expect(json()).toMatchObject({
      valid: false,
      errors: expect.arrayContaining([
        expect.objectContaining({ path: 'amount', code: 'amount-other-dialect' }),
      ]),
      warnings: [expect.objectContaining({ path: 'user.taxId', source: expect.any(String) })],
      amount: { wire: '48.00', centavos: null },
    })
    const people = await cli(['payload', 'check', '-'], '{"amount":"4800"}')
    expect(people.out).toContain('4800 = R$ 48,00')
    expect((await cli(['payload', 'check', '-', '--json'], '{')).json()).toMatchObject({
      errors: [{ code: 'not-json' }],
    })
  })

  it('resolves KLAVI_VAR_NAME, and no other variable of the process', async () => {
    const body = '{"description":"{{var.SHOP}} {{var.HOME}}"}'
    const env = { KLAVI_VAR_SHOP: 'Loja', HOME: '/root' }
    const { json } = await cli(['payload', 'check', '-', '--json'], body, env)
    const codes = (json()['errors'] as { code: string; message: string }[]).filter(({ code }) =>
      code.startsWith('variable'),
    )
    expect(codes).toHaveLength(1)
    expect(codes[0]?.message).toContain('var.HOME')
    const exported = await cli(['payload', 'export', '-', '--as', 'json'], body, env)
    expect(exported.out).toBe('{"description":"Loja {{var.HOME}}"}\n')
  })

  it('import and export go round, reading no file and naming no secret', async () => {
    const body = '{"amount":"4800","name":"José\'s"}'
    const exported = await cli(['payload', 'export', '-', '--as', 'curl'], body)
    expect(exported.out).toContain('$KLAVI_ACCESS_TOKEN')
    const imported = await cli(['payload', 'import', '-'], exported.out)
    expect(imported.out).toBe(`${body}\n`)
    const file = join(temporaryFolder(), 'body.json')
    writeFileSync(file, '{"secret":1}')
    const refused = await cli(['payload', 'import', '-'], `curl https://h -d @${file}`)
    expect([refused.code, refused.out]).toEqual([2, ''])
    expect(refused.err).toContain(file)
    expect(readFileSync(file, 'utf8')).toBe('{"secret":1}')
  })

  it.each([[[]], [['send', 'x']], [['check']], [['new', 'x']], [['export', '-', '--as', 'cobol']]])(
    'refuses %j as bad usage',
    async (args) => {
      expect((await cli(['payload', ...args])).code).toBe(2)
    },
  )
})

describe('pay', () => {
  it('sends no variable that has no value', async () => {
    const { code, err } = await cli(['pay', '-'], '{"amount":"{{var.AMOUNT}}"}')
    expect(code).toBe(2)
    expect(err).toContain('{{var.AMOUNT}}')
  })
})
