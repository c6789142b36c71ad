import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareShape } from '../../../../../core/klavi/drift/compare.ts'
import { contractOf } from '../../../../../core/klavi/drift/contract.ts'
import { driftAsMarkdown } from '../../../../../core/klavi/drift/report.ts'
import type { Shape } from '../../../../../core/klavi/drift/shape.ts'

const status = contractOf('g1', 'status') as Shape
const participants = contractOf('g1', 'participants') as Shape
const auth = contractOf('g1', 'auth') as Shape

describe('compareShape', () => {
  it('finds nothing in a documented reply', () => {
    expect(compareShape({ accessToken: 'x', expireIn: 1800 }, auth)).toEqual([])
    expect(compareShape({ id: 'a', status: 'ENQUEUED', amount: '4800' }, status)).toEqual([])
  })

  it('tells a missing field, another type, an unknown field and an unknown status', () => {
    const found = compareShape({ status: 'PAYMENT_LOST', amount: 4800, mood: 'good' }, status)
    expect(found.map(({ path, kind, seen }) => [path, kind, seen])).toEqual([
      ['$.id', 'missing', ''],
      ['$.amount', 'other-type', 'number'],
      ['$.status', 'unknown-status', 'PAYMENT_LOST'],
      ['$.mood', 'unknown-field', 'string'],
    ])
  })

  it('calls it learned where the documentation is itself unsure, drift where it is not', () => {
    const verdicts = (reply: unknown, shape: Shape) =>
      compareShape(reply, shape).map(({ verdict }) => verdict)
    expect(verdicts([], participants)).toEqual(['learned'])
    expect(verdicts({}, auth)).toEqual(['drift'])
  })

  it('names a field of a list once, however many elements have it', () => {
    const data = Array.from({ length: 500 }, (_, index) => ({
      id: `${index}`,
      name: 'n',
      isBeta: index % 2 === 0,
    }))
    const found = compareShape({ data }, participants)
    expect(found.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      '$.data[].isBeta unknown-field',
    ])
  })

  it('never throws, whatever came', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (reply) => {
        for (const shape of [auth, participants, status]) compareShape(reply, shape)
      }),
    )
  })

  it('keeps examples short', () => {
    const [found] = compareShape({ id: 'a', status: 'ENQUEUED', note: 'y'.repeat(5_000) }, status)
    expect(found?.example.length).toBeLessThan(100)
  })
})

describe('driftAsMarkdown', () => {
  it('is one table whose cells cannot break it', () => {
    const [difference] = compareShape({ id: 'a', status: 'ENQUEUED', 'a|b': 'c\nd|`e`' }, status)
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
