import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { expectShapes } from './ndjson-shape.ts'
import { payload } from './place.ts'
import { runCli, type CliResult } from './run-cli.ts'
import { cut, json } from './scripted-server.ts'
import { place, server, useScriptedPlace } from './scripted-place.ts'

const keys = {
  KLAVI_ACCESS_KEY: 'access-key-of-the-test',
  KLAVI_SECRET_KEY: 'secret-key-of-the-test',
}

useScriptedPlace()

interface Sending {
  args?: string[]
  body?: string
  env?: Record<string, string>
}

/** `pay` to the scripted server, with keys, as NDJSON. */
function pay({
  args = [],
  body = JSON.stringify(payload),
  env = keys,
}: Sending = {}): Promise<CliResult> {
  const custom = [
    '--env',
    'custom',
    '--origin',
    server.origin,
    '--profile',
    place.profile,
    '--json',
  ]
  return runCli(['pay', place.file('payment.json', body), ...custom, ...args], { env })
}
const sent = () => server.requests.filter(({ path }) => path.endsWith('/payments'))
const last = ({ lines }: CliResult) => lines.at(-1)

describe('klavi-tester pay', () => {
  it('sends once and does not watch unless it is asked to', async () => {
    const result = await pay()
    expect(result.code).toBe(0)
    expectShapes(result.lines)
    expect(last(result)).toMatchObject({
      type: 'payment',
      environment: 'custom',
      state: 'accepted',
      amountCentavos: 4800,
      lastStatus: 'STARTED',
    })
    expect(sent()).toHaveLength(1)
    expect(server.requests.some(({ method }) => method === 'GET')).toBe(false)
  })

  it('watches to the end with --watch', async () => {
    const result = await pay({ args: ['--watch', '--interval', '0.02'] })
    expect(result.code).toBe(0)
    expectShapes(result.lines)
    expect(last(result)).toMatchObject({ type: 'outcome', outcome: 'completed', order: 'kept' })
    const seqs = result.lines.filter(({ type }) => type === 'observation').map(({ seq }) => seq)
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('sends the file byte for byte where nothing is changed', async () => {
    const body = `\n{ "externalId" : "order-1",\t"amount":"4800", "n": 1.0,\n "x": "\\u00e7" }\n`
    await pay({ body })
    expect(sent()[0]?.body).toBe(body)
  })

  it('gives a missing externalId a new UUID, and leaves one that is there alone, even if empty', async () => {
    await pay()
    await pay({ args: ['--set', 'externalId='] })
    const [first, second] = sent().map(({ body }) => JSON.parse(body) as Record<string, unknown>)
    expect(first?.['externalId']).toMatch(/^[0-9a-f-]{36}$/)
    expect(second?.['externalId']).toBe('')
  })

  it('applies --set as wire values', async () => {
    await pay({
      args: ['--set', 'amount=30006', '--set', 'user.name=Ana Lima', '--set', 'meta={"a":1}'],
    })
    expect(JSON.parse(sent()[0]?.body ?? '')).toMatchObject({
      amount: '30006',
      user: { name: 'Ana Lima', taxId: '52998224725' },
      meta: { a: 1 },
    })
  })

  const banks = [
    { id: '11111111-1111-4111-8111-111111111111', slug: 'itau', name: 'Itaú Unibanco' },
    { id: '22222222-2222-4222-8222-222222222222', name: 'Twin Bank' },
    { id: '33333333-3333-4333-8333-333333333333', name: 'TWIN BANK' },
  ]

  it.each([
    ['its name', 'itau unibanco'],
    ['its slug', 'Itau'],
    ['its id', '11111111-1111-4111-8111-111111111111'],
  ])('writes the id of a bank that is named by %s, and keeps its name', async (_by, wanted) => {
    server.on('participants', json(200, { data: banks }))
    const result = await pay({ args: ['--participant', wanted] })
    expect(result.code).toBe(0)
    expect(JSON.parse(sent()[0]?.body ?? '')).toMatchObject({
      ...payload,
      participantId: '11111111-1111-4111-8111-111111111111',
    })
    const search = ['--search', 'Itaú Unibanco', '--json', '--profile', place.profile]
    expect((await runCli(['history', ...search])).lines).toHaveLength(1)
  })

  it.each([
    ['nobody', 'lists no bank called nobody'],
    ['twin bank', '22222222-2222-4222-8222-222222222222, 33333333'],
  ])('sends nothing where the bank %s cannot be told', async (wanted, told) => {
    server.on('participants', json(200, { data: banks }))
    const result = await pay({ args: ['--participant', wanted] })
    expect(result.code).toBe(2)
    expect(result.stderr).toContain(told)
    expect(sent()).toHaveLength(0)
  })

  it('reads standard input for -', async () => {
    const args = [
      'pay',
      '-',
      '--env',
      'custom',
      '--origin',
      server.origin,
      '--profile',
      place.profile,
    ]
    const { code } = await runCli(args, { env: keys, input: JSON.stringify(payload) })
    expect(code).toBe(0)
    expect(sent()).toHaveLength(1)
  })

  it.each([
    ['nothing', ''],
    ['no JSON', '{"amount":'],
    ['no object', '[1,2]'],
  ])('refuses %s as a payload and calls nobody', async (_, body) => {
    const result = await pay({ body })
    expect(result.code).toBe(2)
    expect(last(result)).toMatchObject({ type: 'error', code: 'invalid-input' })
    expect(server.requests).toEqual([])
  })

  it.each([
    [400, 2],
    [422, 2],
    [401, 3],
    [409, 1],
    [416, 1],
  ])('a POST that is answered %d is refused, exit %d, and not repeated', async (status, code) => {
    server.on('create', json(status, { message: ['no'], statusCode: status }))
    const result = await pay({ args: ['--watch'] })
    expect(result.code).toBe(code)
    expectShapes(result.lines)
    expect(last(result)).toMatchObject({ type: 'outcome', outcome: 'refused' })
    expect(sent()).toHaveLength(1)
  })

  it.each([
    ['is cut', cut],
    ['is a 504', json(504, { message: 'gateway' })],
    ['is no JSON', json(201, undefined)],
  ])('says that the outcome is unknown when the answer %s, exit 5', async (_, answer) => {
    server.on('create', answer)
    const result = await pay({ args: ['--watch'] })
    expect(result.code).toBe(5)
    expect(last(result)).toMatchObject({ type: 'outcome', outcome: 'unknown' })
    expect(result.stderr).toContain('Do not send again yet')
    expect(sent()).toHaveLength(1)
  })

  it('exits 3 when the keys are not accepted, and sends nothing', async () => {
    server.on('auth', json(401, { message: 'wrong key' }))
    const result = await pay()
    expect(result.code).toBe(3)
    expect(last(result)).toMatchObject({ type: 'error', code: 'http-unauthorized' })
    expect(sent()).toEqual([])
  })

  it('exits 4 when there is no server', async () => {
    await server.close()
    const result = await pay()
    expect(result.code).toBe(4)
    expectShapes(result.lines)
    expect(last(result)).toMatchObject({ type: 'error', code: 'connect' })
  })

  it('exits 3 without keys, and with half of them', async () => {
    for (const env of [{}, { KLAVI_ACCESS_KEY: 'only' }]) {
      const result = await pay({ env: env as Record<string, string> })
      expect(result.code).toBe(3)
      expect(last(result)).toMatchObject({ code: 'no-credential' })
      expect(result.stderr).toContain('KLAVI_SECRET_KEY')
    }
    expect(server.requests).toEqual([])
  })

  it('does not send an amount other than the one confirmed', async () => {
    const wrong = await pay({ args: ['--confirm-amount', '48,01'] })
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain('4800 = R$ 48,00')
    expect(server.requests).toEqual([])
    expect((await pay({ args: ['--confirm-amount', 'R$ 48,00'] })).code).toBe(0)
  })

  it('nor does a request by hand', async () => {
    const custom = ['--env', 'custom', '--origin', server.origin, '--profile', place.profile]
    const file = place.file('body.json', JSON.stringify({ externalId: 'order-1', ...payload }))
    const request = (...args: string[]) =>
      runCli(['request', 'POST', '/payments', '--body', file, '--json', ...custom, ...args], {
        env: keys,
      })
    for (const typed of ['49,00', 'abc', '']) {
      const wrong = await request('--confirm-amount', typed)
      expect(wrong.code).toBe(2)
      expect(last(wrong)).toMatchObject({ type: 'error', code: 'invalid-input' })
    }
    expect(server.requests).toEqual([])
    expect((await request('--confirm-amount', '48,00')).code).toBe(0)
    expect(sent()).toHaveLength(1)
  })

  it('refuses http to any other machine', async () => {
    const file = place.file('p.json', JSON.stringify(payload))
    const args = ['pay', file, '--env', 'custom', '--origin', 'http://192.0.2.1', '--json']
    const result = await runCli(args, { env: keys })
    expect(result.code).toBe(2)
    expect(last(result)).toMatchObject({ type: 'error', code: 'insecure-origin' })
  })

  it('refuses production without a readiness report, with and without keys', async () => {
    const file = place.file('p.json', JSON.stringify(payload))
    const args = ['pay', file, '--env', 'production', '--profile', place.profile, '--json']
    for (const env of [{}, keys]) {
      const result = await runCli([...args, '--confirm-amount', '48,00'], {
        env: env as Record<string, string>,
      })
      expect(result.code).toBe(2)
      expect(last(result)).toMatchObject({ code: 'readiness-missing' })
      expect(result.lines.some(({ type }) => type === 'exchange')).toBe(false)
    }
  })

  it.runIf(process.platform === 'linux')(
    'refuses stored keys on a machine without a keychain',
    async () => {
      const file = place.file('p.json', JSON.stringify(payload))
      const args = ['pay', file, '--env', 'sandbox', '--profile', place.profile, '--json']
      const result = await runCli(args, {
        env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', XDG_RUNTIME_DIR: place.folder },
      })
      expect(result.code).toBe(3)
      expect(last(result)).toMatchObject({ type: 'error', code: 'vault-unavailable' })
    },
  )

  it('writes no key and no token into any file of the profile', async () => {
    await pay({ args: ['--watch', '--interval', '0.02'] })
    const files = readdirSync(place.profile, { recursive: true, withFileTypes: true })
    const texts = files
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    expect(texts.length).toBeGreaterThan(0)
    expect(texts.join()).toContain('/payment/customer/v1/auth')
    for (const secret of [
      'secret-key-of-the-test',
      'access-key-of-the-test',
      'token-of-the-test',
    ]) {
      expect(texts.join()).not.toContain(secret)
    }
  })
})
