import { isIP } from 'node:net'
import { m } from '../../messages/index.ts'
import { toFailure, KlaviError } from '../failure.ts'
import type { ExchangeRecord } from '../journal/exchanges-table.ts'
import type {
  ConnectionStep,
  ConnectionStepName,
  ConnectionTest,
  Environment,
} from '../model/environment.ts'
import { isoTime } from '../system.ts'
import type { Context } from './context.ts'

/** At which step each fault strikes; a `timeout` says it by its phase. */
const stepOf: Readonly<Record<string, ConnectionStepName>> = {
  dns: 'dns',
  connect: 'tcp',
  proxy: 'proxy',
  'proxy-auth': 'proxy',
  tls: 'tls',
  'client-certificate': 'tls',
}
const stepOfPhase: Readonly<Record<string, ConnectionStepName>> = {
  dns: 'dns',
  connect: 'tcp',
  proxy: 'proxy',
  tls: 'tls',
}

/**
 * Connects as every call of the environment does (its authorities, proxy, client certificate), on a connection of its
 * own, and asks for the prefix itself: without key or token, since any HTTP answer shows that somebody is there.
 */
export async function testConnection(
  context: Context,
  environment: Environment,
  signal?: AbortSignal,
): Promise<ConnectionTest> {
  const at = isoTime(context.ports.clock.now())
  const started = context.ports.clock.monotonic()
  const base = { environmentId: environment.id, origin: environment.origin, at }
  const spent = (): number => Math.round(context.ports.clock.monotonic() - started)
  const fresh = context.freshExchange()
  try {
    const target = await context.environments.target(environment)
    const { origin } = target.environment
    const result = await fresh.exchange({
      ...target,
      step: 'other',
      method: 'GET',
      path: '/',
      ...(signal !== undefined && { signal }),
    })
    const record = context.journal.exchanges.get(result.exchangeId)
    const seen = fresh.recorded() ?? record
    const facts: Facts = {
      name: new URL(origin).hostname,
      secure: origin.startsWith('https:'),
      ...(seen !== undefined && { seen: seen as ExchangeRecord }),
    }
    if (result.kind === 'fault') {
      const { code, details } = result.fault
      const error = new KlaviError(code, details)
      const { message, hint } = toFailure(error)
      const failedAt =
        code === 'timeout' ? stepOfPhase[String(details['phase'])] : (stepOf[code] as never)
      return {
        ...base,
        origin,
        ok: false,
        totalMs: spent(),
        steps: stepsOf(facts, failedAt ?? 'http', message),
        error: { code, message, hint },
      }
    }
    return { ...base, origin, ok: true, totalMs: spent(), steps: stepsOf(facts) }
  } catch (thrown) {
    const { code, message, hint } = toFailure(thrown)
    return { ...base, ok: false, totalMs: spent(), steps: [], error: { code, message, hint } }
  } finally {
    fresh.close()
  }
}

interface Facts {
  name: string
  secure: boolean
  seen?: ExchangeRecord
}

/** The steps in their order: before the one that failed all went well, and behind it nothing was tried. */
function stepsOf(facts: Facts, failedAt?: ConnectionStepName, message?: string): ConnectionStep[] {
  const { seen, secure, name } = facts
  const { timings, tls, remoteAddress, httpStatus, proxy } = seen ?? {}
  const steps: ConnectionStep[] = []
  let failed = false
  const add = (step: ConnectionStepName, ms: number | undefined, detail: string): void => {
    if (failed) return void steps.push({ name: step, state: 'skipped' })
    failed = step === failedAt
    steps.push({
      name: step,
      state: failed ? 'failed' : 'ok',
      ...(ms !== undefined && !failed && { ms }),
      ...(failed ? { detail: message ?? '' } : detail !== '' && { detail }),
    })
  }
  const needsName = isIP(name.replace(/^\[|\]$/g, '')) === 0
  if (proxy !== undefined) add('proxy', timings?.tcp, m.connection_through({ proxy }))
  else {
    if (needsName) add('dns', timings?.dns, name)
    else steps.push({ name: 'dns', state: 'skipped', detail: m.connection_address() })
    add('tcp', timings?.tcp, remoteAddress ?? '')
  }
  if (secure) {
    const { protocol = '', subject = '', issuer = '', validTo = '' } = tls ?? {}
    const until = validTo.slice(0, 10)
    const detail = tls === undefined ? '' : m.connection_tls({ protocol, subject, issuer, until })
    add('tls', timings?.tls, detail)
  } else steps.push({ name: 'tls', state: 'skipped', detail: m.connection_no_tls() })
  const status = httpStatus === undefined ? '' : m.connection_http({ status: httpStatus })
  add('http', timings?.firstByte, status)
  return steps
}
