import type {
  CredentialSet,
  DriftFinding,
  EnvironmentDraft,
  EnvironmentView,
  ExchangeDetail,
  GuardState,
  PaymentDetails,
  PostIntent,
} from '../../electron/contract/types.ts'
import { FakeFailure, type FakeHandlers, type FakeTransport } from './fake-transport.ts'

/** What the desk needs of the world around it. */
interface Around {
  transport: FakeTransport
  read(): EnvironmentView[]
  write(environments: EnvironmentView[]): void
}

/** Environments, sets of keys, guard, requests by hand and drift, as little as the window's tests need of them. */
export interface ScriptedDesk {
  handlers: FakeHandlers
  /** Sets besides the one in use, by environment. */
  sets: Map<string, CredentialSet[]>
  findings: DriftFinding[]
  posts: PostIntent[]
  details: Map<string, PaymentDetails>
  exchanges: Map<string, ExchangeDetail>
}

export function scriptedDesk(world: Around): ScriptedDesk {
  const secrets = new Set<string>()
  const desk: Omit<ScriptedDesk, 'handlers'> = {
    sets: new Map(),
    findings: [],
    posts: [],
    details: new Map(),
    exchanges: new Map(),
  }
  let made = 0

  const find = (id: string): EnvironmentView => {
    const found = world.read().find((one) => one.id === id)
    if (!found) throw new FakeFailure({ code: 'unknown-environment', details: { name: id } })
    return found
  }
  const put = (environment: EnvironmentView): EnvironmentView => {
    const known = world.read().some((one) => one.id === environment.id)
    world.write(
      known
        ? world.read().map((one) => (one.id === environment.id ? environment : one))
        : [...world.read(), environment],
    )
    world.transport.emit('environments', [environment])
    return environment
  }
  const guard = (environment: EnvironmentView, part: Partial<GuardState>): GuardState => {
    const next: GuardState = {
      locked: true,
      readiness: { state: 'missing' },
      ...environment.guard,
      ...part,
    }
    put({ ...environment, guard: next })
    return next
  }
  const setsOf = (id: string): CredentialSet[] => {
    const own = find(id).credential
    const others = desk.sets.get(id) ?? []
    return own.state === 'absent' ? others : [{ ...own, active: true }, ...others]
  }
  const issuesOf = (draft: EnvironmentDraft) => [
    ...(draft.name === ''
      ? [
          {
            field: 'name' as const,
            severity: 'error' as const,
            code: 'name-missing',
            message: 'Enter a name.',
          },
        ]
      : []),
    ...(/^https:\/\/\S+\.\S+|^http:\/\/127\.0\.0\.1/.test(draft.origin)
      ? []
      : [
          {
            field: 'origin' as const,
            severity: 'error' as const,
            code: 'origin-malformed',
            message: 'This is no origin.',
          },
        ]),
  ]
  const stored = { kind: 'keychain', detail: 'secret-service' } as const
  const viewOf = (id: string, draft: EnvironmentDraft): EnvironmentView => ({
    ...draft,
    id,
    kind: 'custom',
    credential: { state: 'absent', set: 'default', vault: stored },
    token: null,
    ...(draft.risky ? { guard: { locked: true, readiness: { state: 'missing' } } } : {}),
  })

  const handlers: FakeHandlers = {
    'environments.check': ({ draft }) => {
      const issues = issuesOf(draft)
      return {
        issues,
        saveable: issues.length === 0,
        guarded: draft.risky === true,
        ...(issues.length === 0 ? { origin: draft.origin } : {}),
      }
    },
    'environments.editable': ({ environmentId }) =>
      find(environmentId).kind === 'custom'
        ? {
            fields: [
              'name',
              'origin',
              'prefix',
              'dialect',
              'colour',
              'risky',
              'exchange',
              'variables',
            ],
          }
        : { fields: ['prefix', 'dialect', 'exchange', 'variables'] },
    'environments.add': ({ draft }) => put(viewOf(`own-${++made}`, draft)),
    'environments.edit': ({ environmentId, draft }) =>
      put({ ...find(environmentId), ...draft, edited: find(environmentId).kind !== 'custom' }),
    'environments.duplicate': ({ environmentId, name }) => {
      const { prefix, dialect, origin } = find(environmentId)
      return put(viewOf(`own-${++made}`, { name, origin, prefix, dialect }))
    },
    'environments.reset': ({ environmentId }) => put({ ...find(environmentId), edited: false }),
    'environments.removal': ({ environmentId }) => ({
      environmentId,
      name: find(environmentId).name,
      credentialSets: ['Partner A'],
      watches: 2,
      draft: true,
      payments: 7,
    }),
    'environments.remove': ({ environmentId }) => {
      const { name } = find(environmentId)
      world.write(world.read().filter((one) => one.id !== environmentId))
      world.transport.emit('environmentsRemoved', [environmentId])
      return { environmentId, name, credentialSets: [], watches: 0, draft: false, payments: 7 }
    },
    'environments.test': ({ environmentId }) => ({
      environmentId,
      origin: find(environmentId).origin,
      at: new Date().toISOString(),
      ok: false,
      totalMs: 61,
      steps: [
        { name: 'dns', state: 'ok', ms: 3, detail: '127.0.0.1' },
        { name: 'tcp', state: 'ok', ms: 1 },
        { name: 'tls', state: 'failed', ms: 57 },
        { name: 'http', state: 'skipped' },
      ],
      error: { code: 'tls', message: 'The certificate is not trusted.', hint: 'Add its CA.' },
    }),
    'environments.export': () => ({ text: '{"environments":[]}' }),
    'environments.exportFile': () => ({ path: '/tmp/environments.json' }),
    'environments.importPreview': () => [
      {
        index: 0,
        name: 'Staging',
        origin: 'https://staging.example.com',
        dialect: 'g2',
        guarded: false,
        does: 'adds',
        issues: [],
      },
      {
        index: 1,
        name: 'Production',
        origin: 'https://evil.example.com',
        dialect: 'g1',
        guarded: false,
        does: 'refused',
        issues: [
          {
            field: 'name',
            severity: 'error',
            code: 'name-claimed',
            message: 'This name belongs to a built-in environment.',
          },
        ],
      },
    ],
    'environments.importFile': () => null,
    'environments.import': () => [
      put(
        viewOf(`own-${++made}`, {
          name: 'Staging',
          origin: 'https://staging.example.com',
          prefix: '',
          dialect: 'g2',
        }),
      ),
    ],
    'environments.hasSecret': ({ environmentId, which }) => ({
      stored: secrets.has(`${environmentId} ${which}`),
    }),
    'environments.setSecret': ({ environmentId, which, secret }) => {
      if (secret === null) secrets.delete(`${environmentId} ${which}`)
      else secrets.add(`${environmentId} ${which}`)
      return { stored: secret !== null }
    },

    'credentials.list': ({ environmentId }) => setsOf(environmentId),
    'credentials.status': ({ environmentId }) => find(environmentId).credential,
    'credentials.test': ({ set = 'default' }) => ({
      set,
      ok: true,
      at: new Date().toISOString(),
      latencyMs: 84,
    }),
    'credentials.activate': ({ environmentId, set }) => {
      const environment = find(environmentId)
      const next = (desk.sets.get(environmentId) ?? []).find((one) => one.set === set)
      if (!next) throw new FakeFailure({ code: 'no-credential' })
      const before: CredentialSet = { ...environment.credential, active: false }
      desk.sets.set(environmentId, [
        before,
        ...(desk.sets.get(environmentId) ?? []).filter((one) => one !== next),
      ])
      const { active: _active, ...credential } = next
      return put({ ...environment, credential, token: null }).credential
    },
    'credentials.confirmOrigin': ({ environmentId, origin }) => {
      const environment = find(environmentId)
      const { unconfirmed: _unconfirmed, ...credential } = environment.credential
      return put({ ...environment, credential: { ...credential, origin } }).credential
    },
    'credentials.findInSnippet': ({ text }) => {
      const span = (name: string) => {
        const match = new RegExp(`${name}["']?\\s*[:=]\\s*["']?([^"'\\s,}]+)`, 'i').exec(text)
        if (!match?.[1]) return null
        const start = match.index + match[0].length - match[1].length
        return { start, end: start + match[1].length }
      }
      return { accessKey: span('access_?key'), secretKey: span('secret_?key') }
    },

    'guard.state': ({ environmentId }) => find(environmentId).guard ?? null,
    'guard.unlock': ({ environmentId, typedName }) => {
      const environment = find(environmentId)
      if (typedName.trim() !== environment.name) {
        throw new FakeFailure({
          code: 'guard-name',
          details: { environment: environment.name },
        })
      }
      const locksAt = new Date(Date.now() + 900_000).toISOString()
      return guard(environment, { locked: false, locksAt })
    },
    'guard.lock': ({ environmentId }) => {
      for (const one of world.read()) {
        if (!one.guard || (environmentId !== null && one.id !== environmentId)) continue
        put({ ...one, guard: { locked: true, readiness: one.guard.readiness } })
      }
      return null
    },
    'guard.override': ({ environmentId, reason }) => {
      if (reason.trim().length < 10) {
        throw new FakeFailure({ code: 'override-reason', details: { least: 10 } })
      }
      return guard(find(environmentId), { override: { reason, at: new Date().toISOString() } })
    },
    'guard.log': () => [],

    'requests.catalogue': () => [
      { id: 'participants', method: 'GET', path: '/participants', query: ['limit', 'name'] },
      { id: 'status', method: 'GET', path: '/payments/{id}/status', query: [] },
      {
        id: 'create-payment',
        method: 'POST',
        path: '/payments',
        query: [],
        body: '{\n  "amount": "4800"\n}',
      },
    ],
    'requests.posts': () => desk.posts,
    'requests.send': ({ method, path }) => ({
      exchangeId: 'x-1',
      url: `https://127.0.0.1:41873${path}`,
      httpStatus: 200,
      latencyMs: 41,
      isJson: true,
      ...(method === 'POST'
        ? {
            post: {
              id: 'p-1',
              environmentId: 'simulator',
              environmentName: 'Simulator',
              kind: 'raw' as const,
              path,
              state: 'answered' as const,
              createdAt: new Date().toISOString(),
              httpStatus: 200,
            },
          }
        : {}),
    }),
    'tokens.view': ({ environmentId }) => {
      const { token } = find(environmentId)
      return {
        environmentId,
        policy: 'per-payment',
        policyFrom: 'dialect',
        own: token
          ? {
              ...token,
              refreshAt: token.expiresAt,
              header: { alg: 'RS256', typ: 'JWT' },
              claims: { iss: 'klavi', exp: 1_790_000_000 },
              used: false,
            }
          : null,
        payments: [],
        clockSkewMs: 90_000,
      }
    },
    'drift.list': ({ environmentId }) =>
      desk.findings.filter((one) => !environmentId || one.environmentId === environmentId),
    'drift.export': ({ format }) => ({
      text: JSON.stringify(desk.findings),
      fileName: `drift.${format === 'json' ? 'json' : 'md'}`,
    }),
    'drift.clear': () => {
      desk.findings = []
      return null
    },
    'payments.knownDetails': ({ localId }) => desk.details.get(localId) ?? null,
    'payments.details': ({ localId }) => {
      const found = desk.details.get(localId)
      if (!found) throw new FakeFailure({ code: 'http-not-found' })
      return found
    },
    'exchanges.list': () => [...desk.exchanges.values()],
    'exchanges.get': ({ id }) =>
      desk.exchanges.get(id) ?? {
        id,
        environmentId: 'simulator',
        step: 'other',
        at: new Date().toISOString(),
        method: 'GET',
        url: 'https://127.0.0.1:41873/payment/customer/v1/participants',
        httpStatus: 200,
        latencyMs: 41,
        requestHeaders: [['authorization', '••••']],
        responseHeaders: [['content-type', 'application/json']],
        requestBytes: 0,
        responseBytes: 12,
        timings: { total: 41 },
      },
    'exchanges.body': ({ offset }) => ({ text: '{"data":[]}', offset, total: 11 }),
  }
  return Object.assign(desk, { handlers })
}
