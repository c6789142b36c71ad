import { describe, expect, it } from 'vitest'
import type { BodyNode, Observation } from '../../../../../electron/contract/types.ts'
import {
  historyQuery,
  firstFilter,
  sortedBy,
} from '../../../../../renderer/src/features/history/history-query.ts'
import { isLoopbackUrl } from '../../../../../renderer/src/features/watch/limits.ts'
import { filterLog } from '../../../../../renderer/src/features/watch/log-filter.ts'
import { sparkline } from '../../../../../renderer/src/features/watch/sparkline.ts'
import { foldedDiff } from '../../../../../renderer/src/shell/dock/body/diff-lines.ts'
import { lineParts } from '../../../../../renderer/src/shell/dock/body/line-parts.ts'
import { treeRows, type Branch } from '../../../../../renderer/src/shell/dock/body/tree-nodes.ts'
import { pathParts, shortIds } from '../../../../../renderer/src/shell/dock/exchange-facts.ts'
import { timingBars } from '../../../../../renderer/src/shell/dock/tabs/timing-bars.ts'

describe('lines of a body', () => {
  it('mark what was redacted and what was searched for, and lose no character', () => {
    const text = '  "token": "[redacted]", "n": 1.10, "ok": true'
    const parts = lineParts(text, true, 'TRUE')
    expect(parts.map((part) => part.text).join('')).toBe(text)
    expect(parts.filter((part) => part.redacted).map((part) => part.text)).toEqual(['[redacted]'])
    expect(parts.filter((part) => part.hit).map((part) => part.text)).toEqual(['true'])
    expect(parts.find((part) => part.text === '1.10')?.kind).toBe('number')
  })

  it('fold what did not change, three lines around each change apart', () => {
    const same = Array.from({ length: 20 }, (_, at) => ({ kind: 'same' as const, text: `l${at}` }))
    const diff = [...same, { kind: 'added' as const, text: 'new' }, ...same]
    const lines = foldedDiff(diff, (count) => `${count} equal`)
    expect(lines.map(({ text }) => text)).toEqual([
      ...['17 equal', '  l17', '  l18', '  l19', '+ new', '  l0', '  l1', '  l2', '17 equal'],
    ])
    // Numbers are those of the newer body.
    expect(lines[4]).toEqual({ text: '+ new', number: 21, mark: 'added' })
  })

  it('grow a tree by its open branches only, with a row for what was not read', () => {
    const node = (path: string, children = 0): BodyNode => ({
      key: path,
      path,
      kind: children > 0 ? 'object' : 'string',
      preview: '',
      children,
    })
    const branches = new Map<string, Branch>([
      ['$', { nodes: [node('$.a', 1), node('$.b')], total: 5, open: true }],
      ['$.a', { nodes: [node('$.a.x')], total: 1, open: true }],
    ])
    expect(treeRows(branches).map(({ key, depth }) => [key, depth])).toEqual([
      ['$.a', 0],
      ['$.a.x', 1],
      ['$.b', 0],
      ['more $', 0],
    ])
    branches.set('$.a', { nodes: [node('$.a.x')], total: 1, open: false })
    expect(treeRows(branches).map(({ key }) => key)).toEqual(['$.a', '$.b', 'more $'])
  })
})

describe('facts of an exchange', () => {
  it('puts the phases one after the other as shares of the whole', () => {
    const bars = timingBars({ tcp: 10, tls: 30, firstByte: 60, total: 100 })
    expect(bars.map(({ phase, from, share }) => [phase, from, share])).toEqual([
      ['tcp', 0, 0.1],
      ['tls', 0.1, 0.3],
      ['firstByte', 0.4, 0.6],
    ])
    expect(timingBars({ total: 5 })).toEqual([])
  })

  it('cuts ids so that what follows them can be read', () => {
    expect(shortIds('/payments/e953ea21-6adf-453b-80f0-67b65a1d23f9/status')).toBe(
      '/payments/e953ea21…/status',
    )
  })

  it('keeps the last word of a path that is cut', () => {
    expect(pathParts('/payments/e953ea21…/status')).toEqual(['/payments/e953ea21…', '/status'])
    expect(pathParts('GET /payments/e953ea21…/status')[1]).toBe('/status')
    for (const whole of ['/auth', 'GET /auth', '/payments/e953ea21…', '/participants?q=a/b']) {
      expect(pathParts(whole)).toEqual([whole, ''])
    }
  })
})

describe('the log of a watch', () => {
  const poll = (seq: number, more: Partial<Observation>): Observation => ({
    localId: 'l',
    paymentId: 'p',
    seq,
    at: '2026-01-01T00:00:00.000Z',
    elapsedMs: 0,
    latencyMs: 5,
    changed: false,
    status: 'ENQUEUED',
    httpStatus: 200,
    ...more,
  })
  const { status: _none, ...failed } = poll(3, { errorCode: 'timeout' })
  const log = [poll(1, { changed: true }), poll(2, {}), failed]

  it('keeps failed polls among the changes, and finds codes', () => {
    const seqs = (onlyChanges: boolean, search: string): number[] =>
      filterLog(log, { onlyChanges, search }).map(({ seq }) => seq)
    expect(seqs(true, '')).toEqual([1, 3])
    expect(seqs(false, 'TIMEOUT')).toEqual([3])
    expect(seqs(true, 'enq')).toEqual([1])
    // Nothing is copied where nothing is narrowed.
    expect(filterLog(log, { onlyChanges: false, search: ' ' })).toBe(log)
  })

  it('draws latencies from zero, with gaps for what was not answered', () => {
    const line = sparkline([10, null, 20, 30], 90, 20)
    expect(line).toMatchObject({ least: 10, most: 30, median: 20, count: 3, gaps: [30] })
    expect(sparkline([10], 90, 20)).toBeNull()
  })

  it('knows where a phone cannot follow', () => {
    expect(['https://127.0.0.1:9/c', 'http://localhost/c', 'no url'].every(isLoopbackUrl)).toBe(
      true,
    )
    expect(isLoopbackUrl('https://bank.example/c')).toBe(false)
  })
})

describe('a question to the journal', () => {
  it('names only what narrows it', () => {
    const now = Date.parse('2026-02-10T00:00:00.000Z')
    expect(historyQuery(firstFilter, now)).toEqual({
      search: '',
      sort: 'createdAt',
      descending: true,
    })
    expect(historyQuery({ ...firstFilter, state: 'rejected', days: '7' }, now)).toMatchObject({
      states: ['rejected'],
      from: '2026-02-03T00:00:00.000Z',
    })
  })

  it('turns the order at the second click', () => {
    const first = sortedBy('bank', firstFilter.sort)
    expect(first).toEqual({ column: 'bank', descending: false })
    expect(sortedBy('bank', first)).toEqual({ column: 'bank', descending: true })
  })
})
