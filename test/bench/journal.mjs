// node test/bench/journal.mjs [ROWS]: how long a page and a search take over 100,000 exchanges, 100,000 payments and a log
// of 100,000 rows. Prints the median and the slowest of each; nothing is asserted.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../core/journal/database.ts'
import { exchangesTable } from '../../core/journal/exchanges-table.ts'
import { openJournal } from '../../core/journal/journal.ts'
import { observationsTable } from '../../core/journal/observations-table.ts'

const rows = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'klavi-tester-bench-'))
const start = Date.parse('2026-01-01T00:00:00.000Z')
const at = (index) => new Date(start + index * 60_000).toISOString()
const states = ['completed', 'rejected', 'error', 'accepted', 'unknown']
const banks = ['Banco do Brasil', 'Nubank', 'Itaú Unibanco', 'Caixa Econômica Federal', 'Sicredi']
const id = (index) => `${index.toString(16).padStart(8, '0')}-4744-4933-8960-7add6e590841`
const pad = 'x'.repeat(1_500)

console.log(`filling ${folder} with ${rows} of each …`)
const filling = performance.now()
const { db } = openDatabase(join(folder, 'journal.db'), 0)
const exchanges = exchangesTable(db)
const observations = observationsTable(db)
// As an intent is written, but many at a time.
const payment =
  db.prepare(`INSERT INTO payments (local_id, environment_id, environment_name, origin, external_id, payment_id,
  state, amount_centavos, amount_wire, participant_id, participant_name, payer_name, body, created_at)
  VALUES (@localId, @environmentId, @environmentName, @origin, @externalId, @paymentId, @state, @amountCentavos,
  @amountWire, @participantId, @participantName, @payerName, @body, @createdAt)`)
for (let from = 0; from < rows; from += 2_000) {
  db.transaction(() => {
    for (let index = from; index < Math.min(rows, from + 2_000); index += 1) fill(index)
  })()
}
console.log(`filled in ${((performance.now() - filling) / 1000).toFixed(1)} s`)

function fill(index) {
  const localId = id(index)
  payment.run({
    localId,
    environmentId: index % 3 === 0 ? 'sandbox' : 'simulator',
    environmentName: index % 3 === 0 ? 'Sandbox' : 'Simulator',
    origin: 'https://127.0.0.1:4433',
    externalId: `order-${index}`,
    paymentId: `pay-${index}`,
    state: states[index % 5],
    amountCentavos: (index * 7919) % 1_000_000,
    amountWire: String((index * 7919) % 1_000_000),
    participantId: 'c8f0bf49-4744-4933-8960-7add6e590841',
    participantName: banks[index % 5],
    payerName: `Ana ${String.fromCodePoint(65 + (index % 26))}.`,
    body: JSON.stringify({
      method: index % 2 ? 'PIX_DICT' : 'PIX_MANU_AUTO',
      pad: pad.slice(0, 300),
    }),
    createdAt: at(index),
  })
  exchanges.insert({
    id: `e${id(index)}`,
    environmentId: index % 3 === 0 ? 'sandbox' : 'simulator',
    localId,
    step: index % 10 === 0 ? 'create' : 'status',
    at: at(index),
    method: index % 10 === 0 ? 'POST' : 'GET',
    url: `https://127.0.0.1:4433/payment/customer/v1/payments/pay-${index}/status`,
    httpStatus: index % 50 === 0 ? 503 : 200,
    latencyMs: index % 90,
    requestHeaders: [['authorization', 'Bearer [redacted]']],
    requestBody: '',
    requestBytes: 0,
    responseHeaders: [['content-type', 'application/json']],
    responseBody: pad,
    responseBytes: pad.length,
  })
  observations.insert({
    localId: id(0),
    paymentId: 'pay-0',
    seq: index + 1,
    at: at(index),
    elapsedMs: index,
    latencyMs: index % 90,
    httpStatus: 200,
    status: index < rows / 2 ? 'ENQUEUED' : 'PAYMENT_PENDING',
    changed: index % 1_000 === 0,
    exchangeId: `e${id(index)}`,
  })
}

db.close()
const { journal } = openJournal(folder, 'bench', Date.now())
const first = { offset: 0, limit: 100 }
const payments = { search: '', sort: 'createdAt', descending: true, ...first }
const deep = { ...payments, offset: Math.floor(rows * 0.8) }
const log = { localId: id(0), ...first }
const work = {
  'exchanges: first page': () => journal.exchanges.query({ search: '', ...first }),
  'exchanges: page at 80 %': () =>
    journal.exchanges.query({ search: '', ...first, offset: deep.offset }),
  'exchanges: one found': () => journal.exchanges.query({ search: 'pay-77777', ...first }),
  'exchanges: 2 % found': () => journal.exchanges.query({ search: '503', ...first }),
  'exchanges: all found': () => journal.exchanges.query({ search: 'status', ...first }),
  'exchanges: errors only': () =>
    journal.exchanges.query({ search: '', errorsOnly: true, ...first }),
  'payments: first page': () => journal.payments.query(payments),
  'payments: page at 80 %': () => journal.payments.query(deep),
  'payments: by amount': () => journal.payments.query({ ...payments, sort: 'amount' }),
  'payments: one found': () => journal.payments.query({ ...payments, search: 'order-77777' }),
  'payments: a fifth found': () => journal.payments.query({ ...payments, search: 'nubank' }),
  'payments: two letters': () => journal.payments.query({ ...payments, search: 'Z.' }),
  'payments: two filters': () =>
    journal.payments.query({ ...payments, states: ['rejected'], environmentIds: ['sandbox'] }),
  'payments: facets': () => journal.payments.facets(),
  'log: first window': () => journal.observations.page(log),
  'log: window at 80 %': () => journal.observations.page({ ...log, offset: deep.offset }),
  'log: only changes': () => journal.observations.page({ ...log, onlyChanges: true }),
  'log: search': () => journal.observations.page({ ...log, search: 'pending' }),
  'story: first window': () => journal.story.places(log),
}
for (const [name, run] of Object.entries(work)) {
  const times = []
  for (let round = 0; round < 7; round += 1) {
    const begun = performance.now()
    run()
    times.push(performance.now() - begun)
  }
  times.sort((a, b) => a - b)
  console.log(
    `${name.padEnd(28)} ${times[3].toFixed(1).padStart(8)} ms   ${times[6].toFixed(1).padStart(8)} ms`,
  )
}
journal.close()
rmSync(folder, { recursive: true, force: true })
