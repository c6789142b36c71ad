import { isLoopback } from '../../klavi/origin.ts'
import { failed, notApplicable, passed, type Check, type Finding } from '../check.ts'
import type { Scene } from '../scene.ts'
import type { TrailEntry } from '../trail.ts'

/** A status or a payment is never larger; a list of participants may be. */
const largestReply = 1024 * 1024
const largestList = 16 * 1024 * 1024
/** How far the server's clock may be from this machine's; the Date header is exact to a second. */
const skewLimitMs = 60_000
const webhookWaitMs = 5_000
/** “Every few seconds” (docs/klavi-api.md §1) is never less than this. */
const shortestGapMs = 1_000

/**
 * Judges every exchange of the run; the first that fails is named, and all that fail are kept as evidence, or the slowest
 * where none does.
 */
const overall = (
  id: string,
  section: string,
  concerns: (entry: TrailEntry, scene: Scene) => boolean,
  problem: (entry: TrailEntry, scene: Scene) => Finding | undefined,
  sum: (entries: TrailEntry[]) => Finding,
): Check => ({
  id,
  group: 'conduct',
  section,
  run(scene) {
    const entries = scene.trail.filter((entry) => concerns(entry, scene))
    if (entries.length === 0) return notApplicable('nothing-seen')
    let first: Finding | undefined
    for (const entry of entries) {
      const found = problem(entry, scene)
      if (found === undefined) continue
      scene.evidence.exchangeIds.add(entry.exchangeId)
      first ??= found
    }
    if (first !== undefined) return first
    // All of them are the proof; one that stands for them is linked.
    const [slowest] = [...entries].sort((one, other) => other.latencyMs - one.latencyMs)
    if (slowest !== undefined) scene.evidence.exchangeIds.add(slowest.exchangeId)
    return sum(entries)
  },
})

/** Replies of the API itself; consent pages are for people. */
const ofApi = ({ step, status }: TrailEntry): boolean => status !== undefined && step !== 'other'

const contentTypes = overall(
  'content-types',
  '§1',
  // A server's own error page is told by no-server-errors.
  (entry) => ofApi(entry) && entry.bytes > 0 && (entry.status ?? 0) < 500 && !moved(entry),
  ({ contentTypes: types, step, method, requestType, deliberate }) => {
    const asked = method === 'GET' ? 'application/x-www-form-urlencoded' : 'application/json'
    if (!deliberate && !requestType.toLowerCase().startsWith(asked)) {
      return failed('request-type', { step, type: requestType, wanted: asked })
    }
    const [type = ''] = types
    if (types.length > 1) return failed('types-several', { step, types: types.join(', ') })
    if (!/^application\/(?:[\w.-]+\+)?json(?:;|$)/i.test(type.replaceAll(' ', ''))) {
      return failed('type-other', { step, type })
    }
    const charset = /charset=([^;]+)/i.exec(type)?.[1]?.replaceAll('"', '').trim()
    if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
      return failed('charset-other', { step, charset })
    }
    return undefined
  },
  (entries) => passed('types', { count: entries.length }),
)

const moved = ({ status = 0 }: TrailEntry): boolean => status >= 300 && status < 400

const encoding = overall(
  'encoding',
  '§1',
  (entry) => ofApi(entry) && entry.bytes > 0,
  ({ bom, utf8, step }) => {
    if (bom) return failed('bom', { step })
    return utf8 ? undefined : failed('not-utf8', { step })
  },
  (entries) => passed('utf8', { count: entries.length }),
)

const whole = overall(
  'answers-whole',
  '§4',
  // A payment's POST is not repeated, so its own check tells of a lost answer.
  ({ deliberate, step, fault }) =>
    !deliberate && step !== 'create' && step !== 'other' && fault !== 'aborted',
  ({ fault, status = 0, isJson, bytes, step }) => {
    if (fault !== undefined) return failed('cut', { step, code: fault })
    if (status < 300 && !isJson) return failed('not-json', { step })
    const limit = step === 'participants' ? largestList : largestReply
    return bytes > limit ? failed('large', { step, bytes }) : undefined
  },
  (entries) => passed('whole', { count: entries.length }),
)

const serverErrors = overall(
  'no-server-errors',
  '§4',
  (entry) => ofApi(entry),
  (entry) => {
    const { status = 0, step } = entry
    if (moved(entry)) return failed('redirected', { step, status })
    return status >= 500 ? failed('server-error', { step, status }) : undefined
  },
  (entries) => passed('no-errors', { count: entries.length }),
)

/** Two polls of one payment, one after the other. */
interface Gap {
  ms: number
  exchangeIds: [string, string]
}

function gapsOf(trail: readonly TrailEntry[]): Gap[] {
  const last = new Map<string, TrailEntry>()
  const gaps: Gap[] = []
  for (const entry of trail) {
    const { step, localId, repeats, atMs, exchangeId } = entry
    if (step !== 'status' || localId === undefined || repeats) continue
    const before = last.get(localId)
    if (before !== undefined) {
      gaps.push({ ms: atMs - before.atMs, exchangeIds: [before.exchangeId, exchangeId] })
    }
    last.set(localId, entry)
  }
  return gaps
}

/** A server that asks for more time says so by a 429; the guide's “every few seconds” is kept from this side. */
const rhythm: Check = {
  id: 'polling-rhythm',
  group: 'conduct',
  section: '§3.5',
  run({ trail, evidence, simulator, environment }) {
    const [refused] = trail.filter((entry) => ofApi(entry) && entry.status === 429)
    if (refused !== undefined) {
      evidence.exchangeIds.add(refused.exchangeId)
      return failed('too-fast', { step: refused.step })
    }
    const gaps = gapsOf(trail)
    const [shortest] = [...gaps].sort((one, other) => one.ms - other.ms)
    if (shortest === undefined) return notApplicable('polls-few')
    for (const id of shortest.exchangeIds) evidence.exchangeIds.add(id)
    const facts = { count: gaps.length + 1, ms: shortest.ms }
    // A simulator, and whatever else is on this machine, is polled as fast as somebody likes.
    const free = simulator !== undefined || isLoopback(new URL(environment.origin))
    return !free && shortest.ms < shortestGapMs
      ? failed('polls-fast', { ...facts, limit: shortestGapMs })
      : passed('polls', facts)
  },
}

const tokenHolds = overall(
  'token-holds',
  '§3.1',
  ({ withToken, deliberate, status }) => withToken && !deliberate && status !== undefined,
  ({ status, step }) => (status === 401 ? failed('token-dropped', { step }) : undefined),
  (entries) => passed('token-held', { count: entries.length }),
)

const latency: Check = {
  id: 'latency',
  group: 'conduct',
  section: '§3.5',
  run(scene) {
    const { latencyLimitMs } = scene.options
    const answered = scene.trail.filter(({ status }) => status !== undefined)
    const [slowest] = [...answered].sort((one, other) => other.latencyMs - one.latencyMs)
    if (slowest === undefined) return notApplicable('nothing-seen')
    const facts = { step: slowest.step, ms: slowest.latencyMs, limit: latencyLimitMs }
    scene.evidence.exchangeIds.add(slowest.exchangeId)
    if (slowest.latencyMs <= latencyLimitMs) return passed('quick', facts)
    return failed('slow', facts)
  },
}

const errorsReadable = overall(
  'errors-readable',
  '§4',
  (entry) =>
    ofApi(entry) && (entry.status ?? 0) >= 400 && (entry.status ?? 0) < 500 && entry.status !== 429,
  ({ explains, step, status = 0 }) =>
    explains ? undefined : failed('error-mute', { step, status }),
  (entries) => passed('errors-explained', { count: entries.length }),
)

const secretsKept = overall(
  'secrets-kept',
  '§3.1',
  (entry) => ofApi(entry) && entry.step !== 'auth',
  ({ secrets, step }) => (secrets ? failed('secrets-echoed', { step }) : undefined),
  (entries) => passed('no-secrets', { count: entries.length }),
)

const clock = overall(
  'clock',
  '§3.1',
  ({ skewMs }) => skewMs !== undefined,
  ({ skewMs = 0, step }) =>
    Math.abs(skewMs) > skewLimitMs
      ? failed('clock-off', { step, seconds: Math.round(skewMs / 1_000) })
      : undefined,
  (entries) => {
    const worst = Math.max(...entries.map(({ skewMs = 0 }) => Math.abs(skewMs)))
    return passed('clock', { seconds: Math.round(worst / 1_000) })
  },
)

const webhooks: Check = {
  id: 'webhooks-signed',
  group: 'conduct',
  section: '§5',
  sends: true,
  async run(scene) {
    const { webhooks: ear, facts } = scene
    if (ear === undefined) return received(scene)
    const { paymentId } = facts.happy ?? {}
    if (paymentId === undefined) return notApplicable('blocked', { by: 'happy-path' })
    await ear.waitFor(({ text }) => text.includes(paymentId), webhookWaitMs)
    const { heard } = ear
    if (heard.length === 0) return failed('webhooks-none', { seconds: webhookWaitMs / 1_000 })
    const unsigned = heard.filter(({ signed }) => !signed).length
    if (unsigned > 0) return failed('webhooks-unsigned', { count: unsigned, all: heard.length })
    const untimed = heard.filter(({ timestamped }) => !timestamped).length
    return untimed > 0
      ? failed('webhooks-untimed', { count: untimed })
      : passed('webhooks', { count: heard.length })
  },
}

/** Outside the simulator: what this profile's inbox received of this run's payments. */
function received({ context, localIds, startedAt }: Scene): Finding {
  const all = [...localIds]
    .flatMap((localId) => context.journal.webhooks.of(localId))
    .filter(({ at }) => at >= startedAt)
  // Without a key nothing was judged, and the program's own repetitions prove nothing.
  const judged = all.filter(({ verdict, replayOf }) => verdict !== 'no-key' && !replayOf)
  if (judged.length === 0) return notApplicable('webhooks-unreachable')
  const unsigned = judged.filter(({ verdict }) => verdict === 'unsigned' || verdict === 'invalid')
  if (unsigned.length > 0) {
    return failed('webhooks-unsigned', { count: unsigned.length, all: judged.length })
  }
  const untimed = judged.filter(({ timestamp }) => timestamp === undefined)
  return untimed.length > 0
    ? failed('webhooks-untimed', { count: untimed.length })
    : passed('webhooks', { count: judged.length })
}

const drift: Check = {
  id: 'drift-summary',
  group: 'conduct',
  section: '§3',
  run({ context, environment, startedAt, trail }) {
    // Only good replies in JSON are compared with their documentation.
    if (!trail.some(({ status = 0, isJson }) => isJson && status >= 200 && status < 300)) {
      return notApplicable('nothing-seen')
    }
    const found = context.journal.drift
      .list(environment.id)
      .filter(({ lastAt }) => lastAt >= startedAt)
    const drifted = found.filter(({ verdict }) => verdict === 'drift')
    const [first] = drifted
    const learned = found.length - drifted.length
    if (first === undefined) return passed('no-drift', { count: learned })
    return failed('drift', { count: drifted.length, path: first.path, step: first.step })
  },
}

export const conductChecks: readonly Check[] = [
  contentTypes,
  encoding,
  whole,
  serverErrors,
  rhythm,
  tokenHolds,
  latency,
  errorsReadable,
  secretsKept,
  clock,
  webhooks,
  drift,
]
