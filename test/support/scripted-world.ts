import type {
  AppInfo,
  EnvironmentView,
  Notice,
  Observation,
  Participant,
  PaymentSummary,
  Settings,
} from '../../electron/contract/types.ts'
import {
  FakeFailure,
  fakeTransport,
  type FakeHandlers,
  type FakeTransport,
} from './fake-transport.ts'
import { scriptedDesk, type ScriptedDesk } from './scripted-desk.ts'
import { scriptedJournal, type ScriptedJournal } from './scripted-journal.ts'
import { scriptedReadiness, type ScriptedReadiness } from './scripted-readiness.ts'
import { scriptedPayload, type ScriptedPayload } from './scripted-payload.ts'
import { scriptedSimulator, type ScriptedSimulator } from './scripted-simulator.ts'

export const happyStatuses = [
  'STARTED',
  'ENQUEUED',
  'CONSENT_AWAITING_AUTHORIZATION',
  'CONSENT_AUTHORIZED',
  'PAYMENT_PENDING',
  'PAYMENT_SETTLEMENT_PROCESSING',
  'PAYMENT_SETTLEMENT_DEBTOR_ACCOUNT',
  'PAYMENT_COMPLETED',
]

const banks = [
  ['Mock Bank', 'mock-bank'],
  ['Banco do Brasil', 'banco-do-brasil'],
  ['Bradesco', 'bradesco'],
  ['Caixa Econômica Federal', 'caixa'],
  ['Itaú Unibanco', 'itau'],
  ['Nubank', 'nubank'],
  ['Santander Brasil', 'santander'],
  ['Sicoob', 'sicoob'],
  ['Sicredi', 'sicredi'],
  ['Banco Inter', 'inter'],
  ['C6 Bank', 'c6'],
  ['BTG Pactual', 'btg'],
  ['PicPay', 'picpay'],
  ['Mercado Pago', 'mercado-pago'],
] as const

const uuid = (number: number): string =>
  `c8f0bf49-4744-4933-8960-${number.toString(16).padStart(12, '0')}`

/** As many banks as asked for; the first fourteen have well-known names. */
export function fakeParticipants(count: number = banks.length): Participant[] {
  return Array.from({ length: count }, (_, index) => {
    const [name, slug] = banks[index] ?? [`Cooperativa de Crédito nº ${index}`, `coop-${index}`]
    const id = uuid(index + 1)
    return { id, name, slug, raw: { id, name, slug, avatar: null, isBeta: index % 5 === 4 } }
  })
}

export function fakeEnvironments(): EnvironmentView[] {
  const vault = { kind: 'keychain', detail: 'secret-service' } as const
  const base = { prefix: '/payment/customer/v1', dialect: 'g1', token: null } as const
  const credential = { state: 'absent', set: 'default', vault } as const
  return [
    {
      ...base,
      id: 'simulator',
      kind: 'simulator',
      name: 'Simulator',
      origin: 'https://127.0.0.1:41873',
      credential,
    },
    {
      ...base,
      id: 'sandbox',
      kind: 'sandbox',
      name: 'Sandbox',
      origin: 'https://api-testing.klavi.ai',
      credential,
    },
    {
      ...base,
      id: 'production',
      kind: 'production',
      name: 'Production',
      origin: 'https://api.klavi.ai',
      credential,
      blockedBy: 'runtime-untrusted',
      guard: { locked: true, readiness: { state: 'missing' } },
    },
  ]
}

const fakeSettings: Settings = {
  language: 'en',
  theme: 'light',
  environmentId: 'simulator',
  pollIntervalSeconds: 3,
  timeZone: 'local',
  timeoutsMs: {},
  proxyMode: 'system',
  proxyUrl: '',
  noProxy: '',
  retentionDays: 0,
  retentionMegabytes: 0,
  favourites: {},
  recents: {},
  presetsFolder: '',
}

export interface World {
  transport: FakeTransport
  settings: Settings
  environments: EnvironmentView[]
  payments: PaymentSummary[]
  logs: Map<string, Observation[]>
  notices: Notice[]
  payload: ScriptedPayload
  participants: Participant[]
  simulator: ScriptedSimulator
  desk: ScriptedDesk
  journal: ScriptedJournal
  readiness: ScriptedReadiness
  /** What the next sends come to. */
  sendOutcome: 'accepted' | 'refused' | 'unknown'
  /** Puts keys and a token in place. */
  signIn(environmentId?: string): void
  /** One poll that saw this status (or failed with this error code). */
  observe(localId: string, seen: { status?: string; errorCode?: string; rejection?: string }): void
}

/** A whole main process in memory, for tests of the window and for looking at it without Electron. */
export function scriptedWorld(language: Settings['language'] = 'en'): World {
  let sent = 0
  const transport = fakeTransport()
  const world: World = {
    transport,
    simulator: scriptedSimulator(transport),
    desk: scriptedDesk({
      transport,
      read: () => world.environments,
      write: (environments) => (world.environments = environments),
    }),
    journal: scriptedJournal(transport, () => world),
    readiness: scriptedReadiness(transport),
    settings: { ...fakeSettings, language },
    environments: fakeEnvironments(),
    payments: [],
    logs: new Map(),
    notices: [],
    payload: scriptedPayload({
      environmentOf: (id) => environmentOf(id),
      payments: () => world.payments,
    }),
    participants: fakeParticipants(),
    sendOutcome: 'accepted',
    signIn(environmentId = 'simulator') {
      const environment = environmentOf(environmentId)
      environment.credential = {
        state: 'stored',
        set: 'default',
        fingerprint: '7f3a',
        savedAt: new Date().toISOString(),
        vault: environment.credential.vault,
      }
      environment.token = tokenNow()
    },
    observe(localId, { status, errorCode, rejection }) {
      const payment = paymentOf(localId)
      const log = world.logs.get(localId) ?? []
      world.logs.set(localId, log)
      const before = log.findLast((one) => one.status !== undefined)?.status
      const at = new Date()
      const ended = status !== undefined && endOf(status) !== undefined
      const awaiting = status === 'CONSENT_AWAITING_AUTHORIZATION'
      const observation: Observation = {
        localId,
        paymentId: payment.paymentId ?? '',
        seq: log.length + 1,
        at: at.toISOString(),
        elapsedMs: at.getTime() - Date.parse(payment.createdAt),
        latencyMs: 38 + ((log.length * 17) % 60),
        changed: status !== undefined && status !== before,
        ...(status === undefined ? {} : { status, httpStatus: 200 }),
        ...(errorCode === undefined
          ? {}
          : { errorCode, errorMessage: 'No connection to 127.0.0.1 could be made.' }),
        ...(rejection ? { reason: { code: rejection, message: 'Saldo insuficiente' } } : {}),
        ...(awaiting ? { consentUrl: 'https://127.0.0.1:41873/consent/1' } : {}),
        ...(ended ? {} : { nextPollMs: 3000 }),
      }
      log.push(observation)
      const next: PaymentSummary = { ...payment, watching: !ended }
      if (status) next.lastStatus = status
      if (awaiting) next.consentUrl = 'https://127.0.0.1:41873/consent/1'
      else delete next.consentUrl
      if (observation.reason) next.reason = observation.reason
      if (ended) {
        next.state = endOf(status) ?? 'accepted'
        next.endedAt = observation.at
        next.order = 'kept'
      }
      replace(next)
      world.transport.emit('observations', [observation])
      world.transport.emit('payments', [next])
    },
  }

  const environmentOf = (id: string): EnvironmentView => {
    const found = world.environments.find((one) => one.id === id)
    if (!found) throw new FakeFailure({ code: 'unknown-environment', details: { name: id } })
    return found
  }
  const paymentOf = (localId: string): PaymentSummary => {
    const found = world.payments.find((one) => one.localId === localId)
    if (!found) throw new FakeFailure({ code: 'unknown-payment', details: { id: localId } })
    return found
  }
  const replace = (payment: PaymentSummary): PaymentSummary => {
    world.payments = world.payments.map((one) => (one.localId === payment.localId ? payment : one))
    return payment
  }
  const info: AppInfo = {
    version: '0.1.0',
    electron: '33.4.11',
    platform: 'linux',
    runtimeTrusted: false,
    profileFolder: '/home/ana/.config/klavi-tester',
    language: 'en',
    sessionId: 's1',
  }

  const handlers: FakeHandlers = {
    'app.info': () => info,
    'app.openExternal': () => null,
    'app.copyText': () => null,
    'settings.get': () => world.settings,
    'settings.set': (part) => (world.settings = { ...world.settings, ...part }),
    'environments.list': () => world.environments,
    'credentials.save': ({ environmentId, accessKey, set = 'default' }) => {
      const environment = environmentOf(environmentId)
      const { vault } = environment.credential
      const fingerprint = accessKey.slice(-4)
      const savedAt = new Date().toISOString()
      const state = vault.kind === 'keychain' ? 'stored' : 'session'
      environment.token = null
      return (environment.credential = { state, set, fingerprint, savedAt, vault })
    },
    'credentials.useSimulatorKeys': () => {
      world.signIn()
      environmentOf('simulator').token = null
      return environmentOf('simulator').credential
    },
    'credentials.delete': ({ environmentId }) => {
      const environment = environmentOf(environmentId)
      environment.token = null
      const { set, vault } = environment.credential
      return (environment.credential = { state: 'absent', set, vault })
    },
    'credentials.cancelWait': () => null,
    'auth.authenticate': ({ environmentId }) => {
      const environment = environmentOf(environmentId)
      if (environment.credential.state === 'absent') {
        throw new FakeFailure({
          code: 'no-credential',
          details: { environment: environment.name },
        })
      }
      return (environment.token = tokenNow())
    },
    'participants.cached': () => null,
    'participants.fetch': ({ environmentId }) => ({
      environmentId,
      participants: world.participants,
      fetchedAt: new Date().toISOString(),
    }),
    'payload.send': ({ environmentId, text, participantName, negative }) => {
      const preview = world.payload.preview(environmentId, text)
      if (!preview.sendable && !negative) throw new FakeFailure({ code: 'payload-invalid' })
      sent += 1
      const payment: PaymentSummary = {
        localId: `local-${sent}`,
        environmentId,
        environmentName: environmentOf(environmentId).name,
        externalId: preview.externalId,
        state: world.sendOutcome,
        amountCentavos: preview.amount.centavos ?? 0,
        amountWire: preview.amount.wire,
        participantId: preview.participantId,
        participantName,
        payerName: 'Maria S. S.',
        createdAt: new Date().toISOString(),
        watching: world.sendOutcome === 'accepted',
        ...(negative ? { negative } : {}),
        ...(world.sendOutcome === 'accepted' ? { paymentId: uuid(500 + sent) } : {}),
      }
      world.payload.sent.set(payment.localId, preview.body)
      world.payments = [payment, ...world.payments]
      const { sendOutcome } = world
      if (sendOutcome === 'accepted') return { payment }
      return {
        payment,
        error:
          sendOutcome === 'unknown'
            ? { code: 'outcome-unknown', message: 'The answer was lost.', hint: 'Do not resend.' }
            : { code: 'http-bad-request', message: 'Refused (HTTP 422).', hint: 'Correct it.' },
      }
    },
    'payments.list': ({ search, limit }) =>
      world.payments
        .filter((one) => JSON.stringify(one).toLowerCase().includes(search.toLowerCase()))
        .slice(0, limit),
    'payments.get': ({ localId }) => paymentOf(localId),
    'payments.adopt': ({ localId, paymentId }) =>
      replace({ ...paymentOf(localId), paymentId, state: 'accepted', watching: true }),
    'watch.log': ({ localId, afterSeq, limit }) =>
      (world.logs.get(localId) ?? []).filter((one) => one.seq > afterSeq).slice(0, limit),
    'watch.start': ({ localId }) =>
      replace({ ...paymentOf(localId), state: 'accepted', watching: true }),
    'watch.stop': ({ localId }) =>
      replace({ ...paymentOf(localId), state: 'stopped', watching: false }),
    'watch.pollNow': () => null,
    'notices.list': () => world.notices,
    'notices.dismiss': ({ id }) => {
      world.notices = world.notices.filter((one) => one.id !== id)
      return null
    },
  }
  world.transport.answer(handlers)
  world.transport.answer(world.payload.handlers)
  world.transport.answer(world.simulator.handlers)
  world.transport.answer({ ...world.desk.handlers, ...world.journal.handlers(world.desk.handlers) })
  world.transport.answer(world.readiness.handlers)
  return world
}

function tokenNow(): NonNullable<EnvironmentView['token']> {
  const now = Date.now()
  return {
    obtainedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + 1_800_000).toISOString(),
    source: 'expireIn',
  }
}

function endOf(status: string): PaymentSummary['state'] | undefined {
  const ends: Record<string, PaymentSummary['state']> = {
    PAYMENT_COMPLETED: 'completed',
    PAYMENT_REJECTED: 'rejected',
    CONSENT_REJECTED: 'rejected',
    ERROR: 'error',
    CANCELED: 'canceled',
    EXPIRED: 'expired',
  }
  return ends[status]
}
