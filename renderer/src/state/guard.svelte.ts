import type {
  EnvironmentView,
  Failure,
  GuardState as GuardView,
  SendConfirmation,
} from '../../../electron/contract/types.ts'
import { ApiError, failureOf, type Api } from '../api.ts'
import type { EnvironmentsState } from './environments.svelte.ts'

/** What is about to be sent, as the confirmation names it. */
export interface SendFacts {
  environmentId: string
  bank?: string | undefined
  payer?: string | undefined
  /** Integer centavos; null where no money moves, or where only main can read the amount. */
  amountCentavos: number | null
  amountWire?: string | undefined
  /** Method and address of a request that a person wrote by hand. */
  request?: string | undefined
  /** True where a payment of unknown outcome is sent once more. */
  again?: boolean | undefined
}

export type SendAnswer = { go: true; confirmation?: SendConfirmation } | { go: false }

/** What stands between the person and a send, and waits for an answer. */
export type GuardQuestion =
  | { kind: 'unlock'; environmentId: string }
  | { kind: 'override'; environmentId: string }
  /** `amount`: what must be typed, as main or the preview wrote it. */
  | { kind: 'confirm'; environmentId: string; facts: SendFacts; amount: string | null }

/**
 * The way through the guard of production and what is treated like it. Main decides; this asks what main wants to be
 * asked, one question at a time.
 */
export class GuardController {
  question = $state.raw<GuardQuestion | null>(null)
  busy = $state(false)
  failure = $state.raw<Failure | null>(null)
  #settle: ((answer: string | null) => void) | null = null
  #api: Api
  #environments: EnvironmentsState

  constructor(api: Api, environments: EnvironmentsState) {
    this.#api = api
    this.#environments = environments
  }

  guarded(environment: EnvironmentView | null | undefined): boolean {
    return environment?.guard !== undefined
  }

  /** True when it is unlocked now. */
  async unlock(environmentId: string): Promise<boolean> {
    return (await this.#ask({ kind: 'unlock', environmentId })) !== null
  }

  /** True when the readiness gate is left aside now. */
  async override(environmentId: string): Promise<boolean> {
    return (await this.#ask({ kind: 'override', environmentId })) !== null
  }

  /** One environment, or all of them. */
  async lock(environmentId: string | null = null): Promise<void> {
    try {
      await this.#api.request('guard.lock', { environmentId })
    } catch (thrown) {
      // What cannot be locked must be seen.
      this.failure = failureOf(thrown)
    }
  }

  /** Everything that the environment's guard asks of the person before a send; nothing where it has no guard. */
  async confirmSend(facts: SendFacts, amount: string | null = null): Promise<SendAnswer> {
    const guard = () => this.#environments.byId(facts.environmentId)?.guard
    if (!guard()) return { go: true }
    const movesMoney = facts.amountCentavos !== null || amount !== null
    if (guard()?.locked && !(await this.unlock(facts.environmentId))) return { go: false }
    if (movesMoney && gateShut(guard()) && !(await this.override(facts.environmentId))) {
      return { go: false }
    }
    if (!movesMoney) return { go: true }
    const { environmentId } = facts
    const typed = await this.#ask({ kind: 'confirm', environmentId, facts, amount })
    if (typed === null) return { go: false }
    return { go: true, confirmation: { typedAmount: typed } }
  }

  /**
   * Sends what only main can judge (a body written by hand): whatever it refuses for the guard's sake is asked of the
   * person, and then it is sent again. Main refuses before anything leaves. Null where the person gave up.
   */
  async sendGuarded<T>(
    facts: SendFacts,
    send: (confirmation?: SendConfirmation) => Promise<T>,
  ): Promise<T | null> {
    let answer = await this.confirmSend(facts)
    for (;;) {
      if (!answer.go) return null
      try {
        return await send(answer.confirmation)
      } catch (thrown) {
        const asked = await this.#askFor(thrown, facts)
        if (asked === null) throw thrown
        answer = asked
      }
    }
  }

  /** The dialog's own: main is asked, and the question stays open where it says no. */
  async answer(typed: string): Promise<void> {
    const { question } = this
    if (!question || this.busy) return
    this.busy = true
    this.failure = null
    try {
      const { environmentId } = question
      if (question.kind === 'unlock') {
        await this.#put(
          environmentId,
          this.#api.request('guard.unlock', { environmentId, typedName: typed }),
        )
      } else if (question.kind === 'override') {
        await this.#put(
          environmentId,
          this.#api.request('guard.override', { environmentId, reason: typed }),
        )
      }
      this.#close(typed)
    } catch (thrown) {
      this.failure = failureOf(thrown)
    } finally {
      this.busy = false
    }
  }

  /** The person gave up; whatever waits is told so. */
  dismiss(): void {
    this.#close(null)
  }

  async #put(environmentId: string, answer: Promise<GuardView>): Promise<void> {
    this.#environments.patch(environmentId, { guard: await answer })
  }

  async #askFor(thrown: unknown, facts: SendFacts): Promise<SendAnswer | null> {
    if (!(thrown instanceof ApiError)) return null
    const { code, details } = thrown.failure
    if (code === 'production-locked') {
      return (await this.unlock(facts.environmentId)) ? this.confirmSend(facts) : { go: false }
    }
    if (code === 'readiness-missing') {
      return (await this.override(facts.environmentId)) ? { go: true } : { go: false }
    }
    if (code !== 'confirmation-missing') return null
    return this.confirmSend(facts, String(details?.['amount'] ?? ''))
  }

  #ask(question: GuardQuestion): Promise<string | null> {
    this.#close(null)
    this.failure = null
    return new Promise((settle) => {
      this.#settle = settle
      this.question = question
    })
  }

  #close(answer: string | null): void {
    const settle = this.#settle
    this.#settle = null
    this.question = null
    settle?.(answer)
  }
}

/** Whether money is held back for want of a readiness report. */
export const gateShut = (guard: GuardView | undefined): boolean =>
  guard !== undefined && guard.readiness.state !== 'passed' && guard.override === undefined
