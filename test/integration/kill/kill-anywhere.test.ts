import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { ExchangeSummary } from '../../../core/model/exchange.ts'
import type { Observation } from '../../../core/model/observation.ts'
import type { PaymentState, PaymentSummary } from '../../../core/model/payment.ts'
import type { Workbench } from '../../../core/workbench-api.ts'
import { startChild, type Line } from '../../support/core/child.ts'
import { seededFractions } from '../../support/core/seeded-random.ts'
import { acceptedBySimulator } from '../../support/core/simulator-record.ts'
import { temporaryFolder } from '../../support/core/temporary-folder.ts'
import { openTestWorkbench } from '../../support/core/test-workbench.ts'

const long = process.env['KLAVI_TESTER_LONG'] !== undefined
const rounds = long ? 200 : 20
const seed = Number(process.env['KLAVI_TESTER_SEED'] ?? 20261122)
const everything = { limit: 1_000_000 }

/** How far a payment has come; no later look may find it further back. */
const progress = (state: PaymentState): number =>
  state === 'intent' ? 0 : state === 'unknown' || state === 'accepted' ? 1 : 2

const shown = <T>(lines: Line[], name: string): T[] =>
  lines
    .filter((line) => line.type === 'event' && line['name'] === name)
    .map((it) => it['payload'] as T)

function expectEverythingShownIsThere(bench: Workbench, lines: Line[]): void {
  const exchanges = new Map(bench.exchanges.list(everything).map((it) => [it.id, it]))
  for (const line of shown<ExchangeSummary>(lines, 'exchange')) {
    expect(exchanges.get(line.id)).toMatchObject({ step: line.step, url: line.url, at: line.at })
  }
  const logs = new Map<string, Observation[]>()
  for (const line of shown<Observation>(lines, 'observation')) {
    const log = logs.get(line.localId) ?? bench.watch.log({ localId: line.localId, ...everything })
    logs.set(line.localId, log)
    expect(log[line.seq - 1]).toEqual(line)
  }
  for (const line of shown<PaymentSummary>(lines, 'payment')) {
    const payment = bench.payments.get(line.localId)
    expect(payment.externalId).toBe(line.externalId)
    expect(progress(payment.state)).toBeGreaterThanOrEqual(progress(line.state))
    if (line.paymentId !== undefined) expect(payment.paymentId).toBe(line.paymentId)
  }
}

function expectBothSidesAgree(bench: Workbench, profile: string): void {
  const payments = bench.payments.list(everything)
  const byExternalId = new Map(payments.map((it) => [it.externalId, it]))
  const accepted = acceptedBySimulator(profile)
  expect(new Set(accepted.map(({ externalId }) => externalId)).size).toBe(accepted.length)
  for (const { id, externalId } of accepted) {
    const payment = byExternalId.get(externalId)
    expect(payment, `${externalId} was accepted and is in the journal`).toBeDefined()
    if (payment?.state !== 'unknown') expect(payment?.paymentId).toBe(id)
  }
  const known = new Set(accepted.map(({ externalId }) => externalId))
  for (const { state, externalId } of payments) {
    expect(state).not.toBe('intent')
    if (state !== 'unknown' && state !== 'unsent') expect(known).toContain(externalId)
  }
  const posts = bench.exchanges.list(everything).filter(({ step }) => step === 'create')
  expect(new Set(posts.map(({ localId }) => localId)).size).toBe(posts.length)
}

it(
  `loses nothing in ${rounds} kills at any moment`,
  async () => {
    const fraction = seededFractions(seed)
    const profile = temporaryFolder()
    let interrupted = 0
    let completed = 0
    for (let round = 0; round < rounds; round += 1) {
      const child = startChild('bench-child.ts', { profile, stepMs: 25, flood: 3 })
      await child.line(({ type }) => type === 'sending')
      // The moment of the kill is the one thing here that is measured in time.
      await setTimeout(fraction() * 600)
      await child.kill()

      const { bench, close } = await openTestWorkbench({ folder: profile, stepMs: 25 })
      expectEverythingShownIsThere(bench, child.lines)
      expectBothSidesAgree(bench, profile)
      for (const { localId } of bench.watch.resumeAll()) {
        expect(await bench.watch.finished(localId)).toMatchObject({ outcome: 'completed' })
      }
      const left = bench.payments.list(everything)
      expect(left.filter(({ state }) => state === 'accepted')).toEqual([])
      completed = left.filter(({ state }) => state === 'completed').length
      interrupted = left.filter(({ state }) => state === 'unknown').length
      await close()
    }
    expect(completed).toBeGreaterThan(0)
    console.log(`seed ${seed}: ${completed} completed, ${interrupted} interrupted`)
  },
  long ? 1_200_000 : 180_000,
)
