import type { RequestCalls } from '../client-api.ts'
import { documentedCalls } from '../klavi/documented-calls.ts'
import { composePath } from '../klavi/compose-path.ts'
import { composeUrl } from '../klavi/compose-url.ts'
import type { Context } from './context.ts'
import { readyPayment, sendPayment } from './send-payment.ts'
import { readResult, sendPost } from './send-post.ts'
import { ownTokens } from './token-sources.ts'
import type { Watches } from './watches.ts'

export function requestCalls(context: Context, watches: Watches): RequestCalls {
  const { environments, client, journal, ports } = context

  return {
    async send({ environmentId, method, path, query, body = '' }, options = {}) {
      const environment = environments.find(environmentId)
      const composed = composePath(environment, method, path, query)
      const { flow } = composed
      if (method === 'POST' && flow !== undefined) {
        const ready = readyPayment(context, environment, body, { flow, query: composed.query })
        const sent = await sendPayment(context, watches, environment, ready, options)
        return resultOfPayment(context, sent)
      }
      if (method === 'POST') {
        const post = { ...composed, body, kind: 'raw' } as const
        return (await sendPost(context, environment, post, options)).result
      }
      const call = options.signal === undefined ? {} : { signal: options.signal }
      const target = await environments.target(environment)
      const tokens = ownTokens(context, target, call)
      const result = await client.rawGet(target, tokens, composed, call)
      return readResult(
        context,
        target.environment,
        composeUrl(target.environment, composed),
        result,
      )
    },
    catalogue(environmentId) {
      const { dialect } = environments.find(environmentId)
      return documentedCalls(dialect, () => ports.random.uuid(), ports.clock.now())
    },
    posts: (query) => journal.posts.list(query),
    async payment(environmentId, paymentId, flow, signal) {
      const call = signal === undefined ? {} : { signal }
      const target = await environments.target(environments.find(environmentId))
      const tokens = ownTokens(context, target, call)
      return client.paymentResource(target, tokens, { paymentId, flow }, call)
    },
  }
}

/** A refusal may be far longer than an answer, but none that is worth reading is. */
const longestRefusal = 1_000_000

/** Whether what came back with an error is JSON all the same, as Klavi's own refusals are. */
function refusedInJson(journal: Context['journal'], id: string): boolean {
  const body = journal.exchanges.body({ id, side: 'response', offset: 0, length: longestRefusal })
  try {
    if (body !== undefined) JSON.parse(body.text)
    return body !== undefined
  } catch {
    return false
  }
}

/** A payment's send in the words of a request by hand. */
function resultOfPayment(
  { journal }: Context,
  { payment, error, exchangeId }: Awaited<ReturnType<typeof sendPayment>>,
): Awaited<ReturnType<RequestCalls['send']>> {
  const exchange = journal.exchanges.get(exchangeId)
  return {
    exchangeId,
    url: exchange?.url ?? '',
    latencyMs: exchange?.latencyMs ?? 0,
    isJson: error === undefined || refusedInJson(journal, exchangeId),
    ...(exchange?.httpStatus === undefined ? {} : { httpStatus: exchange.httpStatus }),
    ...(error && { error }),
    payment,
  }
}
