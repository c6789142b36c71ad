import type { Requests } from '../../electron/contract/channels.ts'
import type {
  BoardRow,
  ExchangeDetail,
  ExchangeSummary,
  InboxState,
  Page,
  PaymentSummary,
  StoryEntry,
  WebhookRecord,
} from '../../electron/contract/types.ts'
import { FakeFailure, type FakeHandlers, type FakeTransport } from './fake-transport.ts'
import type { World } from './scripted-world.ts'

/** The journal of a scripted world: what the inspector, the history and the webhook inbox read. */
export interface ScriptedJournal {
  /** Its handlers; what is asked of an exchange that it has not goes to those that are handed in. */
  handlers(elsewhere: FakeHandlers): FakeHandlers
  exchanges: ExchangeSummary[]
  /** Bodies by exchange id; what is absent has none. */
  bodies: Map<string, string>
  webhooks: WebhookRecord[]
  inbox: InboxState
  notes: Map<string, StoryEntry[]>
  /** Puts an exchange in and tells of it. */
  exchange(more?: Partial<ExchangeSummary>, body?: string): ExchangeSummary
  webhook(more?: Partial<WebhookRecord>): WebhookRecord
}

const has = (thing: unknown, search: string): boolean =>
  JSON.stringify(thing).toLowerCase().includes(search.toLowerCase())

function page<Row>(rows: readonly Row[], window: { offset: number; limit: number }): Page<Row> {
  const { offset, limit } = window
  return { rows: rows.slice(offset, offset + limit), offset, total: rows.length }
}

export function scriptedJournal(transport: FakeTransport, world: () => World): ScriptedJournal {
  let others: FakeHandlers = {}
  const journal: ScriptedJournal = {
    handlers(elsewhere) {
      others = elsewhere
      return handlers
    },
    exchanges: [],
    bodies: new Map(),
    webhooks: [],
    inbox: { running: false, received: 0 },
    notes: new Map(),
    exchange(more = {}, body) {
      const number = journal.exchanges.length + 1
      const exchange: ExchangeSummary = {
        id: `x${number}`,
        environmentId: 'simulator',
        step: 'status',
        at: new Date(1_800_000_000_000 + number * 1_000).toISOString(),
        method: 'GET',
        url: `https://127.0.0.1:1/payments/p/${number}?full=1`,
        httpStatus: 200,
        latencyMs: 12.4,
        ...more,
      }
      journal.exchanges.push(exchange)
      if (body !== undefined) journal.bodies.set(exchange.id, body)
      transport.emit('exchanges', [exchange])
      return exchange
    },
    webhook(more = {}) {
      const number = journal.webhooks.length + 1
      const record: WebhookRecord = {
        id: `w${number}`,
        environmentId: 'simulator',
        at: new Date(1_800_000_000_000 + number * 1_000).toISOString(),
        verdict: 'valid',
        eventType: 'payment.updated',
        status: 'PAYMENT_COMPLETED',
        externalId: `order-${number}`,
        headers: [['x-klavi-signature', '[redacted]']],
        path: '/webhooks',
        bytes: 26,
        ...more,
      }
      journal.webhooks.push(record)
      transport.emit('webhooks', [record])
      return record
    },
  }
  const payment = (localId: string): PaymentSummary => {
    const found = world().payments.find((one) => one.localId === localId)
    if (!found) throw new FakeFailure({ code: 'unknown-payment', details: { id: localId } })
    return found
  }
  const change = (localId: string, more: Partial<PaymentSummary>): PaymentSummary => {
    const next = { ...payment(localId), ...more }
    world().payments = world().payments.map((one) => (one.localId === localId ? next : one))
    return next
  }
  const exchange = (id: string): ExchangeSummary => {
    const found = journal.exchanges.find((one) => one.id === id)
    if (!found) throw new FakeFailure({ code: 'unknown-exchange', details: { id } })
    return found
  }
  const isMine = (id: string): boolean => journal.exchanges.some((one) => one.id === id)
  const detail = (id: string): ExchangeDetail => ({
    ...exchange(id),
    requestHeaders: [['authorization', '[redacted]']],
    responseHeaders: [['content-type', 'application/json']],
    requestBytes: 0,
    responseBytes: journal.bodies.get(id)?.length ?? 0,
    timings: { queue: 0, dns: 1, tcp: 2, tls: 5, firstByte: 20, download: 1, total: 29 },
    tls: {
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      subject: 'CN=127.0.0.1',
      issuer: 'CN=Klavi Tester simulator',
      validTo: new Date(1_800_000_000_000 + 90 * 86_400_000).toISOString(),
    },
  })
  const ask = <C extends 'exchanges.get' | 'exchanges.body'>(
    channel: C,
    query: Requests[C]['input'],
  ): Requests[C]['output'] | Promise<Requests[C]['output']> => {
    const found = others[channel] as
      ((input: Requests[C]['input']) => Requests[C]['output']) | undefined
    if (!found) throw new FakeFailure({ code: 'unknown-exchange' })
    return found(query)
  }
  const pretty = (id: string): string[] => {
    const body = journal.bodies.get(id) ?? ''
    try {
      return JSON.stringify(JSON.parse(body), null, 2).split('\n')
    } catch {
      return body.split('\n')
    }
  }
  const lines = (id: string, view: string): string[] =>
    view === 'raw' ? (journal.bodies.get(id) ?? '').split('\n') : pretty(id)
  const entries = (localId: string): StoryEntry[] => [
    { id: 'intent', at: payment(localId).createdAt, kind: 'intent' },
    ...journal.exchanges
      .filter((one) => one.localId === localId)
      .map((one): StoryEntry => ({ id: one.id, at: one.at, kind: 'exchange', exchange: one })),
    ...(world().logs.get(localId) ?? [])
      .filter((one) => one.changed)
      .map((one): StoryEntry => ({
        id: `o${one.seq}`,
        at: one.at,
        kind: 'observation',
        observation: one,
      })),
    ...(journal.notes.get(localId) ?? []),
  ]

  const handlers: FakeHandlers = {
    'watch.pause': ({ localId }) => change(localId, { watching: false, paused: true }),
    'watch.resume': ({ localId }) => change(localId, { watching: true, paused: false }),
    'watch.setInterval': ({ localId, intervalMs }) => change(localId, { intervalMs }),
    'watch.board': ({ scope, search = '', sort, descending, ...window }) => {
      const rows = world()
        .payments.filter((one) => scope === 'all' || one.watching || one.paused)
        .filter((one) => has(one, search))
        .map((one): BoardRow => ({ payment: one, polls: 3, failures: 0, lastLatencyMs: 41 }))
        .sort((a, b) =>
          sort === 'amount'
            ? a.payment.amountCentavos - b.payment.amountCentavos
            : a.payment.createdAt.localeCompare(b.payment.createdAt),
        )
      return page(descending ? rows.reverse() : rows, window)
    },
    'history.query': ({ search, environmentIds, states, descending, sort, ...window }) => {
      const rows = world()
        .payments.filter((one) => has(one, search))
        .filter((one) => !environmentIds || environmentIds.includes(one.environmentId))
        .filter((one) => !states || states.includes(one.state))
        .sort((a, b) =>
          sort === 'amount'
            ? a.amountCentavos - b.amountCentavos
            : a.createdAt.localeCompare(b.createdAt),
        )
      return page(descending ? rows.reverse() : rows, window)
    },
    'history.facets': () => ({
      environments: [{ value: 'simulator', name: 'Simulator', count: world().payments.length }],
      states: [...new Set(world().payments.map((one) => one.state))].map((value) => ({
        value,
        count: world().payments.filter((one) => one.state === value).length,
      })),
      statuses: [],
      methods: [],
    }),
    'history.story': ({ localId, offset, limit }) => {
      const all = entries(localId)
      return {
        payment: payment(localId),
        body: '{"externalId":"order-1","amount":"4800"}',
        bodyWhole: true,
        course: { localId, spans: [], stalls: [], happyPath: [] },
        entries: all.slice(offset, offset + limit),
        offset,
        total: all.length,
      }
    },
    'history.addNote': ({ localId, text }) => {
      const notes = journal.notes.get(localId) ?? []
      const note: StoryEntry = {
        id: `n${notes.length + 1}`,
        at: new Date().toISOString(),
        kind: 'note',
        text,
      }
      journal.notes.set(localId, [...notes, note])
      return note
    },
    'history.removeNote': ({ localId, noteId }) => {
      const notes = journal.notes.get(localId) ?? []
      journal.notes.set(
        localId,
        notes.filter((one) => one.id !== noteId),
      )
      return null
    },
    'history.again': ({ localId }) => ({
      environmentId: payment(localId).environmentId,
      environmentName: payment(localId).environmentName,
      flow: 'payment',
      body: '{\n  "externalId": "order-2"\n}',
      externalId: 'order-2',
      whole: true,
      participantName: payment(localId).participantName,
    }),
    'history.compare': ({ first, second }) => ({
      first: payment(first),
      second: payment(second),
      payload: [
        { path: '$.amount', first: '100', second: '200', same: false },
        { path: '$.method', first: 'PIX_MANU_AUTO', second: 'PIX_MANU_AUTO', same: true },
      ],
      facts: [{ path: 'polls', first: '9', second: '9', same: true }],
      courses: [{ status: 'STARTED', firstMs: 1_000, secondMs: 2_000 }],
    }),
    'history.forget': ({ localId }) => {
      payment(localId)
      world().payments = world().payments.filter((one) => one.localId !== localId)
      transport.emit('paymentsForgotten', [localId])
      return { payments: 1, bytesBefore: 90_000, bytesAfter: 80_000 }
    },

    'exchanges.query': ({ search, localId, step, environmentId, errorsOnly, ...window }) =>
      page(
        journal.exchanges
          .filter((one) => has(one, search))
          .filter((one) => localId === undefined || one.localId === localId)
          .filter((one) => step === undefined || one.step === step)
          .filter((one) => environmentId === undefined || one.environmentId === environmentId)
          .filter((one) => !errorsOnly || (one.httpStatus ?? 500) >= 400)
          .reverse(),
        window,
      ),
    'exchanges.get': (query): ExchangeDetail | Promise<ExchangeDetail> =>
      isMine(query.id) ? detail(query.id) : ask('exchanges.get', query),
    'exchanges.lines': ({ id, view, offset, limit }) => {
      const all = lines(id, view)
      return {
        lines: all.slice(offset, offset + limit),
        offset,
        total: all.length,
        widest: Math.max(1, ...all.map((line) => line.length)),
        isJson: true,
      }
    },
    'exchanges.find': ({ id, view, text }) => {
      const matches = lines(id, view).flatMap((line, number) => {
        const column = line.toLowerCase().indexOf(text.toLowerCase())
        return column === -1 ? [] : [{ line: number, column }]
      })
      return { matches, total: matches.length }
    },
    'exchanges.pathAt': ({ line }) => ({ path: line === 0 ? '$' : `$.line${line}` }),
    'exchanges.tree': ({ id, path, ...window }) => {
      const value = path
        .split('.')
        .slice(1)
        .reduce(
          (at, key) => (at as Record<string, unknown>)[key],
          JSON.parse(journal.bodies.get(id) ?? '{}') as unknown,
        ) as Record<string, unknown>
      const nodes = Object.entries(value).map(([key, child]) => ({
        key,
        path: `${path}.${key}`,
        kind: (typeof child === 'object' ? 'object' : typeof child) as 'object' | 'string',
        preview: typeof child === 'object' ? '{…}' : JSON.stringify(child),
        children: typeof child === 'object' ? Object.keys(child as object).length : 0,
      }))
      return page(nodes, window)
    },
    'exchanges.previous': ({ id }) =>
      journal.exchanges[journal.exchanges.findIndex((one) => one.id === id) - 1] ?? null,
    'exchanges.diff': ({ id }) => {
      const before = journal.exchanges[journal.exchanges.findIndex((one) => one.id === id) - 1]
      if (!before) return { lines: [], previousId: null, tooLarge: false }
      return {
        lines: [
          { kind: 'same', text: '{' },
          { kind: 'removed', text: '  "status": "A"' },
          { kind: 'added', text: '  "status": "B"' },
          { kind: 'same', text: '}' },
        ],
        previousId: before.id,
        tooLarge: false,
      }
    },
    'exchanges.drift': ({ id }) => [
      {
        environmentId: exchange(id).environmentId,
        step: exchange(id).step,
        path: '$.extra',
        kind: 'unknown-field',
        verdict: 'drift',
        expected: '',
        seen: 'string',
        example: '"x"',
        firstAt: exchange(id).at,
        lastAt: exchange(id).at,
        count: 2,
      },
    ],
    'exchanges.body': (query) => {
      const { id, offset, length } = query
      if (!isMine(id)) return ask('exchanges.body', query)
      const text = journal.bodies.get(id) ?? ''
      return { text: text.slice(offset, offset + length), offset, total: text.length }
    },
    'exchanges.code': ({ format, maskPersonal }) => {
      const text = `${format} ${maskPersonal ? 'masked' : 'open'}`
      return { text, fileName: `exchange.${format}`, total: text.length }
    },
    'exchanges.export': ({ format }) => ({ path: `/tmp/exchanges.${format}` }),

    'journal.usage': () => ({
      bytes: 4_200_000,
      payments: world().payments.length,
      exchanges: journal.exchanges.length,
      observations: 0,
      webhooks: journal.webhooks.length,
      file: '/home/ana/.config/klavi-tester/journal.db',
      writable: true,
    }),
    'journal.preview': () => swept,
    'journal.sweep': () => swept,
    'journal.export': () => ({ path: '/home/ana/journal.ndjson', lines: 120 }),
    'journal.import': () => ({
      payments: 2,
      exchanges: 4,
      observations: 9,
      webhooks: 0,
      skipped: 1,
      unreadable: 0,
    }),
    'journal.forgetEverything': () => {
      world().payments = []
      transport.emit('paymentsForgotten', ['*'])
      return { payments: 2, bytesBefore: 90_000, bytesAfter: 4_096 }
    },

    'webhooks.state': () => journal.inbox,
    'webhooks.start': ({ environmentId }) =>
      (journal.inbox = {
        running: true,
        environmentId,
        url: 'http://127.0.0.1:4200/webhooks',
        port: 4200,
        received: journal.webhooks.length,
      }),
    'webhooks.stop': () => (journal.inbox = { running: false, received: 0 }),
    'webhooks.query': ({ search, verdict, ...window }) =>
      page(
        journal.webhooks
          .filter((one) => has(one, search) && (!verdict || one.verdict === verdict))
          .reverse(),
        window,
      ),
    'webhooks.body': () => ({
      text: '{"status":"PAYMENT_COMPLETED"}',
      offset: 0,
      total: 30,
    }),
    'webhooks.replay': () => ({ httpStatus: 204, latencyMs: 7 }),
  }
  return journal
}

const swept = {
  payments: 3,
  exchanges: 12,
  observations: 40,
  webhooks: 0,
  bytesBefore: 90_000,
  bytesAfter: 60_000,
}
