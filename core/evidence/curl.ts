import type { ExportedExchange } from './exported-exchange.ts'
import { redactionMark } from './redactor.ts'

/** What the person puts in the place of a secret: never the secret itself, nor a command line that would hold it. */
const environmentNames: Readonly<Record<string, string>> = {
  accessKey: 'KLAVI_ACCESS_KEY',
  secretKey: 'KLAVI_SECRET_KEY',
  authorization: 'KLAVI_TOKEN',
}

/** Headers that curl makes itself. */
const ownHeaders = new Set(['host', 'content-length', 'connection', 'accept-encoding'])

/**
 * An exchange as a command for a POSIX shell. Where a secret was redacted stands the name of an environment variable in
 * double quotes, so that the shell fills it in.
 */
export function toCurl(exchange: ExportedExchange): string {
  const lines = [`curl --request ${exchange.method} ${quote(exchange.url)}`]
  for (const [name, value] of exchange.requestHeaders) {
    if (ownHeaders.has(name.toLowerCase())) continue
    lines.push(`--header ${quoteWithSecrets(`${name}: ${value}`, variableOf(name))}`)
  }
  if (exchange.requestBody !== '') {
    // `--data-binary` would read a file where the body begins with @.
    lines.push(`--data-raw ${quoteWithSecrets(exchange.requestBody)}`)
  }
  return lines.join(' \\\n  ')
}

/** The environment variable that the person puts a secret into, by the field or header that it stands in. */
const variableOf = (field: string): string =>
  environmentNames[field] ??
  environmentNames[field.toLowerCase()] ??
  `KLAVI_${field.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase()}`

/** In single quotes nothing means anything to the shell. */
export const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** A piece of a text: as it stands, or the environment variable that holds the secret which was there. */
export type SecretPiece = { text: string } | { variable: string }

/** Each redaction mark becomes a variable, named for the JSON field before it or by `fallback`; no piece is empty. */
export function secretPieces(text: string, fallback = 'KLAVI_SECRET'): SecretPiece[] {
  const parts = text.split(redactionMark)
  return parts.flatMap((part, index): SecretPiece[] => {
    const field = /"([^"\\]+)"\s*:\s*"[^"]*$/.exec(part)?.[1]
    const variable = field === undefined ? fallback : variableOf(field)
    return [
      ...(part === '' ? [] : [{ text: part }]),
      ...(index < parts.length - 1 ? [{ variable }] : []),
    ]
  })
}

/** A text for a POSIX shell, its secrets filled in by the shell. */
export const quoteWithSecrets = (text: string, fallback?: string): string =>
  text === ''
    ? quote('')
    : secretPieces(text, fallback)
        .map((piece) => ('text' in piece ? quote(piece.text) : `"$${piece.variable}"`))
        .join('')
