import type { RequestChannel } from '../contract/channels.ts'
import type { RequestSchemas } from '../contract/schemas.ts'
import { KlaviError, toFailure } from '../../core/failure.ts'
import type { Result } from '../../core/model/result.ts'
import type { Handlers } from './handlers/handler-types.ts'
import type { Sender } from './sender.ts'

export interface GateParts {
  schemas: RequestSchemas
  handlers: Handlers
}

export interface GateOptions {
  isTrusted(sender: Sender): boolean
  /** Called with each request that came from the app's own page; loads the heavy parts once. */
  load(): Promise<GateParts>
  /** Takes out secrets: the text of an unforeseen error may quote anything. */
  redact(text: string): string
  report(what: string, error: unknown): void
}

export type Gate = (
  sender: Sender | undefined,
  channel: unknown,
  input: unknown,
) => Promise<Result<unknown>>

/**
 * The one way from the window into the program: who asks, what is asked for, then with what. Always resolves to a
 * Result; nothing is thrown across the bridge, where an error would lose its code and show its stack.
 */
export function createGate(options: GateOptions): Gate {
  async function pass(
    sender: Sender | undefined,
    channel: unknown,
    input: unknown,
  ): Promise<unknown> {
    if (!sender || !options.isTrusted(sender)) throw new KlaviError('untrusted-sender')
    const { schemas, handlers } = await options.load()
    if (!isChannel(schemas, channel)) {
      throw new KlaviError('unknown-channel', { channel: String(channel).slice(0, 100) })
    }
    const parsed = schemas[channel].safeParse(input ?? null)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      const field = (issue?.path ?? []).join('.').slice(0, 100)
      const problem = (issue?.message ?? '').slice(0, 200)
      throw new KlaviError('invalid-input', {
        channel,
        field,
        detail: field === '' ? problem : `${field}: ${problem}`,
      })
    }
    const handle = handlers[channel] as (checked: unknown) => unknown
    return await handle(parsed.data)
  }

  return async (sender, channel, input) => {
    try {
      return { ok: true, data: (await pass(sender, channel, input)) ?? null }
    } catch (thrown) {
      return { ok: false, error: failure(thrown, channel) }
    }
  }

  function failure(thrown: unknown, channel: unknown): ReturnType<typeof toFailure> {
    const made = toFailure(thrown)
    if (made.code === 'internal' || made.code === 'untrusted-sender') {
      options.report(`request ${String(channel).slice(0, 100)} failed: ${made.code}`, thrown)
    }
    return {
      ...made,
      message: options.redact(made.message),
      ...(made.details && { details: redactDetails(made.details) }),
    }
  }

  function redactDetails(
    details: Record<string, string | number | boolean>,
  ): Record<string, string | number | boolean> {
    return Object.fromEntries(
      Object.entries(details).map(([key, value]) => [
        key,
        typeof value === 'string' ? options.redact(value) : value,
      ]),
    )
  }
}

const isChannel = (schemas: RequestSchemas, channel: unknown): channel is RequestChannel =>
  typeof channel === 'string' && Object.hasOwn(schemas, channel)
