import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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

describe('everything forgotten', () => {
  it('leaves a journal that is empty, small and whole', () => {
    for (let made = 0; made < 50; made += 1) fill(`local-${made}`, 1, `secretword${made}`, 20_000)
    const before = journal.care.usage()
    expect(journal.care.forgetAll()).toBe(50)
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
    const { writeFileSync } = await import('node:fs')
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
