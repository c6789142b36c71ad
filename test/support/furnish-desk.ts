import type { DriftFinding, EnvironmentView } from '../../electron/contract/types.ts'
import type { World } from './scripted-world.ts'

/** Fills the scripted world with environments, sets of keys and findings, for looking at the screens. */
export function furnishDesk(world: World, asked: URLSearchParams): void {
  if (asked.has('own')) addOwn(world)
  if (asked.has('drift')) world.desk.findings = findings()
  const guard = asked.get('guard')
  if (guard) {
    const production = world.environments.find(({ id }) => id === 'production')
    if (production) unlock(production, guard)
  }
}

function unlock(production: EnvironmentView, how: string): void {
  delete production.blockedBy
  const now = Date.now()
  production.guard = {
    locked: how === 'locked',
    ...(how === 'locked' ? {} : { locksAt: new Date(now + 872_000).toISOString() }),
    readiness: { state: 'missing' },
    ...(how === 'override'
      ? {
          override: {
            reason: 'Piloto acordado com o parceiro, valor de R$ 1,00',
            at: new Date(now).toISOString(),
          },
        }
      : {}),
  }
}

function addOwn(world: World): void {
  const vault = { kind: 'keychain', detail: 'secret-service' } as const
  const at = new Date().toISOString()
  world.environments.push(
    {
      id: 'staging',
      kind: 'custom',
      name: 'Partner staging',
      origin: 'https://klavi-gateway.staging.partner.example',
      prefix: '/payment/customer/v1',
      dialect: 'g2',
      colour: '#ad2d74',
      exchange: { proxyMode: 'url', proxyUrl: 'http://proxy.partner.example:3128' },
      variables: { taxId: '52998224725' },
      credential: {
        state: 'stored',
        set: 'Partner A',
        fingerprint: '91bc',
        savedAt: at,
        lastUsedAt: at,
        lastResult: { at, ok: true },
        origin: 'https://old.staging.partner.example',
        unconfirmed: true,
        vault,
      },
      token: null,
    },
    {
      id: 'replay',
      kind: 'custom',
      name: 'Replay',
      origin: 'http://127.0.0.1:8080',
      prefix: '',
      dialect: 'g3',
      credential: { state: 'absent', set: 'default', vault },
      token: null,
    },
  )
  world.desk.sets.set('staging', [
    {
      state: 'stored',
      set: 'Partner B',
      fingerprint: '02aa',
      savedAt: at,
      lastUsedAt: at,
      lastResult: { at, ok: false, code: 'http-unauthorized' },
      vault,
      active: false,
    },
  ])
}

function findings(): DriftFinding[] {
  const at = new Date().toISOString()
  const base = { environmentId: 'simulator', firstAt: at, lastAt: at }
  return [
    {
      ...base,
      step: 'participants',
      path: '$.data[].isBeta',
      kind: 'unknown-field',
      verdict: 'drift',
      expected: 'no such field',
      seen: 'boolean',
      example: 'true',
      count: 14,
    },
    {
      ...base,
      step: 'status',
      path: '$.status',
      kind: 'unknown-status',
      verdict: 'drift',
      expected: 'a documented status',
      seen: 'PAYMENT_SCHEDULED',
      example: '"PAYMENT_SCHEDULED"',
      count: 3,
    },
    {
      ...base,
      step: 'create',
      path: '$.redirectURL',
      kind: 'missing',
      verdict: 'learned',
      expected: 'string',
      seen: 'nothing',
      example: '{"paymentId":"5d1b…","status":"STARTED"}',
      count: 1,
    },
  ]
}
