import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PaymentSummary } from '../../../../core/model/payment.ts'
import { openJournal, type Journal } from '../../../../core/journal/journal.ts'
import { sampleExchange } from '../../../support/core/sample-exchange.ts'
import { sampleIntent } from '../../../support/core/sample-intent.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'

const now = Date.parse('2026-11-22T12:00:00.000Z')
const daysAgo = (days: number): string => new Date(now - days * 86_400_000).toISOString()

let folder: string
let journal: Journal
beforeEach(() => {
  folder = temporaryFolder()
  journal = openJournal(folder, 'test', now).journal
})
afterEach(() => journal.close())

/** A payment of some days ago with everything that may belong to one; `word` stands in all of it. */
function fill(localId: string, days: number, word: string, bytes = 0): void {
  const at = daysAgo(days)
  journal.payments.insertIntent(
    sampleIntent({
      localId,
      createdAt: at,
      externalId: `external-${word}`,
      payerName: word,
      body: JSON.stringify({ user: { name: word } }),
    }),
  )
  journal.payments.update(localId, {
    state: 'completed',
    paymentId: `payment-${word}`,
    endedAt: at,
  })
  const padding = 'x'.repeat(bytes)
  journal.exchanges.insert(
    sampleExchange({
      id: `exchange-${word}`,
      localId,
      at,
      url: `https://a.example/${word}`,
      responseBody: word + padding,
    }),
  )
  journal.observations.insert({
    localId,
    paymentId: word,
    seq: 1,
    at,
    elapsedMs: 0,
    latencyMs: 0,
    status: word,
    changed: true,
  })
  journal.webhooks.insert(
    {
      id: `webhook-${word}`,
      environmentId: 'simulator',
      localId,
      at,
      verdict: 'valid',
      headers: [],
      path: '/',
      bytes: 1,
      paymentId: word,
    },
    word,
  )
  journal.notes.add(localId, { id: `note-${word}`, at, text: word })
}

/** Every byte that the journal has on the disk. */
const onDisk = (): string =>
  ['journal.db', 'journal.db-wal', 'journal.db-shm']
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'latin1'))
    .join('')

const left = (): string[] =>
  journal.payments
    .list({ limit: 1_000 })
    .map(({ localId }) => localId)
    .sort()

describe('a payment that is forgotten', () => {
  it('is gone from every table, from the search, from the file and its log', () => {
    fill('keep', 1, 'remembered')
    fill('gone', 1, 'unforgettable')
    expect(onDisk()).toContain('unforgettable')
    journal.care.forget('gone')
    expect(left()).toEqual(['keep'])
    expect(journal.exchanges.get('exchange-unforgettable')).toBeUndefined()
    expect(journal.webhooks.get('webhook-unforgettable')).toBeUndefined()
    const window = { offset: 0, limit: 9 }
    const found = (search: string) =>
      journal.payments.query({ search, sort: 'createdAt', descending: true, ...window }).total
    expect([found('unforgettable'), found('remembered')]).toEqual([0, 1])
    expect(journal.exchanges.query({ search: 'unforgettable', ...window }).total).toBe(0)
    expect(onDisk()).not.toContain('unforgettable')
    // Three letters are enough for an index of three letters to betray it.
    expect(onDisk()).not.toMatch(/unfo|forge|getta/)
    expect(onDisk()).toContain('remembered')
  })
})

/** A reply that is kept as a file of its own; a minute old, so nothing but an explicit wish removes it. */
function largeBody(text: string): string {
  const bytes = Buffer.from(text)
  const file = join(journal.bodies.folder() ?? '', 'incoming')
  writeFileSync(file, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const { length } = text
  return journal.bodies.keep(file, { sha256, bytes: length, characters: length, checkpoints: [] })
}

/** What names a payment without being tied to it, or lies outside the file; `word` stands in all of it. */
function fillAround(localId: string, word: string): void {
  const at = daysAgo(1)
  const [paymentId, url] = [`payment-${word}`, `https://a.example/payments/payment-${word}`]
  const visit = { at, method: 'GET', parameters: [], findings: [] }
  journal.returns.insert({ ...visit, id: `tied-${word}`, target: `/return?x=${word}`, localId })
  journal.returns.insert({ ...visit, id: `loose-${word}`, target: `/return?id=${paymentId}` })
  const desk = `desk-${word}`
  journal.exchanges.insert(sampleExchange({ id: desk, at, url, responseBodyKey: largeBody(desk) }))
  journal.webhooks.insert(
    {
      id: `loose-webhook-${word}`,
      environmentId: 'simulator',
      at,
      verdict: 'valid',
      headers: [],
      path: '/',
      bytes: 1,
    },
    JSON.stringify({ payload: { id: paymentId } }),
  )
  journal.readinessRuns.put({
    format: 'klavi-tester-readiness/1',
    reportId: `report-${word}`,
    startedAt: at,
    endedAt: at,
    by: 'test',
    tool: { name: 'klavi-tester', version: '0', runtime: 'node', platform: 'test' },
    environment: {
      id: 'simulator',
      name: 'Simulator',
      kind: 'simulator',
      origin: 'https://a.example',
      prefix: '',
      dialect: 'g1',
    },
    verdict: 'passed',
    counts: { passed: 1, failed: 0, 'not-applicable': 0, 'needs-person': 0 },
    checks: [],
    payments: [{ payment: { localId, paymentId } as PaymentSummary, observations: [] }],
    exchanges: [],
    drift: [],
  })
  const event = { at, environmentId: 'production', environmentName: 'Production' }
  journal.guardEvents.insert({ ...event, kind: 'override', reason: 'a reason of its own' })
  journal.guardEvents.insert({ ...event, kind: 'sent', reason: word, localId })
}

const bodyFiles = (): string =>
  readdirSync(join(folder, 'bodies'))
    .map((name) => readFileSync(join(folder, 'bodies', name), 'utf8'))
    .join('')

describe('what names a forgotten payment', () => {
  it('goes with it, in tables, files and bodies, and nothing else goes', () => {
    for (const [localId, word] of [
      ['local-keep', 'remembered'],
      ['local-gone', 'unforgettable'],
    ] as const) {
      fill(localId, 1, word)
      fillAround(localId, word)
    }
    const shared = largeBody('a list of banks')
    for (const localId of ['local-keep', 'local-gone']) {
      const exchange = { id: `banks-${localId}`, localId, responseBodyKey: shared }
      journal.exchanges.insert(sampleExchange(exchange))
    }
    expect(bodyFiles()).toContain('desk-unforgettable')

    journal.care.forget('local-gone')

    expect(journal.returns.list(9).map(({ id }) => id)).toEqual([
      'loose-remembered',
      'tied-remembered',
    ])
    expect(journal.readinessRuns.list({ limit: 9 }).map(({ reportId }) => reportId)).toEqual([
      'report-remembered',
    ])
    expect(journal.exchanges.get('desk-unforgettable')).toBeUndefined()
    expect(journal.exchanges.get('desk-remembered')).toBeDefined()
    expect(journal.webhooks.get('loose-webhook-unforgettable')).toBeUndefined()
    expect(journal.webhooks.get('loose-webhook-remembered')).toBeDefined()
    // That production was unlocked stays known; what was sent to it goes with the payment.
    expect(journal.guardEvents.list({ limit: 9 }).map(({ kind }) => kind)).toEqual([
      'override',
      'sent',
      'override',
    ])
    expect(onDisk()).not.toMatch(/unforgettable|local-gone/)
    expect(bodyFiles()).not.toContain('unforgettable')
    expect(bodyFiles()).toContain('desk-remembered')
    expect(journal.bodies.slice(shared, 0, 99)?.text).toBe('a list of banks')
  })

  it('is not guessed from an id that is too short to tell', () => {
    fill('local-keep', 1, 'remembered')
    fillAround('local-keep', 'remembered')
    journal.payments.insertIntent(sampleIntent({ localId: 'local-gone', externalId: 'e' }))
    journal.care.forget('local-gone')
    expect(left()).toEqual(['local-keep'])
    expect(journal.returns.list(9)).toHaveLength(2)
    expect(journal.readinessRuns.list({ limit: 9 })).toHaveLength(1)
  })

  it('goes with everything too', () => {
    fill('local-1', 1, 'unforgettable')
    fillAround('local-1', 'unforgettable')
    journal.care.forgetAll(now)
    expect(journal.returns.list(9)).toEqual([])
    expect(journal.readinessRuns.list({ limit: 9 })).toEqual([])
    expect(journal.guardEvents.list({ limit: 9 })).toEqual([])
    expect(onDisk()).not.toMatch(/unforgettable|local-1/)
    expect(readdirSync(join(folder, 'bodies'))).toEqual([])
  })
})

describe('everything forgotten', () => {
  it('leaves a journal that is empty, small and whole', () => {
    for (let made = 0; made < 50; made += 1) fill(`local-${made}`, 1, `secretword${made}`, 20_000)
    const before = journal.care.usage()
    expect(journal.care.forgetAll(now)).toEqual({ payments: 50, wiped: true })
    const after = journal.care.usage()
    expect(after).toMatchObject({ payments: 0, exchanges: 0, observations: 0, webhooks: 0 })
    expect(after.bytes).toBeLessThan(before.bytes / 2)
    expect(onDisk()).not.toMatch(/secretword|payment-secret|xxxxxx/)
    fill('new', 0, 'afterwards')
    expect(
      journal.payments.query({
        search: 'afterwards',
        sort: 'createdAt',
        descending: true,
        offset: 0,
        limit: 1,
      }).total,
    ).toBe(1)
  })
})

describe('retention', () => {
  it('by age removes what has ended and is older, and says beforehand what it would', () => {
    fill('old', 40, 'zwetschge')
    fill('young', 5, 'newer')
    fill('watched', 50, 'watched')
    journal.leases.take({ localId: 'watched', intervalMs: 1, timeoutMs: 1, startedMs: now }, now)
    journal.payments.insertIntent(sampleIntent({ localId: 'under-way', createdAt: daysAgo(60) }))
    journal.exchanges.insert(sampleExchange({ id: 'auth-old', at: daysAgo(40) }))
    journal.exchanges.insert(sampleExchange({ id: 'auth-new', at: daysAgo(1) }))
    const retention = { days: 30, megabytes: 0 }
    const preview = journal.care.preview(retention, now)
    expect(preview).toMatchObject({ payments: 1, exchanges: 2, observations: 1, webhooks: 1 })
    expect(left()).toHaveLength(4)
    expect(journal.care.sweep(retention, now)).toMatchObject({ payments: 1, exchanges: 2 })
    expect(left()).toEqual(['under-way', 'watched', 'young'])
    expect(journal.exchanges.get('auth-old')).toBeUndefined()
    expect(journal.exchanges.get('auth-new')).toBeDefined()
    expect(onDisk()).not.toContain('zwetschge')
    // The search still knows the rest.
    fill('later', 0, 'latercomer')
    const query = { sort: 'createdAt', descending: true, offset: 0, limit: 9 } as const
    expect(journal.payments.query({ ...query, search: 'newer' }).total).toBe(1)
    expect(journal.payments.query({ ...query, search: 'latercomer' }).total).toBe(1)
  })

  it('by size removes the oldest until it fits', () => {
    for (let made = 0; made < 30; made += 1)
      fill(`local-${made}`, 30 - made, `word${made}`, 100_000)
    const result = journal.care.sweep({ days: 0, megabytes: 2 }, now)
    expect(result.bytesAfter).toBeLessThanOrEqual(2_000_000)
    expect(result.payments).toBeGreaterThan(5)
    expect(journal.care.usage().bytes).toBeLessThan(2_500_000)
  })

  it('that keeps all removes nothing', () => {
    fill('old', 4_000, 'ancient')
    expect(journal.care.sweep({ days: 0, megabytes: 0 }, now).payments).toBe(0)
    expect(left()).toEqual(['old'])
  })
})

describe('a journal that is carried elsewhere', () => {
  it('comes back as it was, once', async () => {
    fill('one', 2, 'firstword')
    fill('two', 1, 'secondword')
    const path = join(folder, 'out.ndjson')
    const exported = await journal.transfer.export(path, { maskPersonal: false, at: daysAgo(0) })
    expect(exported).toEqual({ path, lines: 10 })

    const elsewhere = openJournal(temporaryFolder(), 'other', now).journal
    const counts = { payments: 2, exchanges: 2, observations: 2, webhooks: 2 }
    const first = await elsewhere.transfer.import(path, (text) => text)
    expect(first).toEqual({ ...counts, skipped: 0, unreadable: 0 })
    const again = await elsewhere.transfer.import(path, (text) => text)
    expect(again).toMatchObject({ payments: 0, exchanges: 0, skipped: 10 })
    expect(elsewhere.payments.byLocalId('one')).toEqual(journal.payments.byLocalId('one'))
    expect(elsewhere.observations.last('two')).toEqual(journal.observations.last('two'))
    expect(elsewhere.notes.of('one')).toEqual(journal.notes.of('one'))
    elsewhere.close()
  })

  it('holds no personal data unless it was asked for, and no secret that is known', async () => {
    fill('one', 2, '529.982.247-25 ana@example.com')
    // Ids are the rows' own, made by this program; here they hold the word only because all of this row does.
    const path = join(folder, 'masked.ndjson')
    await journal.transfer.export(path, { maskPersonal: true, at: daysAgo(0) })
    const text = readFileSync(path, 'utf8').replaceAll(/"id":"[^"]*"/g, '')
    expect(text).not.toMatch(/529\.982|ana@example/)
    const open = join(folder, 'open.ndjson')
    await journal.transfer.export(open, { maskPersonal: false, at: daysAgo(0) })
    const elsewhere = openJournal(temporaryFolder(), 'other', now).journal
    await elsewhere.transfer.import(open, (text) => text.replaceAll('529.982.247-25', '[redacted]'))
    expect(elsewhere.payments.bodyOf('one')).not.toContain('529.982')
    elsewhere.close()
  })

  it('is refused where it is something else, and read past what is damaged', async () => {
    const path = join(folder, 'out.ndjson')
    fill('one', 2, 'word')
    await journal.transfer.export(path, { maskPersonal: false, at: daysAgo(0) })
    const text = readFileSync(path, 'utf8').split('\n')
    writeFileSync(
      path,
      [
        text[0],
        '{"type":"payment","row":7}',
        'no json',
        '{"type":"users","row":{}}',
        ...text.slice(1),
      ].join('\n'),
    )
    const elsewhere = openJournal(temporaryFolder(), 'other', now).journal
    expect(await elsewhere.transfer.import(path, (line) => line)).toMatchObject({
      payments: 1,
      unreadable: 3,
    })
    writeFileSync(path, 'hello')
    await expect(elsewhere.transfer.import(path, (line) => line)).rejects.toThrow()
    elsewhere.close()
  })
})

it('says that traces are left while another program reads, and wipes them later', () => {
  fill('gone', 1, 'unforgettable')
  const other = new Database(join(folder, 'journal.db'))
  other.exec('BEGIN')
  other.prepare('SELECT count(*) FROM payments').get()
  expect(journal.care.forget('gone')).toBe(false)
  expect(onDisk()).toContain('unforgettable')
  expect(journal.care.forgetAll(now)).toEqual({ payments: 0, wiped: false })
  expect(journal.care.wipe()).toBe(false)
  other.exec('COMMIT')
  other.close()
  expect(journal.care.wipe()).toBe(true)
  expect(onDisk()).not.toContain('unforgettable')
})

it.each(['unknown', 'accepted'] as const)(
  'keeps a payment that is %s and watched by nobody: its only trace is here',
  (state) => {
    fill('old', 400, 'precious')
    journal.payments.update('old', { state })
    expect(journal.care.sweep({ days: 30, megabytes: 0 }, now).payments).toBe(0)
    journal.payments.update('old', { state: 'completed' })
    expect(journal.care.sweep({ days: 30, megabytes: 0 }, now).payments).toBe(1)
  },
)
