import { randomUUID } from 'node:crypto'
import { KlaviError, isErrorCode } from '../../../core/failure.ts'
import type { PaymentSummary } from '../../../core/model/payment.ts'
import type { SimulatedPayment, Simulator } from '../../../simulator/index.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'
import { checkPlace, type Claim } from './check-place.ts'
import { dice, randomPayment, randomPick, randomRules, type Dice } from './random-faults.ts'
import { openBench, type RunningSimulator, type SimulatedBench } from './simulated-bench.ts'

/** One person at one workbench, and what was asked of it. */
interface User {
  place: SimulatedBench
  roll: Dice
  /** How often each externalId was sent, because the person asked. */
  asked: Map<string, number>
}

/** Only the core's own errors, and none that it did not expect. */
async function allowed<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    const known = error instanceof KlaviError && isErrorCode(error.code)
    if (!known || error.code === 'internal') throw error
    return undefined
  }
}

/** One send in the person's hands: the weather changes now and then; the person gives up waiting now and then, sends again what was lost, stops and goes on. */
async function scenario({ place, roll, asked }: User, { control }: Simulator): Promise<void> {
  const { bench } = place
  if (roll.chance(0.3)) await control.setFaults(randomRules(roll))
  if (roll.chance(0.2)) await allowed(bench.authenticate('simulator'))
  if (roll.chance(0.2)) await allowed(bench.participants.fetch('simulator'))
  const externalId = randomUUID()
  const draft = sampleDraft({ ...randomPayment(roll), externalId })
  const impatience = roll.chance(0.08) ? roll.whole(0, 60) : undefined

  const send = async (): Promise<PaymentSummary | undefined> => {
    asked.set(externalId, (asked.get(externalId) ?? 0) + 1)
    const signal = impatience === undefined ? {} : { signal: AbortSignal.timeout(impatience) }
    const watch = roll.chance(0.1) ? { watch: false as const } : {}
    return (await allowed(bench.payments.send('simulator', draft, { ...signal, ...watch })))
      ?.payment
  }

  const first = await send()
  let payment = first
  if (first === undefined || first.state === 'unsent' || first.state === 'unknown') {
    if (roll.chance(0.4)) payment = (await send()) ?? first
  }
  if (payment?.state !== 'accepted') return
  const { localId } = payment
  for (let act = roll.whole(0, 6); act > 0; act -= 1) {
    const observed = place.next('observation', (it) => it.localId === localId)
    if (roll.chance(0.5)) bench.watch.pollNow(localId)
    await Promise.race([observed, bench.watch.finished(localId)])
    if (!roll.chance(0.4)) continue
    bench.watch.stop(localId)
    bench.watch.start(localId)
  }
}

/** The faults are over: everything that was accepted is watched until nothing more can be seen of it. */
async function watchToTheEnd(
  { place, roll }: User,
  record: () => Promise<Map<string, SimulatedPayment>>,
): Promise<void> {
  const { bench } = place
  for (const payment of bench.payments.list({ limit: 1_000 })) {
    if (payment.state !== 'unknown' || !roll.chance(0.7)) continue
    // The person learnt the id from a webhook or from support.
    const held = [...(await record()).values()].find(
      ({ externalId }) => externalId === payment.externalId,
    )
    if (held !== undefined) bench.payments.adopt(payment.localId, held.id)
  }
  const open = bench.payments.list({ limit: 1_000 }).filter(({ state }) => state === 'accepted')
  await Promise.all(
    open.map(async ({ localId, paymentId = '' }) => {
      bench.watch.start(localId)
      for (;;) {
        const mine = bench.payments.get(localId)
        if (mine.state !== 'accepted') return
        const theirs = (await record()).get(paymentId)
        const soon = theirs?.nextAt != null && Date.parse(theirs.nextAt) - Date.now() < 60_000
        // Stuck, or waiting for an hour: seen for what it is, there is nothing to wait for.
        if (theirs === undefined || (!soon && mine.lastStatus === theirs.status)) break
        const observed = place.next('observation', (it) => it.localId === localId)
        bench.watch.pollNow(localId)
        await Promise.race([observed, bench.watch.finished(localId)])
      }
      bench.watch.stop(localId)
    }),
  )
}

/**
 * Ten scenarios at two workbenches under one set of random faults, then what must hold of every one of them. Answers
 * the claims that do not.
 */
export async function runBatch(
  server: RunningSimulator,
  seed: number,
  size: number,
): Promise<Claim[]> {
  const roll = dice(seed)
  const { control } = server.simulator
  await control.setFaults([])
  await control.configure({ stepMs: roll.whole(5, 20) })
  let posts = 0
  const unsubscribe = server.simulator.subscribe(({ route, method }) => {
    if (route === 'create-payment' && method === 'POST') posts += 1
  })
  const begun = new Set((await control.listPayments()).map(({ id }) => id))
  const places = await Promise.all([openBench(server), openBench(server)])
  const users = places.map((place, at): User => ({
    place,
    roll: dice(seed * 31 + at),
    asked: new Map(),
  }))
  try {
    const rules = randomRules(roll)
    await control.setFaults(rules)
    await control.setNextOutcome(randomPick(roll))
    await Promise.all(
      Array.from({ length: size }, (_it, at) =>
        scenario(users[at % users.length] as User, server.simulator),
      ),
    )
    for (const user of users) {
      // The program ends and begins again while payments are under way.
      if (!roll.chance(0.3)) continue
      await user.place.reopen()
      user.place.bench.watch.resumeAll()
    }
    await control.setFaults([])
    await control.setNextOutcome(null)
    const record = async (): Promise<Map<string, SimulatedPayment>> => {
      const all = await control.listPayments()
      return new Map(all.filter(({ id }) => !begun.has(id)).map((it) => [it.id, it]))
    }
    await Promise.all(users.map((user) => watchToTheEnd(user, record)))
    const found = await record()
    const claims = await Promise.all(
      users.map(({ place, asked }) => checkPlace(place, server.simulator, found, asked)),
    )
    return [
      ...claims.flatMap(({ broken }) => broken),
      ...everywhere(found, users, posts, claims),
    ].map((claim) => ({ ...claim, rules }))
  } finally {
    unsubscribe()
    for (const { place } of users) await place.close()
  }
}

/** What holds of the simulator's whole record, whoever sent it. */
function everywhere(
  found: Map<string, SimulatedPayment>,
  users: readonly User[],
  posts: number,
  claims: readonly { posts: number }[],
): Claim[] {
  const known = new Set(users.flatMap(({ asked }) => [...asked.keys()]))
  const broken: Claim[] = []
  for (const { id, externalId } of found.values()) {
    if (!known.has(externalId)) broken.push({ claim: 'nobody asked for this payment', id })
  }
  const sent = claims.reduce((sum, { posts: made }) => sum + made, 0)
  if (posts > sent) broken.push({ claim: 'more POSTs arrived than the journals know', posts, sent })
  return broken
}
