import { readFile } from 'node:fs/promises'
import type { Redactor } from '../evidence/redactor.ts'
import { redactingFilter, type RedactingFilter } from '../evidence/redacting-filter.ts'
import type { LargeBodies } from '../journal/large-bodies.ts'
import type { HeaderList } from '../model/exchange.ts'
import type { WireReply, WireRequest, WireSeen } from './http/wire.ts'
import { parseInSteps } from './parse-in-steps.ts'

export type BodyStore = Pick<LargeBodies, 'folder' | 'keep'>

export interface ReceivedBody {
  /** Empty where it is in a file of its own. */
  text: string
  /** The key of that file. */
  key: string | undefined
  /** Undefined where it is no JSON. Of a body in a file it is the redacted one. */
  json: unknown
  isJson: boolean
}

/** How the body of one reply is taken in: small ones whole, large ones through the redactor into a file. */
export interface BodyReceiver {
  /** What the wire needs to know. */
  way: Pick<WireRequest, 'bodyFolder' | 'bodyFilter'>
  receive(reply: WireReply): Promise<ReceivedBody>
  /** Of a reply that broke off: what had come, as text. */
  partOf(seen: WireSeen): string
}

/** @param store undefined where the body is to stay in memory, e.g. because it brings a token */
export function bodyReceiver(store: BodyStore | undefined, redact: Redactor['text']): BodyReceiver {
  let filter: RedactingFilter | undefined
  const bodyFolder = store?.folder()

  return {
    way:
      bodyFolder === undefined
        ? {}
        : {
            bodyFolder,
            bodyFilter: (headers) => (filter = redactingFilter(redact, charsetOf(headers))).stream,
          },
    async receive(reply) {
      const file = reply.bodyFile
      if (file === undefined || filter === undefined || store === undefined) {
        const text = decode(reply)
        return { text, key: undefined, ...(await parse(() => text)) }
      }
      const parsed = await parse(() => readFile(file, 'utf8'))
      return { text: '', key: kept(store, file, filter), ...parsed }
    },
    partOf: ({ partialBody, headers = [] }) =>
      partialBody === undefined ? '' : decode({ body: partialBody, headers }),
  }
}

/** A body that cannot be kept does not cost the answer that it holds. */
function kept(store: BodyStore, file: string, filter: RedactingFilter): string | undefined {
  try {
    return store.keep(file, filter.written())
  } catch {
    return undefined
  }
}

/** A byte order mark, which JSON forbids and gateways add, is dropped. */
const decode = ({ body, headers }: Pick<WireReply, 'body' | 'headers'>): string =>
  new TextDecoder(charsetOf(headers)).decode(body)

/** As the reply says; UTF-8, as the guide says, where it says nothing or nothing known. */
function charsetOf(headers: HeaderList): string {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const named = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(type)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(named).encoding
  } catch {
    return 'utf-8'
  }
}

/** What cannot be read (no JSON, a file that is gone, more than a string can hold) is no JSON; the exchange stands. */
async function parse(
  read: () => string | Promise<string>,
): Promise<Pick<ReceivedBody, 'json' | 'isJson'>> {
  try {
    return { json: await parseInSteps(await read()), isJson: true }
  } catch {
    return { json: undefined, isJson: false }
  }
}
