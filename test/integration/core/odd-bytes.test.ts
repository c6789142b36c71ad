import { Buffer } from 'node:buffer'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createGotWire } from '../../../core/klavi/http/got-wire.ts'
import { createNodeWire } from '../../../core/klavi/http/node-wire.ts'
import { KlaviError } from '../../../core/failure.ts'
import { klaviLike, workbenchOn, type KlaviLike } from '../../support/core/klavi-like.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'
import type { TestWorkbench } from '../../support/core/test-workbench.ts'

const payment = { id: 'p-9', status: 'STARTED', provider: { tradeName: 'Banco São João' } }
const latin1 = Buffer.from(JSON.stringify(payment), 'latin1')
const utf8 = Buffer.from(JSON.stringify(payment))
const utf16 = Buffer.from(JSON.stringify(payment), 'utf16le')
const typed = (type: string): Record<string, string> => ({ 'content-type': type })
const textOf = ({ exchanges }: TestWorkbench['bench'], id = ''): string =>
  exchanges.body({ id, side: 'response', offset: 0, length: 1_000 }).text
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
    ['latin-1 bytes that are called so', latin1, typed('application/json; charset=iso-8859-1')],
    ['latin-1 in quotes', latin1, typed('application/json;CHARSET="Latin1"; x=y')],
    ['UTF-16 that is called so', utf16, typed('application/json; charset=utf-16le')],
    ['a charset that nobody knows', utf8, typed('application/json; charset=klavi-8')],
    ['a wrong content type', utf8, typed('text/html')],
  ])('a payment answered with %s is created and shown', async (_what, body, headers = {}) => {
    const { bench, server } = await scene({ create: () => ({ status: 201, body, headers }) })
    const sent = await bench.payments.send('custom', sampleDraft(), once)
    expect(sent.payment).toMatchObject({ state: 'accepted', paymentId: 'p-9' })
    expect(server.of('POST /payments')).toHaveLength(1)
    const [exchange] = bench.exchanges.list({ localId: sent.payment.localId, limit: 1 })
    expect(textOf(bench, exchange?.id)).toContain('Banco São João')
  })

  it('latin-1 bytes that nobody calls so are marked where they stood, and cost nothing around them', async () => {
    const { bench } = await scene({ create: () => ({ status: 201, body: latin1 }) })
    const { payment: sent } = await bench.payments.send('custom', sampleDraft(), once)
    expect(sent).toMatchObject({ state: 'accepted', paymentId: 'p-9' })
    const [exchange] = bench.exchanges.list({ localId: sent.localId, limit: 1 })
    expect(JSON.parse(textOf(bench, exchange?.id))).toMatchObject({
      id: 'p-9',
      provider: { tradeName: 'Banco S\uFFFDo Jo\uFFFDo' },
    })
  })

  it('a list that goes to a file is written in its charset, too', async () => {
    const banks = Array.from({ length: 12_000 }, (_, index) => ({
      id: `b-${index}`,
      name: 'Itaú Unibanco São Paulo',
      avatar: `https://cdn.example/${'x'.repeat(60)}.svg`,
    }))
    const body = Buffer.from(JSON.stringify({ data: banks }), 'latin1')
    const { bench } = await scene({
      participants: () => ({
        status: 200,
        body,
        headers: typed('application/json; charset=latin1'),
      }),
    })
    const { participants } = await bench.participants.fetch('custom')
    expect(participants.at(-1)?.name).toBe('Itaú Unibanco São Paulo')
    const [exchange] = bench.exchanges.list({ environmentId: 'custom', limit: 1 })
    expect(textOf(bench, exchange?.id)).toContain('Itaú Unibanco São Paulo')
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
