import type { PaymentSummary } from '../../../core/model/payment.ts'
import { endOf } from '../../../core/watch/status-machine.ts'
import type { SimulatedPayment, Simulator } from '../../../simulator/index.ts'
import { secretsIn, type SimulatedBench } from './simulated-bench.ts'

/** Something that should hold and does not, with what is needed to see why. */
export type Claim = { claim: string } & Record<string, unknown>

/** Whether `seen` is what a watcher may see of `timeline`: some of it, in its order. */
function isSubsequence(seen: readonly string[], timeline: readonly string[]): boolean {
  let at = 0
  for (const status of timeline) {
    if (status === seen[at]) at += 1
  }
  return at === seen.length
}

const withoutRepeats = (statuses: readonly string[]): string[] =>
  statuses.filter((status, at) => status !== statuses[at - 1])

/** Compares what a journal says with what the simulator itself has on record. */
export async function checkPlace(
  place: SimulatedBench,
  simulator: Simulator,
  record: ReadonlyMap<string, SimulatedPayment>,
  asked: ReadonlyMap<string, number>,
): Promise<{ broken: Claim[]; posts: number }> {
  const { bench } = place
  const broken: Claim[] = []
  const payments = bench.payments.list({ limit: 1_000 })
  const byExternalId = new Map<string, PaymentSummary[]>()
  for (const payment of payments) {
    const same = byExternalId.get(payment.externalId) ?? []
    byExternalId.set(payment.externalId, [...same, payment])
  }
  let posts = 0
  for (const payment of payments) {
    const exchanges = bench.exchanges.list({ localId: payment.localId, limit: 1_000 })
    const creates = exchanges.filter(({ step }) => step === 'create')
    posts += creates.length
    if (creates.length !== 1) broken.push({ claim: 'one send, one POST', payment, creates })
    if (creates.some(({ retryOf }) => retryOf !== undefined)) {
      broken.push({ claim: 'no POST of a payment is repeated', payment, creates })
    }
    if (payment.paymentId === undefined) broken.push(...checkUncreated(payment))
    else broken.push(...checkCreated(place, payment, record.get(payment.paymentId)))
  }
  for (const [externalId, times] of asked) {
    const same = byExternalId.get(externalId) ?? []
    if (same.length > times) broken.push({ claim: 'sent only when asked', externalId, times, same })
    const held = [...record.values()].filter((it) => it.externalId === externalId)
    if (held.length > 1) broken.push({ claim: 'one payment for one externalId', held })
    if (held.length === 0) continue
    // Accepted, or lost and told as unknown: never refused, unsent or forgotten.
    const owned = same.some(
      ({ state, paymentId }) => state === 'unknown' || paymentId === held[0]?.id,
    )
    if (!owned) broken.push({ claim: 'no payment is lost', held, same })
  }
  const secrets = secretsIn(await place.journalBytes(), simulator)
  if (secrets.length > 0) broken.push({ claim: 'no secret in the journal', secrets })
  return { broken, posts }
}

function checkUncreated(payment: PaymentSummary): Claim[] {
  const may = ['unknown', 'refused', 'unsent']
  if (may.includes(payment.state) && !payment.watching) return []
  return [{ claim: 'a payment without an id is unknown, refused or unsent', payment }]
}

function checkCreated(
  { bench }: SimulatedBench,
  mine: PaymentSummary,
  theirs: SimulatedPayment | undefined,
): Claim[] {
  if (theirs === undefined) return [{ claim: 'an accepted payment is on record', mine }]
  const broken: Claim[] = []
  const must = (claim: string, holds: boolean): void => {
    if (!holds) broken.push({ claim, mine, theirs, log })
  }
  const log = bench.watch.log({ localId: mine.localId, limit: 10_000 })
  must('the same externalId', mine.externalId === theirs.externalId)
  must('the same amount', mine.amountCentavos === theirs.centavos)
  must('the last status', mine.lastStatus === theirs.status)
  must('the state', mine.state === (endOf(theirs.status) ?? 'accepted'))
  must('an end is dated', (mine.endedAt !== undefined) === theirs.ended)
  const reason = theirs.timeline.at(-1)?.reason
  if (reason !== undefined && log.length > 0) must('the reason', mine.reason?.code === reason.code)
  must('nothing is watched any more', !mine.watching)
  must(
    'observations are numbered without a gap',
    log.every(({ seq }, at) => seq === at + 1),
  )
  const good = log.filter(({ status }) => status !== undefined)
  must(
    'a change is told as one, a repeat is not',
    good.slice(1).every(({ status, changed }, at) => changed === (status !== good[at]?.status)),
  )
  const seen = withoutRepeats(good.map(({ status = '' }) => status))
  const timeline = theirs.timeline.map(({ status }) => status)
  must('what was seen is what there was, in its order', isSubsequence(seen, timeline))
  return broken
}
