import { readBrCode } from '../../core/payments/br-code/read.ts'
import { readCurl } from '../../core/payments/curl/read-curl.ts'
import { inspectDocument } from '../../core/payments/document.ts'
import { inspectAmount } from '../../core/payments/inspect-amount.ts'
import { inspectJwt } from '../../core/payments/inspect-jwt.ts'
import { inspectPixKey } from '../../core/payments/pix-key.ts'
import { formatReais } from '../../core/payments/amount.ts'
import type {
  AmountReadingFacts,
  BrCodeFacts,
  CodedMessage,
  CurlFacts,
  DocumentFacts,
  Inspected,
  JwtFacts,
  PixKeyFacts,
} from '../../core/model/payload.ts'
import { m } from '../../messages/index.ts'
import type { CommandOf } from '../args/command.ts'
import type { InspectKind } from '../args/read-inspect.ts'
import type { Run } from '../host/host.ts'
import { readText } from '../host/read-text.ts'
import { plainText } from '../output/plain-text.ts'

/** What is told of a text: the object of --json, and the rows for people. */
interface Told {
  json: Record<string, unknown>
  rows: [name: string, value: string][]
  notes: string[]
}

const kinds: Record<InspectKind, (text: string) => Told | CodedMessage[]> = {
  brcode: (text) => tell(readBrCode(text), brCodeTold),
  pixkey: (text) => tell(inspectPixKey(text), pixKeyTold),
  document: (text) => tell(inspectDocument(text), documentTold),
  amount: (text) => tell(inspectAmount(text), amountTold),
  curl: (text) => tell(readCurl(text), curlTold),
  jwt: (text) => tell(inspectJwt(text), jwtTold),
}

function tell<T>(read: Inspected<T>, told: (facts: T) => Told): Told | CodedMessage[] {
  return read.valid ? told(read) : read.errors
}

/** Reads one text and says what it is; 2 where it is none of its kind. Asks nobody and stores nothing. */
export async function inspect(run: Run, { kind, text }: CommandOf<'inspect'>): Promise<number> {
  const given = text === '-' ? await readText('-', m.cli_stdin(), run.stdin) : text
  const read = kinds[kind](given)
  if (Array.isArray(read)) {
    run.reporter.object({ valid: false, errors: read })
    for (const { message } of read) run.reporter.warn(plainText(message))
    return 2
  }
  run.reporter.object({ valid: true, ...read.json })
  const width = Math.max(...read.rows.map(([name]) => name.length)) + 2
  for (const [name, value] of read.rows) {
    run.reporter.result(`${name.padEnd(width)}${plainText(value)}`)
  }
  for (const note of read.notes) run.reporter.warn(plainText(note))
  return 0
}

const present = (rows: [string, string | undefined][]): [string, string][] =>
  rows.filter((row): row is [string, string] => row[1] !== undefined)

function brCodeTold(facts: BrCodeFacts): Told {
  const { warnings, centavos, key, keyType } = facts
  const amount = centavos === undefined ? undefined : formatReais(centavos)
  return {
    json: {
      kind: facts.kind,
      key,
      url: facts.url,
      recurrenceUrl: facts.recurrenceUrl,
      centavos,
      merchantName: facts.merchantName,
      city: facts.city,
      postalCode: facts.postalCode,
      txid: facts.txid,
      description: facts.description,
      crc: facts.crc,
      warnings,
    },
    rows: present([
      [m.inspect_kind(), facts.kind],
      [m.inspect_key(), key === undefined ? undefined : `${key}${keyType ? ` (${keyType})` : ''}`],
      [m.inspect_address(), facts.url ?? facts.recurrenceUrl],
      [m.inspect_amount(), amount],
      [m.inspect_merchant(), `${facts.merchantName}, ${facts.city}`],
      ['txid', facts.txid],
      [m.inspect_description(), facts.description],
      ['CRC', facts.crc],
    ]),
    notes: warnings.map(({ message }) => message),
  }
}

const pixKeyTold = ({ type, normalised, exact, alternatives, warnings }: PixKeyFacts): Told => ({
  json: { type, normalised, exact, alternatives, warnings },
  rows: [
    [m.inspect_type(), type],
    [m.inspect_sent_as(), normalised],
  ],
  notes: warnings.map(({ message }) => message),
})

const documentTold = ({ type, normalised, formatted, alphanumeric }: DocumentFacts): Told => ({
  json: { type, normalised, formatted, alphanumeric },
  rows: [
    [m.inspect_type(), type.toUpperCase()],
    [m.inspect_sent_as(), normalised],
    [m.inspect_written(), formatted],
  ],
  notes: [],
})

const amountTold = ({ centavos, reading }: AmountReadingFacts): Told => ({
  json: { centavos, reading },
  rows: [
    [m.inspect_reading(), reading],
    [m.inspect_centavos(), String(centavos)],
  ],
  notes: [],
})

const curlTold = ({ shell, method, url, headers, body, notes }: CurlFacts): Told => ({
  json: { shell, method, url, headers, body, notes },
  rows: present([
    [m.inspect_request(), `${method} ${url}`],
    ...headers.map(([name, value]): [string, string] => [m.inspect_header(), `${name}: ${value}`]),
    [m.inspect_body(), body],
  ]),
  notes,
})

const jwtTold = ({ header, payload, expiresAt }: JwtFacts): Told => ({
  json: { header, payload, expiresAt },
  rows: present([
    [m.inspect_header(), JSON.stringify(header)],
    [m.inspect_payload(), JSON.stringify(payload)],
    [m.inspect_expires(), expiresAt],
  ]),
  notes: [m.inspect_unsigned()],
})
