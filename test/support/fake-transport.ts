import type {
  EventChannel,
  Events,
  RequestChannel,
  Requests,
  Transport,
} from '../../electron/contract/channels.ts'
import type { Failure, Result } from '../../electron/contract/types.ts'

export type FakeHandlers = {
  [C in RequestChannel]?: (
    input: Requests[C]['input'],
  ) => Requests[C]['output'] | Promise<Requests[C]['output']>
}

/** Thrown by a handler to answer with a failure, as main's gate would. */
export class FakeFailure extends Error {
  readonly failure: Failure

  constructor(failure: Partial<Failure> & Pick<Failure, 'code'>) {
    super(failure.code)
    this.failure = { message: `Failed: ${failure.code}`, hint: '', retryable: false, ...failure }
  }
}

export interface FakeTransport extends Transport {
  /** Every request so far, oldest first. */
  calls: { channel: string; input: unknown }[]
  callsOf<C extends RequestChannel>(channel: C): Requests[C]['input'][]
  /** Replaces or adds handlers. */
  answer(handlers: FakeHandlers): void
  /** How many hear an event. */
  listens(event: EventChannel): number
  /** Sends an event as main would. */
  emit<E extends EventChannel>(event: E, payload: Events[E]): void
}

/** A transport without Electron. Channels that have no handler are rejected by name. */
export function fakeTransport(handlers: FakeHandlers = {}): FakeTransport {
  const table: Record<string, ((input: never) => unknown) | undefined> = { ...handlers }
  const listeners = new Map<string, Set<(payload: unknown) => void>>()
  const calls: FakeTransport['calls'] = []

  return {
    calls,
    callsOf: (channel) =>
      calls.filter((call) => call.channel === channel).map((call) => call.input) as never,
    answer: (more) => void Object.assign(table, more),
    listens: (event) => listeners.get(event)?.size ?? 0,
    emit(event, payload) {
      for (const listener of listeners.get(event) ?? []) listener(structuredClone(payload))
    },
    async invoke(channel, input): Promise<Result<unknown>> {
      const handler = table[channel]
      if (!handler) throw new Error(`the fake transport does not know the channel "${channel}"`)
      // What crosses the bridge is cloned; a reactive proxy would not survive it.
      const sent = structuredClone(input)
      calls.push({ channel, input: sent })
      try {
        return { ok: true, data: structuredClone(await handler(sent as never)) }
      } catch (thrown) {
        if (thrown instanceof FakeFailure) return { ok: false, error: thrown.failure }
        throw thrown
      }
    },
    subscribe(channel, listener) {
      const set = listeners.get(channel) ?? new Set()
      listeners.set(channel, set.add(listener))
      return () => set.delete(listener)
    },
  }
}
