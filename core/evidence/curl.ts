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
    lines.push(`--header ${quoteWithSecrets(`${name}: ${value}`, nameOf(name))}`)
  }
  if (exchange.requestBody !== '') {
    lines.push(`--data-binary ${quoteWithSecrets(exchange.requestBody)}`)
  }
  return lines.join(' \\\n  ')
}

const nameOf = (field: string): string =>
  environmentNames[field] ??
  environmentNames[field.toLowerCase()] ??
  `KLAVI_${field.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase()}`

/** In single quotes nothing means anything to the shell. */
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** Each redaction mark becomes a variable, named for the JSON field before it or by `fallback`. */
function quoteWithSecrets(text: string, fallback = 'KLAVI_SECRET'): string {
  const parts = text.split(redactionMark)
  return parts
    .map((part, index) => {
      if (index === parts.length - 1) return part === '' && index > 0 ? '' : quote(part)
      const field = /"([^"\\]+)"\s*:\s*"[^"]*$/.exec(part)?.[1]
      const name = field === undefined ? fallback : nameOf(field)
      return `${part === '' ? '' : quote(part)}"$${name}"`
    })
    .join('')
}
