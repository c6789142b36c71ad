import { toFailure } from '../../core/failure.ts'
import type { ExchangeSummary } from '../../core/model/exchange.ts'
import type { Observation } from '../../core/model/observation.ts'
import type { PaymentSummary } from '../../core/model/payment.ts'
import type { Workbench } from '../../core/workbench-api.ts'
import { m } from '../../messages/index.ts'
import type { Run } from './host.ts'
import { openBench, type BenchOptions } from './open-bench.ts'

/** An open workbench whose events are told as they come. */
export interface Session {
  bench: Workbench
  /** As last heard or stored. */
  payment(localId: string): PaymentSummary | undefined
  /** Code of the error of the payment's last poll, where that failed. */
  lastError(localId: string): string | undefined
  /** Tells nothing more of a payment whose outcome was told: a poll that was cut off is not news, and the outcome comes last. */
  end(localId: string): void
  /** Puts a short name before a payment's polls, where several are watched. */
  label(localId: string, label: string): void
}

/** Opens a workbench, does the work, and closes it whatever happened: leases are given up, servers stopped. */
export async function withSession(
  run: Run,
  options: BenchOptions,
  work: (session: Session) => Promise<number>,
): Promise<number> {
  const { bench, notices } = await openBench(options)
  const payments = new Map<string, PaymentSummary>()
  const errors = new Map<string, string | undefined>()
  const ended = new Set<string>()
  const labels = new Map<string, string>()
  const { reporter } = run

  const payment = (localId: string): PaymentSummary | undefined => {
    const known = payments.get(localId)
    if (known !== undefined) return known
    try {
      const stored = bench.payments.get(localId)
      payments.set(localId, stored)
      return stored
    } catch {
      return undefined
    }
  }
  const observe = (observation: Observation): void => {
    const { localId, errorCode } = observation
    errors.set(localId, errorCode)
    reporter.observation(observation, payment(localId), labels.get(localId))
  }
  const exchanged = (exchange: ExchangeSummary): void => {
    if (!ended.has(exchange.localId ?? '')) reporter.exchange(exchange)
  }
  const unsubscribe = bench.subscribe((name, payload) => {
    if (name === 'exchange') exchanged(payload as ExchangeSummary)
    if (name === 'observation') observe(payload as Observation)
    if (name === 'payment') payments.set((payload as PaymentSummary).localId, payload as never)
    if (name === 'notice') tell([payload as never])
    if (name === 'vaultWaiting' && payload === true) reporter.say(m.cli_vault_waiting())
  })
  const tell = (list: typeof notices): void => {
    for (const { code, message, gone } of list) {
      // No keychain is an error where keys are needed from it, and no news where they are not.
      if (code !== 'vault-session-only' && gone !== true) reporter.warn(message)
    }
  }

  try {
    tell([...notices, ...bench.notices.list()])
    run.signal.throwIfAborted()
    return await work({
      bench,
      payment,
      lastError: (localId) => errors.get(localId),
      end: (localId) => void ended.add(localId),
      label: (localId, label) => void labels.set(localId, label),
    })
  } finally {
    unsubscribe()
    try {
      await bench.close()
    } catch (error) {
      // What came of the work was told, and its exit code stands.
      reporter.warn(toFailure(error).message)
    }
  }
}
