import type {
  EventChannel,
  Events,
  RequestChannel,
  Requests,
  Transport,
} from '../../electron/contract/channels.ts'
import type { Failure, Result } from '../../electron/contract/types.ts'

type InputOf<C extends RequestChannel> = Requests[C]['input']
type InputArgument<C extends RequestChannel> = InputOf<C> extends null ? [] : [input: InputOf<C>]

/** The only way out of the window. */
export interface Api {
  /** Asks main; rejects with ApiError only. */
  request<C extends RequestChannel>(
    channel: C,
    ...input: InputArgument<C>
  ): Promise<Requests[C]['output']>
  /** Listens to an event until the returned function is called. */
  on<E extends EventChannel>(event: E, listener: (payload: Events[E]) => void): () => void
}

/** A request that failed, with what main said about it. */
export class ApiError extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.name = 'ApiError'
    this.failure = failure
  }
}

/** Any thrown thing as a Failure, for showing. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof ApiError) return thrown.failure
  const detail = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: 'internal', message: detail, hint: '', retryable: false, details: { detail } }
}

/** Puts the typed map of channels over a transport that knows none of them. */
export function createApi(transport: Transport): Api {
  return {
    async request(channel, ...input) {
      const result = await invoke(transport, channel, input[0] ?? null)
      if (!result.ok) throw new ApiError(result.error)
      // The gate in main checks what it answers against the same map.
      return result.data as never
    },
    on: (event, listener) => transport.subscribe(event, (payload) => listener(payload as never)),
  }
}

async function invoke(
  transport: Transport,
  channel: string,
  input: unknown,
): Promise<Result<unknown>> {
  try {
    return (await transport.invoke(channel, input)) as Result<unknown>
  } catch (thrown) {
    return { ok: false, error: failureOf(thrown) }
  }
}
