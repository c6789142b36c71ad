import type { Buffer } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import type { Redactor } from '../evidence/redactor.ts'
import { redactingFilter, type RedactingFilter } from '../evidence/redacting-filter.ts'
import type { LargeBodies } from '../journal/large-bodies.ts'
import type { WireReply, WireRequest } from './http/wire.ts'
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
  receive(reply: WireReply | undefined): Promise<ReceivedBody>
}

/** @param store undefined where the body is to stay in memory, e.g. because it brings a token */
export function bodyReceiver(store: BodyStore | undefined, redact: Redactor['text']): BodyReceiver {
  let filter: RedactingFilter | undefined
  const bodyFolder = store?.folder()

  return {
    way:
      bodyFolder === undefined
        ? {}
        : { bodyFolder, bodyFilter: () => (filter = redactingFilter(redact)).stream },
    async receive(reply) {
      const file = reply?.bodyFile
      if (file === undefined || filter === undefined || store === undefined) {
        const text = decode(reply?.body)
        return { text, key: undefined, ...(await parse(text)) }
      }
      const parsed = await parse(await readFile(file, 'utf8'))
      return { text: '', key: kept(store, file, filter), ...parsed }
    },
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

/** UTF-8 as the guide says; a byte order mark, which JSON forbids and gateways add, is dropped. */
const decode = (body: Buffer | undefined): string =>
  body === undefined ? '' : new TextDecoder('utf-8').decode(body)

async function parse(text: string): Promise<Pick<ReceivedBody, 'json' | 'isJson'>> {
  try {
    return { json: await parseInSteps(text), isJson: true }
  } catch {
    return { json: undefined, isJson: false }
  }
}
