import { Buffer } from 'node:buffer'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createGotWire } from '../../../core/klavi/http/got-wire.ts'
import { createNodeWire } from '../../../core/klavi/http/node-wire.ts'
import { KlaviError } from '../../../core/failure.ts'
import { klaviLike, workbenchOn, type KlaviLike } from '../../support/core/klavi-like.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'

const payment = { id: 'p-9', status: 'STARTED', provider: { tradeName: 'Banco São João' } }
const latin1 = Buffer.from(JSON.stringify(payment), 'latin1')
const once = { watch: false } as const

describe.each([
  ['got', createGotWire],
  ['node', createNodeWire],
] as const)('over %s’s wire', (_name, createWire) => {
  const scene = async (calls: KlaviLike) => {
    const server = await klaviLike(calls)
    const ports = { extraEnvironment: server.environment, loadWire: async () => createWire() }
    return { server, ...(await workbenchOn(server, { ports })) }
  }

  it.each<[what: string, body: Buffer, headers?: Record<string, string>]>([
    ['a byte order mark', Buffer.from(`\uFEFF${JSON.stringify(payment)}`)],
    ['latin-1 bytes', latin1],
    [
      'latin-1 bytes that are called so',
      latin1,
      { 'content-type': 'application/json; charset=iso-8859-1' },
    ],
    ['a wrong content type', Buffer.from(JSON.stringify(payment)), { 'content-type': 'text/html' }],
  ])('a payment answered with %s is created and shown', async (_what, body, headers = {}) => {
    const { bench, server } = await scene({ create: () => ({ status: 201, body, headers }) })
    const sent = await bench.payments.send('custom', sampleDraft(), once)
    expect(sent.payment).toMatchObject({ state: 'accepted', paymentId: 'p-9' })
    expect(server.of('POST /payments')).toHaveLength(1)
    const [exchange] = bench.exchanges.list({ localId: sent.payment.localId, limit: 1 })
    const shown = bench.exchanges.body({
      id: exchange?.id ?? '',
      side: 'response',
      offset: 0,
      length: 1_000,
    })
    expect(JSON.parse(shown.text)).toMatchObject({
      id: 'p-9',
      // What is no UTF-8 is marked where it stood, and costs nothing around it.
      provider: { tradeName: expect.stringMatching(/^Banco S(ã|\uFFFD)o Jo(ã|\uFFFD)o$/) },
    })
  })

  it.each<
    [
      what: string,
      answer: { status: number; body: string | Buffer; headers?: Record<string, string> },
      code: string,
    ]
  >([
    ['a page in a 500', { status: 500, body: '<html>sorry</html>' }, 'http-server'],
    ['a page in a 200', { status: 200, body: '<html>sorry</html>' }, 'malformed-body'],
    ['JSON that is cut', { status: 200, body: '[{"id":"b-1"' }, 'malformed-body'],
    [
      'bytes that are no text',
      { status: 200, body: Buffer.from([0xff, 0xfe, 0x00]) },
      'malformed-body',
    ],
    [
      'a gzip bomb',
      {
        status: 200,
        body: gzipSync(Buffer.alloc(65 * 1024 * 1024, ' ')),
        headers: { 'content-encoding': 'gzip' },
      },
      'too-large',
    ],
    [
      'a redirect to another origin',
      { status: 302, body: '', headers: { location: 'https://evil.test/payments' } },
      'redirect-refused',
    ],
    [
      'a redirect to itself',
      { status: 302, body: '', headers: { location: '/payment/customer/v1/participants' } },
      'redirect-refused',
    ],
  ])('%s is told as such', async (_what, answer, code) => {
    const { bench, server } = await scene({ participants: () => answer })
    const failure = await bench.participants.fetch('custom').catch((thrown: unknown) => thrown)
    expect(failure).toBeInstanceOf(KlaviError)
    expect(failure).toMatchObject({ code })
    // A 500 may pass; everything else is asked for once, and no redirect is followed in a circle.
    expect(server.of('GET /participants')).toHaveLength(code === 'http-server' ? 3 : 1)
  })
})
