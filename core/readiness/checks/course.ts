import { endOf } from '../../watch/status-machine.ts'
import type { Observation } from '../../model/observation.ts'
import type { PaymentSummary } from '../../model/payment.ts'
import { minimalBody, outcomeCentavos } from '../bodies.ts'
import {
  failed,
  needsPerson,
  noAnswer,
  notApplicable,
  passed,
  Verdict,
  type Check,
  type Finding,
} from '../check.ts'
import { blocked, type ConsentFacts, type Scene } from '../scene.ts'

const awaiting = 'CONSENT_AWAITING_AUTHORIZATION'
/** A consent page can be opened within this time (docs/klavi-api.md §3.5). */
const consentLimitMs = 60_000
/** How long one status may take to be seen after the simulator was moved on. */
const stepLimitMs = 20_000
const mostSteps = 20

interface Course {
  localId: string
  status: string
  ended: boolean
}

/** Sends a payment and follows it to its end; on the simulator every step is made by the suite. */
async function runCourse(
  scene: Scene,
  centavos: number | undefined,
  decision: 'authorise' | 'reject',
  consent?: ConsentFacts,
): Promise<Course> {
  await scene.needToken()
  const participantId = scene.needParticipant().id
  const body = minimalBody(scene.environment.dialect, {
    externalId: scene.newId(),
    participantId,
    ...(centavos === undefined ? {} : { centavos }),
  })
  const sent = await scene.send(body, { watch: scene.options.watch })
  const { localId, paymentId, state } = sent.payment
  const status = sent.httpStatus ?? 0
  if (consent !== undefined) {
    scene.facts.happy = sent.payment
    scene.facts.happyStatus = status
  }
  if (paymentId === undefined) {
    if (consent === undefined && state === 'refused') scene.needAccepted()
    throw new Verdict(
      state === 'refused'
        ? failed('not-accepted', { status })
        : failed('call', { code: sent.error?.code ?? state, detail: '' }),
    )
  }
  try {
    await (scene.simulator === undefined
      ? followPerson(scene, localId, decision)
      : stepThrough(scene, scene.simulator, localId, paymentId, consent))
  } finally {
    if (consent !== undefined) noteConsent(scene, localId, consent)
    const payment = scene.payment(localId)
    if (payment.watching) scene.watches.cases.stop(localId)
  }
  const { lastStatus = '' } = scene.payment(localId)
  return { localId, status: lastStatus, ended: endOf(lastStatus) !== undefined }
}

async function stepThrough(
  scene: Scene,
  simulator: NonNullable<Scene['simulator']>,
  localId: string,
  paymentId: string,
  consent: ConsentFacts | undefined,
): Promise<void> {
  const all = await simulator.listPayments()
  let now = all.find(({ id }) => id === paymentId)?.status ?? ''
  for (let step = 0; step < mostSteps; step += 1) {
    scene.watches.cases.pollNow(localId)
    const after = scene.observations(localId).length
    const before = scene.observations(localId).at(-1)
    const seen =
      before?.status === now
        ? before
        : await scene.observed(
            localId,
            ({ seq, status }) => seq > after && status === now,
            stepLimitMs,
          )
    if (seen === undefined && scene.payment(localId).lastStatus !== now) {
      throw new Verdict(failed('status-unseen', { status: now }))
    }
    if (endOf(now) !== undefined) return
    if (now === awaiting && consent !== undefined) await openConsent(scene, seen, consent)
    const next =
      now === awaiting
        ? await simulator.decide(paymentId, 'authorize')
        : await simulator.step(paymentId)
    if (next.status === now) return
    now = next.status
  }
}

/** Opens the page twice: it may be opened once only. */
async function openConsent(
  scene: Scene,
  seen: Observation | undefined,
  consent: ConsentFacts,
): Promise<void> {
  const { consentUrl } = seen ?? {}
  if (consentUrl === undefined || !URL.canParse(consentUrl)) return
  const { origin, pathname, search } = new URL(consentUrl)
  const query = [...new URLSearchParams(search)]
  for (let time = 0; time < 2; time += 1) {
    const result = await scene.provoke({
      step: 'other',
      method: 'GET',
      path: pathname,
      fromRoot: true,
      query,
      environment: { ...scene.environment, origin },
    })
    consent.exchangeIds.push(result.exchangeId)
    if (result.kind === 'reply') consent.opened.push(result.status)
  }
}

/** Waits for the payment's end; where it waits for consent, for the person. */
async function followPerson(
  scene: Scene,
  localId: string,
  decision: 'authorise' | 'reject',
): Promise<void> {
  const { consentWaitMs, interactive } = scene.options
  const ended = ({ status = '' }: Observation): boolean => endOf(status) !== undefined
  const asks = ({ status = '', consentUrl }: Observation): boolean =>
    status === awaiting && consentUrl !== undefined
  const first = await scene.observed(localId, (it) => ended(it) || asks(it), consentWaitMs)
  if (first === undefined || ended(first)) return
  if (!interactive) throw new Verdict(needsPerson(`person-${decision}`))
  const given = new AbortController()
  const moved = scene.observed(localId, ended, consentWaitMs).finally(() => given.abort())
  const url = first.consentUrl
  const answer = await scene.ask(
    { kind: decision, ...(url === undefined ? {} : { url }) },
    given.signal,
  )
  if (answer === 'skip') throw new Verdict(needsPerson(`person-${decision}`))
  if ((await moved) === undefined) throw new Verdict(needsPerson(`person-${decision}`))
}

function noteConsent(scene: Scene, localId: string, consent: ConsentFacts): void {
  for (const { status, consentUrl, elapsedMs, exchangeId } of scene.observations(localId)) {
    if (consentUrl === undefined) continue
    if (status !== awaiting) consent.givenElsewhere = true
    if (consent.url !== undefined) continue
    consent.url = consentUrl
    consent.givenAfterMs = elapsedMs
    if (exchangeId !== undefined) consent.exchangeIds.push(exchangeId)
  }
  scene.facts.consent = consent
}

const happyPath: Check = {
  id: 'payment-minimal',
  group: 'course',
  section: '§3.3',
  sends: true,
  run(scene) {
    const happy = happyPayment(scene)
    return happy.paymentId === undefined
      ? failed('not-accepted', { status: scene.facts.happyStatus ?? 0 })
      : passed('accepted-as', { id: happy.paymentId })
  },
}

/** The happy path's payment, accepted or refused; an answer that was lost says neither. */
function happyPayment(scene: Scene): PaymentSummary {
  const { happy } = scene.facts
  if (happy === undefined || (happy.paymentId === undefined && happy.state !== 'refused')) {
    throw blocked('happy-path')
  }
  scene.evidence.localIds.add(happy.localId)
  return happy
}

const accepted: Check = {
  id: 'participant-accepted',
  group: 'course',
  section: '§3.3',
  sends: true,
  run(scene) {
    const { name } = scene.needParticipant()
    return happyPayment(scene).paymentId === undefined
      ? failed('not-accepted', { status: scene.facts.happyStatus ?? 0 })
      : passed('participant', { name })
  },
}

const completed: Check = {
  id: 'happy-path',
  group: 'course',
  section: '§3.5',
  sends: true,
  async run(scene) {
    const consent: ConsentFacts = { givenElsewhere: false, opened: [], exchangeIds: [] }
    const { localId, status, ended } = await runCourse(scene, undefined, 'authorise', consent)
    if (!ended) return failed('not-ended', { status })
    if (endOf(status) !== 'completed') return failed('ended-as', { status })
    const { order = 'kept' } = scene.payment(localId)
    if (order === 'kept') return passed('in-order', { count: statusesOf(scene, localId).length })
    // Without stepping, a poll may have missed a short state.
    if (order === 'skipped' && scene.simulator === undefined) return passed('skipped-forward')
    return failed('order', { order, statuses: statusesOf(scene, localId).join(' → ') })
  },
}

const statusesOf = (scene: Scene, localId: string): string[] =>
  scene
    .observations(localId)
    .filter(({ changed, status }) => changed && status !== undefined)
    .map(({ status = '' }) => status)

const ending = (
  id: string,
  centavos: number,
  wanted: 'rejected' | 'error',
  status: string,
  person: 'authorise' | 'reject',
): Check => ({
  id,
  group: 'course',
  section: '§3.5',
  sends: true,
  negative: true,
  async run(scene): Promise<Finding> {
    if (wanted === 'error' && scene.simulator === undefined) return notApplicable('no-trigger')
    const course = await runCourse(scene, centavos, person)
    const { order, reason } = scene.payment(course.localId)
    if (course.status === status) {
      if (order === 'regressed')
        return failed('order', { order, statuses: statusesOf(scene, course.localId).join(' → ') })
      return reason === undefined
        ? failed('no-reason', { status })
        : passed('ended-with', { status, code: reason.code })
    }
    if (scene.simulator === undefined && endOf(course.status) === 'completed') {
      return notApplicable('outcome-not-known', { status: course.status })
    }
    return failed('ended-as', { status: course.status })
  },
})

const unknownId: Check = {
  id: 'status-unknown-id',
  group: 'course',
  section: '§4',
  negative: true,
  async run(scene) {
    await scene.needToken()
    const result = await scene.get(scene.statusPath(scene.newId()), 'status')
    if (result.kind === 'fault') return noAnswer(result)
    return result.status === 404
      ? passed('refused', { status: 404 })
      : failed('refused-otherwise', { status: result.status, wanted: '404' })
  },
}

const consentUrl: Check = {
  id: 'consent-url',
  group: 'course',
  section: '§3.5',
  sends: true,
  run(scene) {
    const consent = needConsent(scene)
    const { url } = consent
    if (url === undefined) {
      const awaited = statusesOf(scene, scene.facts.happy?.localId ?? '').includes(awaiting)
      return awaited ? failed('consent-absent') : notApplicable('consent-not-awaited')
    }
    if (!URL.canParse(url)) return failed('consent-no-url', { url: url.slice(0, 80) })
    const { protocol, hostname } = new URL(url)
    const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
    if (protocol !== 'https:' && !loopback) return failed('consent-insecure', { host: hostname })
    if (consent.givenElsewhere) return failed('consent-elsewhere')
    return passed('consent-given', { host: hostname })
  },
}

const consentOnce: Check = {
  id: 'consent-once',
  group: 'course',
  section: '§3.5',
  sends: true,
  run(scene) {
    const { opened, url } = needConsent(scene)
    if (url === undefined) throw blocked('consent-url')
    if (scene.simulator === undefined) return notApplicable('consent-person')
    const [first = 0, second = 0] = opened
    if (first >= 300 || first === 0) return failed('consent-closed', { status: first })
    return second >= 400
      ? passed('consent-once', { status: second })
      : failed('consent-again', { status: second })
  },
}

const consentInTime: Check = {
  id: 'consent-in-time',
  group: 'course',
  section: '§3.5',
  sends: true,
  run(scene) {
    const { url, givenAfterMs = 0 } = needConsent(scene)
    if (url === undefined) throw blocked('consent-url')
    const seconds = Math.round(givenAfterMs / 100) / 10
    return givenAfterMs <= consentLimitMs
      ? passed('consent-after', { seconds })
      : failed('consent-late', { seconds, limit: consentLimitMs / 1_000 })
  },
}

function needConsent(scene: Scene): ConsentFacts {
  const { consent } = scene.facts
  if (consent === undefined) throw blocked('happy-path')
  for (const id of consent.exchangeIds) scene.evidence.exchangeIds.add(id)
  return consent
}

/** The answer to a send is cut off by the suite; the second send of the same externalId must be refused. */
const unknownOutcome: Check = {
  id: 'unknown-outcome',
  group: 'course',
  section: '§4',
  negative: true,
  sends: true,
  async run(scene) {
    await scene.needToken()
    scene.needAccepted()
    const { dialect } = scene.environment
    const externalId = scene.newId()
    const participantId = scene.needParticipant().id
    const body = minimalBody(dialect, { externalId, participantId })
    const first = await scene.send(body, { loseAnswer: true })
    if (first.payment.state !== 'unknown') {
      return failed('not-accepted', { status: first.httpStatus ?? 0 })
    }
    const second = await scene.send(body, { resendOf: first.payment.localId })
    const status = second.httpStatus ?? 0
    if (second.payment.paymentId !== undefined) return failed('accepted-twice', { status })
    if (status !== 409) return failed('refused-otherwise', { status, wanted: '409' })
    return scene.payment(first.payment.localId).evidence === 'arrived'
      ? passed('arrived', { status })
      : failed('not-resolved')
  },
}

export const courseChecks: readonly Check[] = [
  completed,
  happyPath,
  accepted,
  consentUrl,
  consentOnce,
  consentInTime,
  ending(
    'path-consent-rejected',
    outcomeCentavos.consentRejected,
    'rejected',
    'CONSENT_REJECTED',
    'reject',
  ),
  ending(
    'path-payment-rejected',
    outcomeCentavos.paymentRejected,
    'rejected',
    'PAYMENT_REJECTED',
    'authorise',
  ),
  ending('path-error', outcomeCentavos.error, 'error', 'ERROR', 'authorise'),
  unknownId,
  unknownOutcome,
]
