import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor, redactionMark } from '../../../../../core/evidence/redactor.ts'
import { differencesOf } from '../../../../../core/klavi/drift/contract.ts'
import { driftAsMarkdown } from '../../../../../core/klavi/drift/report.ts'
import type { Dialect } from '../../../../../core/model/environment.ts'
import type { ExchangeStep } from '../../../../../core/model/exchange.ts'

const same = (text: string): string => text
const found = (step: ExchangeStep, reply: unknown, redact = same) =>
  differencesOf('g1', step, 200, reply, redact)
const told = (dialect: Dialect, step: ExchangeStep, status: number, reply: unknown): string[] =>
  differencesOf(dialect, step, status, reply, same).map(({ path, kind, verdict, seen }) =>
    [path, kind, verdict, seen].filter((part) => part !== '').join(' '),
  )

describe('differences from what is documented', () => {
  it('are none in a documented reply', () => {
    expect(found('auth', { accessToken: 'x', expireIn: 1800 })).toEqual([])
    expect(found('status', { id: 'a', status: 'ENQUEUED', amount: '4800' })).toEqual([])
  })

  it('tell a missing field, another type, an unknown field and an unknown status', () => {
    const differences = found('status', { status: 'PAYMENT_LOST', amount: 4800, mood: 'good' })
    expect(differences.map(({ path, kind, seen }) => [path, kind, seen])).toEqual([
      ['$.id', 'missing', ''],
      ['$.amount', 'other-type', 'number'],
      ['$.status', 'unknown-status', 'PAYMENT_LOST'],
      ['$.mood', 'unknown-field', 'string'],
    ])
  })

  it('are learned where the documentation is itself unsure, drift where it is not', () => {
    expect(found('participants', []).map(({ verdict }) => verdict)).toEqual(['learned'])
    expect(found('auth', {}).map(({ verdict }) => verdict)).toEqual(['drift'])
  })

  it('name a field of a list once, however many elements have it', () => {
    const data = Array.from({ length: 500 }, (_, index) => ({
      id: `${index}`,
      name: 'n',
      isBeta: index % 2 === 0,
    }))
    expect(told('g1', 'participants', 200, { data })).toEqual([
      '$.data[].isBeta unknown-field learned boolean',
    ])
  })

  it('look at the banks in every form of the list that is read', () => {
    const banks = [{ participantId: 'b-1', name: 'B' }]
    expect(told('g1', 'participants', 200, banks)).toEqual([
      '$ other-type learned array',
      '$[].id missing drift',
      '$[].participantId unknown-field learned string',
    ])
    for (const name of ['participants', 'items']) {
      expect(told('g2', 'participants', 200, { [name]: banks })).toEqual([
        '$.data missing learned',
        `$.${name} unknown-field learned array`,
        `$.${name}[].id missing drift`,
        `$.${name}[].participantId unknown-field learned string`,
      ])
    }
  })

  it('are told of whitelabel, scheduled payments and cancelling', () => {
    expect(told('g1', 'whitelabel', 201, { id: 'w', accessToken: 't', paymentUrl: 'x' })).toEqual([
      '$.paymentURL missing drift',
      '$.paymentUrl unknown-field drift string',
    ])
    expect(told('g1', 'scheduled', 201, { scheduleId: 's', status: 'SCHEDULED' })).toEqual([
      '$.id missing learned',
      '$.status unknown-status learned SCHEDULED',
      '$.externalId missing learned',
      '$.scheduleId unknown-field learned string',
    ])
    expect(told('g3', 'cancel', 200, { id: 'p', status: 'CANCELLED' })).toEqual([
      '$.clientRequestId missing learned',
      '$.status unknown-status learned CANCELLED',
    ])
    expect(told('g1', 'cancel', 200, {})).toEqual([])
  })

  it('are told of refusals, with their status', () => {
    const peer = { errorCode: 'X', message: ['a'], method: 'GET', path: '/', statusCode: 404 }
    expect(told('g1', 'status', 404, { ...peer, timestamp: 't' })).toEqual([])
    expect(told('g2', 'create', 422, { errors: [{ code: 1, detail: 'd' }], meta: {} })).toEqual([
      '422 $.errors[].code other-type learned number',
    ])
    expect(told('g1', 'create', 500, { fault: 'x' })).toEqual([
      '500 $.fault unknown-field learned string',
    ])
    expect(told('g1', 'create', 416, { message: 'no Pix' })).toEqual([
      '416 $.statusCode missing drift',
    ])
    expect(told('g1', 'create', 416, { message: 'no Pix', statusCode: '4101' })).toEqual([])
    expect(told('g1', 'create', 302, { fault: 'x' })).toEqual([])
    expect(told('g1', 'other', 500, { fault: 'x' })).toEqual([])
  })

  it('never throw, whatever came', () => {
    const steps = ['auth', 'participants', 'status', 'whitelabel', 'scheduled'] as const
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(200, 400, 416), (reply, status) => {
        for (const step of steps) differencesOf('g1', step, status, reply, same)
      }),
    )
  })

  it('are short and few, however much came', () => {
    const [one] = found('status', { id: 'a', status: 'ENQUEUED', note: 'y'.repeat(5_000) })
    expect(one?.example.length).toBeLessThan(100)
    const byId = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`p-${index}`, 1]))
    expect(found('status', { id: 'a', status: 'ENQUEUED', ...byId })).toHaveLength(300)
    const [long] = found('status', { id: 'a', status: 'ENQUEUED', ['n'.repeat(5_000)]: 1 })
    expect(long?.path.length).toBeLessThan(200)
  })
})

describe('what is quoted of a reply', () => {
  const key = 'k7Qm-very-secret-key-value-9d31'
  const redactor = createRedactor()
  redactor.add(key)
  const reply = (rest: object) => ({ id: 'a', status: 'ENQUEUED', ...rest })

  it('holds no part of a key, wherever the cut falls', () => {
    for (let before = 0; before < 100; before += 1) {
      const note = 'x'.repeat(before) + key
      const [one] = found('status', reply({ note, list: [note] }), redactor.text)
      expect(one?.example).not.toMatch(/k7Q/)
      expect(JSON.stringify(found('status', reply({ [note]: 1 }), redactor.text))).not.toMatch(
        /k7Qm/,
      )
      expect(JSON.stringify(found('status', { id: 'a', status: note }, redactor.text))).not.toMatch(
        /k7Qm/,
      )
    }
  })

  it('holds no secret that is one by its name, or stands as a name', () => {
    const differences = found(
      'status',
      reply({ secretKey: 'nobody knows it', client_secret: 12_345, [key]: 'v', in: { [key]: 1 } }),
      redactor.text,
    )
    expect(differences.map(({ path, example }) => [path, example])).toEqual([
      ['$.secretKey', `"${redactionMark}"`],
      ['$.client_secret', `"${redactionMark}"`],
      [`$.${redactionMark}`, '"v"'],
      ['$.in', `{"${redactionMark}":1}`],
    ])
  })

  it('holds no personal data, by field or by shape', () => {
    const differences = found(
      'status',
      reply({
        taxId: '52998224725',
        user: { name: 'Maria Clara da Silva', taxId: '52998224725' },
        words: 'of 529.982.247-25, maria@example.com',
        '52998224725': true,
      }),
    )
    const all = JSON.stringify(differences)
    expect(all).not.toMatch(/529\.?982|Maria|Clara|maria@/)
    expect(differences).toHaveLength(4)
    const [name] = differencesOf(
      'g1',
      'payment',
      200,
      reply({ externalId: 'e', user: 'Maria' }),
      same,
    )
    expect(name).toMatchObject({ path: '$.user', kind: 'other-type' })
  })
})

describe('driftAsMarkdown', () => {
  it('is one table whose cells cannot break it', () => {
    const [difference] = found('status', { id: 'a', status: 'ENQUEUED', 'a|b': 'c\nd|`e`' })
    const at = '2026-11-22T12:00:00.000Z'
    const finding = { environmentId: 'sandbox', step: 'status' as const, firstAt: at, lastAt: at }
    const lines = driftAsMarkdown([{ ...finding, ...difference!, count: 3 }])
      .trimEnd()
      .split('\n')
    expect(lines).toHaveLength(3)
    const cells = (line: string | undefined) => line?.split(/(?<!\\)\|/).length
    expect(cells(lines[2])).toBe(cells(lines[0]))
  })
})
