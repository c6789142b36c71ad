import { KlaviError } from '../failure.ts'
import { rulesOf } from '../klavi/dialects/index.ts'
import type { ExchangeRequest, ExchangeResult } from '../klavi/exchanger.ts'
import { mayPass } from '../klavi/retries.ts'
import { retryAfterMs } from '../klavi/reply-error.ts'
import type { Target } from '../klavi/target.ts'
import { readToken, type Token } from '../klavi/token.ts'
import type { Environment } from '../model/environment.ts'
import type { Observation } from '../model/observation.ts'
import type { Participant } from '../model/participant.ts'
import type { PaymentSummary } from '../model/payment.ts'
import type { ReadinessPause } from '../model/readiness.ts'
import type { SimulatorSteps } from '../ports.ts'
import { payloadText } from '../payments/payload.ts'
import type { Context } from '../use-cases/context.ts'
import { readyPayment, sendPayment, type Sent } from '../use-cases/send-payment.ts'
import type { Watches } from '../use-cases/watches.ts'
import type { SendOptions, WatchOptions } from '../workbench-api.ts'
import { minimalBody, type Body } from './bodies.ts'
import { notApplicable, Verdict } from './check.ts'
import { trailEntry, type TrailEntry } from './trail.ts'
import type { WebhookEar } from './webhook-ear.ts'

/** What checks learn that later ones build on. */
export interface Facts {
  token?: Token
  /** The reply to the auth with good keys. */
  authReply?: Record<string, unknown>
  /** Exchanges that later checks judge again: of that reply, and of the list of banks. */
  authExchangeId?: string
  listExchangeIds?: string[]
  participants?: Participant[]
  participant?: Participant
  /** The happy path's payment, also where it was refused. */
  happy?: PaymentSummary
  /** HTTP status of the answer to its POST. */
  happyStatus?: number
  /** The server did not answer the first call, or could not be reached even for keys. */
  silent?: true
  unreachable?: true
  /** A payload as documented was accepted; without, a refusal of a wrong one proves nothing. */
  accepted?: true
  consent?: ConsentFacts
}

/** What was seen of the consent page's address on the happy path. */
export interface ConsentFacts {
  url?: string
  /** Milliseconds from the POST until it was given. */
  givenAfterMs?: number
  /** Given with another status than the one that asks for it. */
  givenElsewhere: boolean
  /** HTTP statuses of the page, opened by the suite; on the simulator only. */
  opened: number[]
  exchangeIds: string[]
}

export interface SceneOptions {
  /** Id or name of the bank to pay with. */
  participant?: string
  latencyLimitMs: number
  consentWaitMs: number
  interactive: boolean
  watch: WatchOptions
}

export type PersonAnswer = 'done' | 'skip' | 'time'

/** Where a check acts: the environment, what was learned so far, and every call that the suite may make. */
export class Scene {
  readonly facts: Facts = {}
  readonly trail: TrailEntry[] = []
  /** Exchanges and payments of the check that runs. */
  evidence = { exchangeIds: new Set<string>(), localIds: new Set<string>() }
  readonly localIds = new Set<string>()
  simulator: SimulatorSteps | undefined
  webhooks: WebhookEar | undefined
  readonly startedAt: string
  readonly context: Context
  readonly watches: Watches
  readonly target: Target
  readonly options: SceneOptions
  readonly signal: AbortSignal
  /** Asks a person; resolves when they answered or the time is over. */
  readonly ask: (
    pause: Pick<ReadinessPause, 'kind' | 'url'>,
    signal: AbortSignal,
  ) => Promise<PersonAnswer>
  #deliberate = 0
  #calls = new WeakSet<object>()
  #lost = new Set<string>()
  #unhear: () => void

  constructor(
    context: Context,
    watches: Watches,
    target: Target,
    options: SceneOptions,
    signal: AbortSignal,
    ask: Scene['ask'],
    startedAt: string,
  ) {
    this.context = context
    this.watches = watches
    this.target = target
    this.options = options
    this.signal = signal
    this.ask = ask
    this.startedAt = startedAt
    const hear: Parameters<Context['trail']['add']>[0] = (request, result, reply) => {
      const own = request.localId !== undefined && this.localIds.has(request.localId)
      if (!own && !this.#calls.has(request)) return
      const deliberate =
        this.#deliberate > 0 || (request.step === 'create' && this.#lost.has(request.localId ?? ''))
      this.evidence.exchangeIds.add(result.exchangeId)
      this.trail.push(trailEntry(request, result, reply, deliberate, context.ports.clock.now()))
    }
    context.trail.add(hear)
    this.#unhear = () => context.trail.delete(hear)
  }

  close(): void {
    this.#unhear()
  }

  get environment(): Environment {
    return this.target.environment
  }

  paymentPath(paymentId: string): string {
    return rulesOf(this.environment.dialect).paymentPath(paymentId)
  }

  statusPath(paymentId: string): string {
    return rulesOf(this.environment.dialect).statusPath(paymentId)
  }

  /** A minimal payload for the chosen participant, with an id of its own. */
  body(facts: { payerName?: string } = {}): Body {
    const participantId = this.needParticipant().id
    return minimalBody(this.environment.dialect, {
      externalId: this.newId(),
      participantId,
      ...facts,
    })
  }

  newId(): string {
    return this.context.ports.random.uuid()
  }

  /** One exchange, as it is asked for. */
  async call(
    request: Pick<ExchangeRequest, 'step' | 'method' | 'path'> & Partial<ExchangeRequest>,
  ): Promise<ExchangeResult> {
    this.signal.throwIfAborted()
    // Told once, by auth-good: each further check would wait for nothing as long again.
    if (this.facts.unreachable === true) throw blocked('auth-good')
    const whole = { ...this.target, signal: this.signal, ...request }
    this.#calls.add(whole)
    return this.context.exchange(whole)
  }

  /** The same, not held against the server by the checks of `conduct`: it is made to go wrong. */
  async provoke(request: Parameters<Scene['call']>[0]): Promise<ExchangeResult> {
    this.#deliberate += 1
    try {
      return await this.call(request)
    } finally {
      this.#deliberate -= 1
    }
  }

  /**
   * What may be repeated is repeated where an answer was no good: one bad answer is held against the server once, by the
   * checks of `conduct`, and not by every check that came after it.
   */
  async steady(make: (retryOf?: string) => Promise<ExchangeResult>): Promise<ExchangeResult> {
    let result = await make()
    const most = this.facts.silent === true ? 0 : 2
    for (let again = 0; again < most; again += 1) {
      const { kind } = result
      const odd =
        kind === 'reply' && ((result.status < 400 && !result.isJson) || result.status < 200)
      const moved = kind === 'reply' && result.status >= 300 && result.status < 400
      if (!mayPass(result) && !odd && !moved) return result
      const asked =
        kind === 'reply' ? retryAfterMs(result.headers, this.context.ports.clock.now()) : undefined
      await this.pause(Math.min(asked ?? 100, 10_000))
      result = await make(result.exchangeId)
    }
    return result
  }

  pause(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const give = (): void => {
        cancel()
        reject(new KlaviError('aborted'))
      }
      const cancel = this.context.ports.clock.after(ms, () => {
        this.signal.removeEventListener('abort', give)
        resolve()
      })
      if (this.signal.aborted) give()
      else this.signal.addEventListener('abort', give, { once: true })
    })
  }

  async authenticate(): Promise<ExchangeResult> {
    const keys = await this.context.keyring.keys(this.environment)
    const body = JSON.stringify({ accessKey: keys.accessKey, secretKey: keys.secretKey })
    return this.steady((retryOf) =>
      this.call({
        step: 'auth',
        method: 'POST',
        path: '/auth',
        body,
        ...(retryOf === undefined ? {} : { retryOf }),
      }),
    )
  }

  /** A GET with the suite's own token, after a 401 with a fresh one. */
  async get(
    path: string,
    step: ExchangeRequest['step'],
    query: ExchangeRequest['query'] = [],
  ): Promise<ExchangeResult> {
    const make = async (retryOf?: string): Promise<ExchangeResult> => {
      const token = await this.token()
      return this.call({
        step,
        method: 'GET',
        path,
        query,
        token: token.value,
        ...(retryOf === undefined ? {} : { retryOf }),
      })
    }
    const result = await this.steady(make)
    if (result.kind !== 'reply' || result.status !== 401) return result
    delete this.facts.token
    return this.steady(() => make(result.exchangeId))
  }

  /** The suite's own token, fresh where it is near its end. */
  async token(): Promise<Token> {
    const { clock } = this.context.ports
    const held = this.facts.token
    if (held !== undefined && held.expiresMs - clock.now() > 5_000) return held
    const result = await this.authenticate()
    const fresh = result.kind === 'reply' ? readToken(result.json, clock.now()) : undefined
    if (fresh === undefined) throw blocked('auth-good')
    this.facts.token = fresh
    return fresh
  }

  needToken(): Promise<Token> {
    return this.facts.authReply === undefined ? Promise.reject(blocked('auth-good')) : this.token()
  }

  /** Where nothing right was ever accepted, payment-minimal tells, and nothing else can be judged by a refusal. */
  needAccepted(): void {
    if (this.facts.accepted === undefined) throw blocked('payment-minimal')
  }

  needParticipant(): Participant {
    const { participant } = this.facts
    if (participant === undefined) throw blocked('participants-listed')
    return participant
  }

  /** One payment through the program's own way: intent on disk, guard, one POST. */
  async send(
    body: Body,
    options: Pick<SendOptions, 'watch' | 'loseAnswer' | 'contentType'> & {
      resendOf?: string
      wrong?: true
    } = {},
  ): Promise<Sent & { httpStatus?: number }> {
    this.signal.throwIfAborted()
    const { watch = false, loseAnswer, contentType, resendOf, wrong } = options
    const ready = readyPayment(this.context, this.environment, payloadText(body), {
      participantName: this.facts.participant?.name ?? '',
      ...(resendOf === undefined ? {} : { resendOf }),
    })
    const { localId } = ready.intent
    this.localIds.add(localId)
    this.evidence.localIds.add(localId)
    if (loseAnswer === true || contentType !== undefined) this.#lost.add(localId)
    const sent = await sendPayment(this.context, this.watches, this.environment, ready, {
      watch,
      signal: this.signal,
      ...(loseAnswer === undefined ? {} : { loseAnswer }),
      ...(contentType === undefined ? {} : { contentType }),
    })
    if (wrong === undefined && sent.payment.paymentId !== undefined) this.facts.accepted = true
    const { httpStatus } = this.context.journal.exchanges.get(sent.exchangeId) ?? {}
    return { ...sent, ...(httpStatus === undefined ? {} : { httpStatus }) }
  }

  payment(localId: string): PaymentSummary {
    const found = this.context.journal.payments.find(localId)
    if (found === undefined) throw new KlaviError('unknown-payment', { id: localId })
    return found
  }

  observations(localId: string): Observation[] {
    return this.context.journal.observations.list({ localId, limit: 1_000 })
  }

  /**
   * Resolves with the first observation of this payment that fits, one already seen included; undefined where the watch
   * ended, or the time was over, without one.
   */
  observed(
    localId: string,
    fits: (observation: Observation) => boolean,
    limitMs: number,
  ): Promise<Observation | undefined> {
    return new Promise((resolve) => {
      const { clock } = this.context.ports
      const finish = (found: Observation | undefined): void => {
        cancel()
        unsubscribe()
        this.signal.removeEventListener('abort', none)
        resolve(found)
      }
      const none = (): void => finish(undefined)
      const cancel = clock.after(limitMs, none)
      const unsubscribe = this.context.subscribe((name, payload) => {
        if (name === 'observation') {
          const seen = payload as Observation
          if (seen.localId === localId && fits(seen)) finish(seen)
        }
        if (name === 'payment') {
          const { localId: id, watching } = payload as PaymentSummary
          if (id === localId && !watching) finish(this.observations(localId).find(fits))
        }
      })
      this.signal.addEventListener('abort', none, { once: true })
      const before = this.observations(localId).find(fits)
      if (before !== undefined || this.signal.aborted) finish(before)
    })
  }
}

/** Said of a check whose ground is missing. */
export const blocked = (by: string): Verdict => new Verdict(notApplicable('blocked', { by }))
