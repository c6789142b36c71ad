import { claims, jwtHeader, readToken } from '../../klavi/token.ts'
import type { ExchangeResult } from '../../klavi/exchanger.ts'
import { failed, noAnswer, notApplicable, passed, type Check, type Finding } from '../check.ts'
import { blocked, type Scene } from '../scene.ts'

/** An expiry that is nearer than this is waited for. */
const longestWaitMs = 90_000
/** How far `expireIn` and the token's own `exp` may lie apart. */
const agreeMs = 60_000

const good: Check = {
  id: 'auth-good',
  group: 'auth',
  section: '§3.1',
  async run(scene) {
    const result = await scene.authenticate()
    if (result.kind === 'fault') {
      scene.facts.unreachable = true
      return noAnswer(result)
    }
    delete scene.facts.silent
    if (result.status >= 300) return failed('answered', { status: result.status })
    const token = readToken(result.json, scene.context.ports.clock.now())
    if (token === undefined) return failed('no-token')
    scene.facts.token = token
    scene.facts.authReply = result.json as Record<string, unknown>
    scene.facts.authExchangeId = result.exchangeId
    return passed('answered', { status: result.status })
  },
}

/** Refused as it should be: 400, 401, 403 or 422. */
function refusal(result: ExchangeResult, wanted: readonly number[]): Finding {
  if (result.kind === 'fault') return noAnswer(result)
  const { status } = result
  if (wanted.includes(status)) return passed('refused', { status })
  if (status < 300) return failed('not-refused', { status })
  return failed('refused-otherwise', { status, wanted: wanted.join(', ') })
}

const wrongSecret: Check = {
  id: 'auth-wrong-secret',
  group: 'auth',
  section: '§3.1',
  negative: true,
  async run(scene) {
    const { accessKey } = await scene.context.keyring.keys(scene.environment)
    const body = JSON.stringify({ accessKey, secretKey: `wrong-${scene.newId()}` })
    return refusal(await authPost(scene, body), [401, 403, 400])
  },
}

const emptyKeys: Check = {
  id: 'auth-empty-keys',
  group: 'auth',
  section: '§3.1',
  negative: true,
  run: async (scene) =>
    refusal(
      await authPost(scene, JSON.stringify({ accessKey: '', secretKey: '' })),
      [400, 401, 403, 422],
    ),
}

const authPost = (scene: Scene, body: string): Promise<ExchangeResult> =>
  scene.steady((retryOf) =>
    scene.provoke({
      step: 'auth',
      method: 'POST',
      path: '/auth',
      body,
      ...(retryOf === undefined ? {} : { retryOf }),
    }),
  )

const participantsWith = (scene: Scene, token?: string): Promise<ExchangeResult> =>
  scene.steady((retryOf) =>
    scene.provoke({
      step: 'participants',
      method: 'GET',
      path: '/participants',
      ...(token === undefined ? {} : { token }),
      ...(retryOf === undefined ? {} : { retryOf }),
    }),
  )

const shape: Check = {
  id: 'token-shape',
  group: 'auth',
  section: '§3.1',
  run({ facts, evidence }) {
    if (facts.authExchangeId !== undefined) evidence.exchangeIds.add(facts.authExchangeId)
    const value = facts.authReply?.['accessToken']
    if (typeof value !== 'string') throw blocked('auth-good')
    const header = jwtHeader(value)
    if (header === null || claims(value) === null) return failed('no-jwt')
    const alg = String(header['alg'] ?? '')
    if (alg === '' || alg.toLowerCase() === 'none') return failed('jwt-unsigned', { alg })
    return passed('jwt', { alg, typ: String(header['typ'] ?? '—') })
  },
}

const lifetime: Check = {
  id: 'token-lifetime',
  group: 'auth',
  section: '§3.1',
  run({ facts, context, evidence }) {
    const { authReply } = facts
    if (facts.authExchangeId !== undefined) evidence.exchangeIds.add(facts.authExchangeId)
    if (authReply === undefined) throw blocked('auth-good')
    const now = context.ports.clock.now()
    const token = readToken(authReply, now)
    if (token === undefined) throw blocked('auth-good')
    const { source } = token.status
    const seconds = Math.round((token.expiresMs - now) / 1_000)
    if (source !== 'expireIn' && source !== 'expire') return failed('lifetime-unsaid', { source })
    if (seconds <= 0) return failed('lifetime-over', { seconds })
    const exp = claims(String(authReply['accessToken']))?.['exp']
    if (typeof exp === 'number' && Math.abs(exp * 1_000 - token.expiresMs) > agreeMs) {
      return failed('lifetime-differs', { seconds, claim: Math.round(exp - now / 1_000) })
    }
    return passed('lifetime', { seconds, source })
  },
}

const required: Check = {
  id: 'token-required',
  group: 'auth',
  section: '§3.1',
  negative: true,
  run: async (scene) => refusal(await participantsWith(scene), [401, 403]),
}

const broken: Check = {
  id: 'token-broken',
  group: 'auth',
  section: '§3.1',
  negative: true,
  async run(scene) {
    const { value } = await scene.needToken()
    const [header = '', body = '', signature = ''] = value.split('.')
    const turned = [...signature].reverse().join('')
    const other = turned === signature ? `${signature}x` : turned
    return refusal(await participantsWith(scene, `${header}.${body}.${other}`), [401, 403])
  },
}

/** A token that was good and is not any more: revoked by the simulator, or waited for where that is soon. */
const expired: Check = {
  id: 'token-expired',
  group: 'auth',
  section: '§3.1',
  negative: true,
  async run(scene) {
    const token = await scene.needToken()
    const leftMs = token.expiresMs - scene.context.ports.clock.now()
    if (scene.simulator !== undefined) {
      await scene.simulator.revokeTokens()
      scene.context.tokens.forget(scene.environment.id)
    } else if (leftMs <= longestWaitMs) {
      await scene.pause(leftMs + 1_000)
    } else {
      return notApplicable('token-long', { seconds: Math.round(leftMs / 1_000) })
    }
    const finding = refusal(await participantsWith(scene, token.value), [401, 403])
    delete scene.facts.token
    return finding
  },
}

const refresh: Check = {
  id: 'token-refresh',
  group: 'auth',
  section: '§3.1',
  async run(scene) {
    if (scene.facts.authReply === undefined) throw blocked('auth-good')
    delete scene.facts.token
    const token = await scene.token()
    const result = await scene.get('/participants', 'participants')
    if (result.kind === 'fault') return noAnswer(result)
    if (result.status >= 300) return failed('answered', { status: result.status })
    return token.value === scene.facts.authReply['accessToken']
      ? passed('token-same')
      : passed('token-new')
  },
}

export const authChecks: readonly Check[] = [
  good,
  wrongSecret,
  emptyKeys,
  shape,
  lifetime,
  required,
  broken,
  expired,
  refresh,
]
