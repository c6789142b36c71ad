import { describe, expect, test } from 'vitest'
import { requestSchemas } from '../../../../electron/contract/schemas.ts'
import type { RequestChannel, Requests } from '../../../../electron/contract/channels.ts'

const environmentDraft = {
  name: 'Partner B',
  origin: 'https://api.example',
  prefix: '/payment/customer/v1',
  dialect: 'g2' as const,
  colour: '#3366cc',
  risky: true,
  exchange: { proxyMode: 'url' as const, proxyUrl: 'http://proxy.example:8080' },
  variables: { tenant: 'b' },
}
const environmentId = 'simulator'
const localId = '1f0c5a52-0bd0-4c5c-9f5e-6b8a3b7c9d10'

const window = { offset: 0, limit: 100 }
const body = { id: 'e-1', side: 'response' as const }

const good: { [K in RequestChannel]: Requests[K]['input'] } = {
  'app.info': null,
  'app.openExternal': { url: 'https://bank.example/consent?x=1' },
  'app.copyText': { text: 'a payment id' },
  'settings.get': null,
  'settings.set': { theme: 'dark' },
  'environments.list': null,
  'environments.check': { environmentId: null, draft: environmentDraft },
  'environments.editable': { environmentId },
  'environments.add': { draft: environmentDraft },
  'environments.edit': { environmentId, draft: environmentDraft },
  'environments.duplicate': { environmentId, name: 'Copy' },
  'environments.reset': { environmentId },
  'environments.removal': { environmentId },
  'environments.remove': { environmentId },
  'environments.test': { environmentId },
  'environments.export': { environmentIds: null },
  'environments.exportFile': { environmentIds: [environmentId] },
  'environments.importPreview': { text: '{}' },
  'environments.importFile': null,
  'environments.import': { text: '{}', indexes: [0, 2] },
  'environments.setSecret': { environmentId, which: 'proxy-password', secret: null },
  'environments.hasSecret': { environmentId, which: 'key-passphrase' },
  'credentials.list': { environmentId },
  'credentials.status': { environmentId, set: 'partner A' },
  'credentials.save': { environmentId, accessKey: 'a', secretKey: 'b', replace: true },
  'credentials.useSimulatorKeys': null,
  'credentials.test': { environmentId },
  'credentials.delete': { environmentId },
  'credentials.activate': { environmentId, set: 'partner A' },
  'credentials.confirmOrigin': { environmentId, origin: 'https://api.example' },
  'credentials.findInSnippet': { text: 'ACCESS_KEY=a' },
  'guard.state': { environmentId },
  'guard.unlock': { environmentId, typedName: 'Production' },
  'guard.lock': { environmentId: null },
  'guard.override': { environmentId, reason: 'the report is on its way' },
  'guard.log': { environmentId: null, limit: 50 },
  'credentials.cancelWait': null,
  'auth.authenticate': { environmentId },
  'participants.cached': { environmentId },
  'participants.fetch': { environmentId },
  'payments.list': { search: '', limit: 50 },
  'payments.get': { localId },
  'payments.adopt': { localId, paymentId: 'p-1' },
  'payments.details': { localId },
  'payments.knownDetails': { localId },
  'payments.cancel': { localId, document: '529.982.247-25' },
  'payments.resend': { localId, confirm: true },
  'payments.sendBody': { environmentId, flow: 'whitelabel', body: '{}' },
  'requests.send': {
    environmentId,
    method: 'POST',
    path: '/participants',
    query: [['limit', '2']],
    body: '',
  },
  'requests.catalogue': { environmentId },
  'requests.posts': { environmentId, limit: 100 },
  'requests.payment': { environmentId, paymentId: 'p-1', flow: 'payment' },
  'requests.watch': { environmentId, paymentId: 'p-1' },
  'tokens.view': { environmentId },
  'drift.list': { environmentId },
  'drift.export': { environmentId, format: 'markdown' },
  'drift.clear': { environmentId },
  'watch.log': { localId, afterSeq: 0, limit: 1_000 },
  'watch.page': { localId, ...window, onlyChanges: true, search: 'REJECTED' },
  'watch.pause': { localId },
  'watch.resume': { localId },
  'watch.setInterval': { localId, intervalMs: 3_000 },
  'watch.view': { localId },
  'watch.course': { localId },
  'watch.board': { scope: 'active', sort: 'age', descending: true, ...window },
  'history.query': {
    search: 'nubank',
    states: ['accepted'],
    from: '2026-11-22T00:00:00.000Z',
    sort: 'createdAt',
    descending: true,
    ...window,
  },
  'history.facets': null,
  'history.story': { localId, everyPoll: true, ...window },
  'history.addNote': { localId, text: 'asked support' },
  'history.removeNote': { localId, noteId: 'n-1' },
  'history.again': { localId },
  'history.compare': { first: localId, second: 'l-2' },
  'history.forget': { localId },
  'exchanges.query': { search: '', statusClass: '5xx', errorsOnly: true, ...window },
  'exchanges.previous': { id: 'e-1' },
  'exchanges.drift': { id: 'e-1' },
  'exchanges.lines': { ...body, view: 'pretty', ...window },
  'exchanges.find': { ...body, view: 'raw', text: 'id' },
  'exchanges.tree': { ...body, path: '$.data[3]', ...window },
  'exchanges.pathAt': { ...body, line: 7 },
  'exchanges.diff': body,
  'exchanges.code': {
    format: 'curl',
    filter: { search: '', errorsOnly: true },
    maskPersonal: true,
  },
  'exchanges.export': { format: 'har', localId, maskPersonal: false },
  'journal.usage': null,
  'journal.preview': { days: 90, megabytes: 0 },
  'journal.sweep': { days: 0, megabytes: 500 },
  'journal.forgetEverything': { confirm: true },
  'journal.export': { maskPersonal: true },
  'journal.import': null,
  'webhooks.state': null,
  'webhooks.start': { environmentId, port: 8_787 },
  'webhooks.stop': null,
  'webhooks.query': { search: '', verdict: 'late', ...window },
  'webhooks.body': { id: 'w-1', offset: 0, length: 1_000 },
  'webhooks.replay': { id: 'w-1', url: 'http://127.0.0.1:9000/hook' },
  'watch.start': { localId },
  'watch.stop': { localId },
  'watch.pollNow': { localId },
  'exchanges.list': { localId, limit: 100 },
  'exchanges.get': { id: 'x' },
  'exchanges.body': { id: 'x', side: 'response', offset: 0, length: 65_536 },
  'simulator.state': null,
  'simulator.start': null,
  'simulator.catalogue': null,
  'simulator.configure': {
    stepMs: 250,
    speed: 0,
    autoAuthorize: false,
    consentMs: null,
    webhookUrl: 'http://127.0.0.1:4200/webhooks',
  },
  'simulator.recipe': { name: 'friday-evening' },
  'simulator.addFault': {
    rule: {
      route: 'payment-status',
      fault: { kind: 'status', httpStatus: 503, retryAfterS: 1, body: 'html' },
      probability: 0.5,
      skip: 1,
      count: 2,
      durationMs: 15_000,
    },
  },
  'simulator.removeFault': { index: 0 },
  'simulator.nextOutcome': { outcome: { kind: 'payment-rejected', code: 'SALDO_INSUFICIENTE' } },
  'simulator.payments': { limit: 200 },
  'simulator.act': { id: 'p-1', action: 'step' },
  'simulator.requests': { limit: 1_000 },
  'simulator.revokeTokens': null,
  'simulator.revealCa': null,
  'simulator.follow': { on: true },
  'notices.list': null,
  'payload.open': { environmentId: 'simulator' },
  'payload.save': {
    environmentId: 'simulator',
    document: {
      text: '{',
      participantName: '',
      typed: { amount: '48,00' },
      presetId: 'own:a.json',
    },
  },
  'payload.preview': { environmentId: 'simulator', text: '{}' },
  'payload.send': { environmentId: 'simulator', text: '{}', participantName: '', negative: true },
  'payload.translate': { text: '{}', from: 'g1', to: { dialect: 'g2', method: 'PIX_DICT' } },
  'payload.inspectBrCode': { text: '00020126' },
  'payload.fillFromBrCode': { environmentId: 'simulator', text: '{}', code: '000201' },
  'payload.renderBrCode': { environmentId: 'simulator', text: '{}' },
  'payload.inspectPixKey': { text: 'pix@example.com' },
  'payload.inspectDocument': { text: '52998224725' },
  'payload.inspectAmount': { text: '48,00' },
  'payload.generateDocument': { type: 'cnpj-alphanumeric' },
  'payload.import': { text: 'curl https://example.com' },
  'payload.export': { environmentId: 'simulator', text: '{}', form: 'curl' },
  'payload.compare': { environmentId: 'simulator', text: '{}', against: { kind: 'minimal' } },
  'payload.sentText': { localId: 'p1' },
  'presets.list': { environmentId: 'simulator', search: '' },
  'presets.folder': null,
  'presets.chooseFolder': null,
  'presets.save': { name: 'a', environmentId: 'simulator', text: '{}', replace: false },
  'presets.duplicate': { environmentId: 'simulator', id: 'builtin:minimal', name: 'b' },
  'presets.remove': { id: 'own:a.json' },
  'matrix.start': {
    environmentId: 'simulator',
    text: '{}',
    participantName: '',
    path: ['amount'],
    values: ['1'],
    perMinute: 30,
    negative: false,
  },
  'matrix.cancel': { id: 'm1' },
  'matrix.current': null,
  'returns.state': null,
  'returns.open': null,
  'returns.close': null,
  'returns.visits': null,
  'participants.marks': { environmentId: 'simulator' },
  'participants.favourite': { environmentId: 'simulator', participantId: 'b', on: true },
  'participants.picked': { environmentId: 'simulator', participantId: 'b' },
  'readiness.checks': { environmentId: 'e' },
  'readiness.start': { environmentId: 'e', participant: 'Mock Bank' },
  'readiness.current': null,
  'readiness.answer': { runId: 'r', answer: 'skip' },
  'readiness.cancel': { runId: 'r' },
  'readiness.runs': { limit: 20 },
  'readiness.view': { runId: 'r' },
  'readiness.remove': { runId: 'r' },
  'readiness.export': { runId: 'r' },
  'readiness.open': { runId: 'r' },
  'readiness.compare': { before: 'r', after: 's' },
  'scenarios.list': null,
  'scenarios.read': { text: 'name: x' },
  'scenarios.fromPayment': { localId: 'l' },
  'scenarios.save': { name: 'n', text: 'name: x' },
  'scenarios.remove': { file: 'n.yaml' },
  'scenarios.start': { files: ['n.yaml'], parallel: 4 },
  'scenarios.cancel': { runId: 'r' },
  'scenarios.current': null,
  'scenarios.reveal': null,
  'notices.dismiss': { id: 'runtime-untrusted' },
}
const channels = Object.keys(requestSchemas) as RequestChannel[]

const accepts = (channel: RequestChannel, input: unknown): boolean =>
  requestSchemas[channel].safeParse(input).success

/** Every variation of `value` in which one string leaf, however deep, is replaced. */
function withEachString(value: unknown, replacement: string): unknown[] {
  if (typeof value === 'string') return [replacement]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    withEachString(inner, replacement).map((changed) => ({ ...value, [key]: changed })),
  )
}

describe.each(channels)('%s', (channel) => {
  const input: unknown = good[channel]

  test('accepts a good input', () => {
    expect(requestSchemas[channel].safeParse(input)).toMatchObject({ success: true, data: input })
  })

  test('refuses a key that it does not know', () => {
    expect(accepts(channel, { ...(input as object | null), surplus: 1 })).toBe(false)
  })

  test('refuses a key that it does not know deeper down', () => {
    const { draft: inner } = (input ?? {}) as { draft?: object }
    if (!inner) return
    expect(accepts(channel, { ...(input as object), draft: { ...inner, surplus: 1 } })).toBe(false)
  })

  test('refuses a text without end, in every field', () => {
    for (const changed of withEachString(input, 'x'.repeat(1_100_000))) {
      expect(accepts(channel, changed)).toBe(false)
    }
  })

  test('refuses other kinds of values', () => {
    for (const other of ['text', 7, true, [], [input], undefined]) {
      expect(accepts(channel, other)).toBe(false)
    }
  })
})

test.each<[RequestChannel, unknown]>([
  ['settings.set', { theme: 'blue' }],
  ['settings.set', { pollIntervalSeconds: 0.5 }],
  ['settings.set', { pollIntervalSeconds: Number.POSITIVE_INFINITY }],
  ['settings.set', { language: undefined }],
  ['credentials.save', { environmentId, accessKey: '', secretKey: 'b' }],
  ['payments.list', { search: '', limit: 0 }],
  ['payments.list', { search: '', limit: 1_001 }],
  ['payments.list', { search: '', limit: 1.5 }],
  ['watch.log', { localId, afterSeq: -1, limit: 1 }],
  ['exchanges.body', { id: 'x', side: 'both', offset: 0, length: 1 }],
  ['exchanges.body', { id: 'x', side: 'request', offset: 0, length: 1_000_001 }],
  ['exchanges.body', { id: 'x', side: 'request', offset: -1, length: 1 }],
  ['payments.get', { localId: '' }],
  ['simulator.configure', { speed: 0.5 }],
  ['simulator.configure', { speed: 101 }],
  ['simulator.configure', { stepMs: 0 }],
  ['simulator.configure', { webhookUrl: 'https://example.com/webhooks' }],
  ['simulator.configure', { webhookUrl: 'http://127.0.0.1.example.com/' }],
  ['simulator.configure', { webhookUrl: 'http://127.0.0.1@example.com/' }],
  ['simulator.configure', { webhookUrl: 'file:///etc/passwd' }],
  ['simulator.configure', { dialect: 'g4' }],
  ['simulator.addFault', { rule: { route: '/etc', fault: { kind: 'bom' } } }],
  ['simulator.addFault', { rule: { route: '*', fault: { kind: 'bom', ms: 1 } } }],
  ['simulator.addFault', { rule: { route: '*', fault: { kind: 'format-disk' } } }],
  ['simulator.addFault', { rule: { route: '*', fault: { kind: 'bom' }, probability: 1.1 } }],
  ['simulator.nextOutcome', { outcome: { kind: 'stuck' } }],
  ['simulator.nextOutcome', { outcome: { kind: 'outage', httpStatus: 500 } }],
  ['simulator.act', { id: 'p-1', action: 'delete' }],
])('%s refuses %j', (channel, input) => {
  expect(accepts(channel, input)).toBe(false)
})

test('exchanges.list takes either filter, both or none', () => {
  for (const filter of [
    {},
    { environmentId },
    { localId: undefined },
    { environmentId, localId },
  ]) {
    expect(accepts('exchanges.list', { ...filter, limit: 1 })).toBe(true)
  }
})
