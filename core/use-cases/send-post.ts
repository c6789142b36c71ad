import type { PostOptions } from '../client-api.ts'
import { KlaviError, toFailure } from '../failure.ts'
import type { ComposedPath } from '../klavi/compose-path.ts'
import { composeUrl } from '../klavi/compose-url.ts'
import type { Reply } from '../klavi/calls/call-tools.ts'
import type { ExchangeResult } from '../klavi/exchanger.ts'
import type { Environment } from '../model/environment.ts'
import type { PostIntent, PostState, RequestResult } from '../model/payment-details.ts'
import { isoTime } from '../system.ts'
import type { Context } from './context.ts'
import { assertMaySend, assertStillMaySend } from './guard.ts'
import { ownTokens, paymentTokens } from './token-sources.ts'

export type Post = ComposedPath & {
  body: string
  kind: PostIntent['kind']
  localId?: string
  /** What keeps a reply from meaning what was asked for; absent: every 2xx is an answer, as to a request by hand. */
  judge?(reply: Reply): KlaviError | undefined
}

export interface PostAnswer {
  result: RequestResult
  /** Of a 2xx that is JSON. */
  json: unknown
}

/**
 * A POST that creates no payment, under the same promise as one that does: intent on disk, one POST, then what became
 * of it on disk.
 */
export async function sendPost(
  context: Context,
  environment: Environment,
  { body, kind, localId, judge, ...composed }: Post,
  options: PostOptions,
): Promise<PostAnswer> {
  const { journal, environments, client, ports, redactor } = context
  const movesNoMoney = composed.step === 'cancel' || composed.step === 'auth'
  const request = { body, movesNoMoney, confirmation: options.confirmation }
  assertMaySend(context, environment, request)
  const fault = context.journalFaultNow()
  if (fault !== undefined) throw new KlaviError('journal-unavailable', { reason: fault })

  const target = await environments.target(environment)
  const call = {
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(localId === undefined ? {} : { localId }),
  }
  const source =
    localId === undefined
      ? ownTokens(context, target, call)
      : paymentTokens(context, target, localId, call)
  const token = await source.get()
  const url = composeUrl(target.environment, composed)
  const post: PostIntent = {
    id: ports.random.uuid(),
    environmentId: environment.id,
    environmentName: environment.name,
    kind,
    path: redactor.text(url.slice(new URL(url).origin.length)),
    state: 'intent',
    createdAt: isoTime(ports.clock.now()),
    ...(localId === undefined ? {} : { localId }),
  }
  const { origin } = target.environment
  assertStillMaySend(context, environment, request)
  try {
    journal.posts.insertIntent({ ...post, origin, body: redactor.text(body) })
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    throw new KlaviError('journal-unavailable', { reason }, thrown)
  }
  context.publish('post', post)

  const result = await client.rawPost(target, token, { ...composed, body }, call)
  const answer = readResult(context, target.environment, url, result, judge)
  const ended: PostIntent = {
    ...post,
    state: answer.error?.code === 'malformed-body' ? 'unknown' : stateOf(result),
    endedAt: isoTime(ports.clock.now()),
    exchangeId: result.exchangeId,
    ...(result.kind === 'reply' ? { httpStatus: result.status } : {}),
    ...(answer.error && { error: { code: answer.error.code, message: answer.error.message } }),
  }
  context.write(() => journal.posts.update(post.id, ended))
  context.publish('post', ended)
  return { result: { ...answer, post: ended }, json: goodReply(result)?.json }
}

/** What a request came to, without its bodies. */
export function readResult(
  { client, redactor }: Context,
  environment: Environment,
  url: string,
  result: ExchangeResult,
  judge: Post['judge'] = () => undefined,
): RequestResult {
  const { exchangeId, latencyMs } = result
  const answer: RequestResult = { exchangeId, latencyMs, url: redactor.text(url), isJson: false }
  if (result.kind === 'reply') {
    answer.httpStatus = result.status
    answer.isJson = result.isJson
  }
  const good = goodReply(result)
  // A reply that is no JSON is an answer all the same to a request that a person wrote.
  const error = good === undefined ? client.failureOf(result, environment) : judge(good)
  if (error === undefined) return answer
  const { code, message, hint } = toFailure(error)
  return { ...answer, error: { code, message, hint } }
}

const goodReply = (result: ExchangeResult): Reply | undefined =>
  result.kind === 'reply' && result.status >= 200 && result.status < 300 ? result : undefined

/** A redirect was not followed, so that nobody knows whether what sent it had done its work before. */
function stateOf(result: ExchangeResult): PostState {
  if (result.kind === 'fault') return result.fault.mayHaveArrived ? 'unknown' : 'unsent'
  if (goodReply(result) !== undefined) return 'answered'
  return result.status >= 400 && result.status < 500 ? 'refused' : 'unknown'
}
