import { request } from 'node:http'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { redactionMark } from '../../../core/evidence/redactor.ts'
import { klaviLike, workbenchOn } from '../../support/core/klavi-like.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'

const secretKey = 'Zk9+qW/7-Lm3pX+1bN2v'
const keys = { accessKey: 'access-key-of-the-test-7f3a', secretKey }

/** As .NET's System.Text.Json writes it. */
const asNet = (value: unknown): string =>
  JSON.stringify(value).replace(/[+<>&']/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
  })

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())

/** A server that echoes what it knows wherever it can, and a workbench that has its keys. */
async function scene() {
  const cut = `${'x'.repeat(70)}${secretKey}`
  const body = { id: 'p-1', status: 'ENQUEUED', note: cut, [secretKey]: { [secretKey]: 1 } }
  const server = await klaviLike({
    any: ({ path }) =>
      path === '/whoami' ? { status: 200, body: asNet({ key: secretKey }) } : undefined,
    participants: () => ({
      status: 200,
      body: asNet({ data: [{ id: 'b-1', name: 'B', [secretKey]: secretKey }] }),
    }),
    status: () => ({ status: 200, body: asNet(body) }),
  })
  const test = await workbenchOn(server)
  await test.bench.credentials.save('custom', keys)
  return test
}

it('a key that a server escapes, cuts or uses as a name stands nowhere, shown or on disk', async () => {
  const { bench, folder, close } = await scene()
  const { participants } = await bench.participants.fetch('custom')
  const { payment } = await bench.payments.send('custom', sampleDraft(), { watch: false })
  const details = await bench.payments.details(payment.localId)
  const reply = await bench.requests.send({
    environmentId: 'custom',
    method: 'GET',
    path: '/whoami',
    query: [],
    body: '',
  })
  const shown = bench.exchanges.body({
    id: reply.exchangeId ?? '',
    side: 'response',
    offset: 0,
    length: 1_000,
  }).text
  expect(shown).toBe(`{"key":"${redactionMark}"}`)
  const findings = bench.drift.list('custom')
  expect(findings.map(({ path }) => path)).toContain(`$.${redactionMark}`)
  expect(findings.map(({ path }) => path)).toContain(`$.data[].${redactionMark}`)
  expect(participants[0]?.raw).toEqual({ id: 'b-1', name: 'B', [redactionMark]: redactionMark })
  expect(details.raw).toMatchObject({ [redactionMark]: { [redactionMark]: 1 } })

  const exported = bench.drift.export('json', 'custom') + bench.drift.export('markdown', 'custom')
  const seen = JSON.stringify([participants, details, findings, exported])
  expect(seen).toContain('xxxxx')
  await close()
  const files = filesBelow(folder).map((path) => readFileSync(path).toString('latin1'))
  expect(files.some((text) => text.includes('xxxxx'))).toBe(true)
  for (const text of [seen, ...files]) expect(text).not.toMatch(/Zk9|Lm3pX|1bN2v/)
})

it('a key in the address that a payer comes back to is not cut before it is taken out', async () => {
  const { bench } = await scene()
  const { url } = await bench.returns.open()
  const note = encodeURIComponent('x'.repeat(490) + secretKey)
  await fetch(`${url}?note=${note}&error=${encodeURIComponent(secretKey)}`)
  const shown = JSON.stringify(bench.returns.visits())
  expect(shown).toContain('xxxxx')
  expect(shown).not.toMatch(/Zk9|Lm3pX/)
})

it('nor one in an event of a webhook', async () => {
  const { bench } = await scene()
  const { url = '' } = await bench.inbox.start('custom')
  const sent = request(url, { method: 'POST' })
  sent.end(JSON.stringify({ eventName: 'x'.repeat(490) + secretKey, payload: { id: 'p-1' } }))
  await once(sent, 'response')
  const page = JSON.stringify(bench.inbox.query({ search: '', offset: 0, limit: 10 }))
  expect(page).toContain('xxxxx')
  expect(page).not.toMatch(/Zk9|Lm3pX/)
})
