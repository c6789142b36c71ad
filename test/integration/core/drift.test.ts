import { expect, it } from 'vitest'
import type { DriftFinding } from '../../../core/model/drift.ts'
import { klaviLike, tokenNumber, workbenchOn } from '../../support/core/klavi-like.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'

const findings = (list: DriftFinding[]): string[] =>
  list.map(({ step, path, kind, verdict, seen }) =>
    [step, path, kind, verdict, seen].filter((part) => part !== '').join(' '),
  )

async function scene() {
  const statuses = [
    { id: 'p-1', status: 'CONSENT_AUTHORIED', amount: 4800 },
    { id: 'p-1', status: 'CONSENT_AUTHORIED', amount: 4800, mood: `of ${tokenNumber(1)}` },
    { id: 'p-1', status: 'PAYMENT_LOST' },
    { status: 'PAYMENT_COMPLETED' },
  ]
  const server = await klaviLike({
    auth: () => ({ status: 200, body: { accessToken: tokenNumber(1), expireIn: 'soon' } }),
    participants: () => ({ status: 200, body: { data: [{ id: 'b-1', name: 'B', isBeta: true }] } }),
    create: () => ({ status: 201, body: { id: 'p-1', status: 'ENQUEUED' } }),
    status: (poll) => ({ status: 200, body: statuses[Math.min(poll, statuses.length) - 1] }),
  })
  const test = await workbenchOn(server)
  await test.bench.participants.fetch('custom')
  const { payment } = await test.bench.payments.send('custom', sampleDraft(), {
    watch: { intervalMs: 10 },
  })
  const end = await test.bench.watch.finished(payment.localId)
  return { ...test, end }
}

it('collects every kind of difference from the documentation, and the payment goes its way', async () => {
  const { bench, end } = await scene()
  expect(end).toMatchObject({ outcome: 'completed' })
  expect(findings(bench.drift.list('custom')).sort()).toMatchInlineSnapshot(`
    [
      "auth $.expireIn other-type drift string",
      "create $.externalId missing drift",
      "participants $.data[].isBeta unknown-field learned boolean",
      "status $.amount other-type learned number",
      "status $.id missing learned",
      "status $.mood unknown-field learned string",
      "status $.status unknown-status drift CONSENT_AUTHORIED",
      "status $.status unknown-status drift PAYMENT_LOST",
    ]
  `)
  const twice = bench.drift.list('custom').find(({ path }) => path === '$.amount')
  expect(twice).toMatchObject({ count: 2 })
  expect((twice?.lastAt ?? '') >= (twice?.firstAt ?? 'x')).toBe(true)
})

it('is exported whole, as JSON and as Markdown, without a secret', async () => {
  const { bench } = await scene()
  const list = bench.drift.list('custom')
  const json = bench.drift.export('json', 'custom')
  expect(JSON.parse(json)).toEqual(list)
  const markdown = bench.drift.export('markdown', 'custom')
  const rows = markdown.trimEnd().split('\n').slice(2)
  expect(rows).toHaveLength(list.length)
  for (const [index, { path, count }] of list.entries()) {
    expect(rows[index]).toContain(`\`${path}\``)
    expect(rows[index]).toContain(`| ${count} |`)
  }
  for (const text of [json, markdown]) {
    expect(text).toContain('[redacted]')
    expect(text).not.toContain(tokenNumber(1))
  }
})

it('is kept for each environment, and forgotten for one', async () => {
  const { bench } = await scene()
  expect(bench.drift.list('sandbox')).toEqual([])
  expect(bench.drift.list()).toEqual(bench.drift.list('custom'))
  bench.drift.clear('sandbox')
  expect(bench.drift.list('custom')).not.toEqual([])
  bench.drift.clear('custom')
  expect(bench.drift.list()).toEqual([])
})
