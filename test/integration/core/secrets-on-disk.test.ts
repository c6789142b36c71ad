import { Buffer } from 'node:buffer'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { klaviLike, testKeys, tokenNumber, workbenchOn } from '../../support/core/klavi-like.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'
import { openTestWorkbench } from '../../support/core/test-workbench.ts'

/** Everything that the program itself wrote; the simulator's own folder plays the server, which knows its keys. */
function written(folder: string): Buffer {
  const names = readdirSync(folder).filter((name) => /^(journal\.db|settings\.json)/.test(name))
  expect(names).toContain('journal.db')
  expect(names).toContain('settings.json')
  return Buffer.concat(names.map((name) => readFileSync(join(folder, name))))
}

function expectNowhere(bytes: Buffer, secrets: string[]): void {
  for (const secret of secrets) {
    const raw = Buffer.from(secret)
    const forms = [
      raw,
      Buffer.from(JSON.stringify(secret).slice(1, -1)),
      Buffer.from(encodeURIComponent(secret)),
      Buffer.from(raw.toString('hex')),
      ...[0, 1, 2].map((shift) => {
        const core = Buffer.concat([Buffer.alloc(shift), raw]).toString('base64')
        return Buffer.from(core.slice(4, -6))
      }),
    ]
    for (const form of forms) expect(bytes.includes(form), form.toString()).toBe(false)
  }
}

it('a whole flow leaves no key and no token on the disk', async () => {
  const test = await openTestWorkbench()
  const { bench, folder } = test
  await bench.authenticate('simulator')
  await bench.participants.fetch('simulator')
  const { payment } = await bench.payments.send('simulator', sampleDraft())
  await bench.watch.finished(payment.localId)
  await bench.payments.send('simulator', sampleDraft(), { watch: false })
  const identity = JSON.parse(readFileSync(join(folder, 'simulator', 'identity.json'), 'utf8')) as {
    accessKey: string
    secretKey: string
  }
  const [auth] = bench.exchanges.list({ limit: 100 }).filter(({ step }) => step === 'auth')
  const reply = bench.exchanges.body({
    id: auth?.id ?? '',
    side: 'response',
    offset: 0,
    length: 9_999,
  })
  expect(reply.text).toContain('[redacted]')
  await test.close()

  const bytes = written(folder)
  expectNowhere(bytes, [identity.accessKey, identity.secretKey])
  // The simulator's tokens are JWTs: no part of one may be there.
  expect(bytes.toString('latin1')).not.toMatch(/eyJ[\w-]{5,}\.eyJ/)
  // What was looked for in vain is looked for in the right place.
  expect(bytes.includes(payment.externalId)).toBe(true)
})

it('a payload that holds keys leaves none on the disk and in no export, and says so', async () => {
  const test = await openTestWorkbench()
  const { bench, folder } = test
  const secretKey = 'unknown-to-anyone-9f2c'
  const accessKey = 'nobody-has-this-one-71'
  const text = JSON.stringify({ externalId: 'kept-as-typed', accessKey, secretKey })
  const line = `curl https://h.example/auth -d '${text}'`
  const { text: imported, notes } = bench.payload.import(line)
  expect(notes.join(' ')).toContain('looks like a key')
  const token = `eyJhbGciOiJFUzI1NiJ9.${Buffer.from('{"a":1}').toString('base64url')}.c2lnbmVk`
  bench.payload.save('simulator', {
    text: imported,
    participantName: '',
    typed: { description: token },
  })
  expect(bench.payload.open('simulator').text).toBe(text)
  const { findings } = bench.payload.preview('simulator', imported)
  const told = findings.filter(({ code }) => code === 'secret').map(({ path }) => path.join('.'))
  expect(told).toEqual(['accessKey', 'secretKey'])
  for (const form of ['curl', 'fetch', 'python', 'java', 'csharp', 'json'] as const) {
    const made = bench.payload.export('simulator', imported, form)
    expectNowhere(Buffer.from(made.text), [accessKey, secretKey])
    if (form !== 'json') expect(made.variables).toContain('KLAVI_SECRET_KEY')
  }
  await test.close()
  const bytes = written(folder)
  expectNowhere(bytes, [accessKey, secretKey, token])
  expect(bytes.includes('kept-as-typed')).toBe(true)
})

it('a server that gives everything back in its own way leaves nothing either', async () => {
  const { accessKey, secretKey } = testKeys
  const everything = [accessKey, secretKey, tokenNumber(1), tokenNumber(2)]
  const echo = {
    plain: everything,
    nested: JSON.stringify({ inner: JSON.stringify({ inner: everything }) }),
    url: `https://a.example/?${new URLSearchParams({ all: everything.join(' ') }).toString()}`,
    base64: ['', 'x', 'xy'].map((before) =>
      Buffer.from(before + everything.join('|')).toString('base64'),
    ),
    hex: everything.map((secret) => Buffer.from(secret).toString('hex')),
  }
  const reason = { code: 'X', title: tokenNumber(1), detail: `${accessKey} ${secretKey}` }
  const server = await klaviLike({
    participants: () => ({
      status: 200,
      body: { data: [{ id: 'b-1', name: `Bank ${secretKey}`, echo }] },
      headers: { 'x-debug': `key=${accessKey}` },
    }),
    create: () => ({ status: 201, body: { id: 'p-1', status: 'ENQUEUED', echo } }),
    status: (poll) =>
      poll === 1
        ? { status: 500, body: { message: [`failed with ${tokenNumber(1)}`], echo } }
        : { status: 200, body: { id: 'p-1', status: 'PAYMENT_REJECTED', error: reason, echo } },
  })
  const test = await workbenchOn(server)
  const { bench, folder, events } = test
  await bench.authenticate('custom')
  const list = await bench.participants.fetch('custom')
  const { payment } = await bench.payments.send('custom', sampleDraft(), {
    watch: { intervalMs: 20 },
  })
  const outcome = await bench.watch.finished(payment.localId)
  expect(outcome).toMatchObject({ outcome: 'rejected', reason: { code: 'X' } })
  await test.close()

  const shown = Buffer.from(JSON.stringify([events, list, outcome]))
  for (const bytes of [written(folder), shown]) {
    expectNowhere(bytes, [accessKey, secretKey, tokenNumber(1)])
  }
})
