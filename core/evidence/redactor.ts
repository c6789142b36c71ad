import { Buffer } from 'node:buffer'
import { redactionMark } from '../../shared/redaction-mark.ts'
import { isSecretField, maskSecretFields, mayNameSecrets, secretForm } from './secret-fields.ts'
import { findUnescaped, hasEscapes, unescaped } from './unescape.ts'

export { redactionMark }

/** A shorter text would be found everywhere. */
const shortest = 6

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

const bearerPattern = /\b(Bearer\s+)[\w\-.~+/=]{8,}/gi
/** Base64 is told from a word by a digit, a sign, or a capital behind a small letter. */
const basicPattern = /\b((?:Basic|basic|BASIC)\s+)(?=[A-Za-z]*(?:[\d+/=]|[a-z][A-Z]))[\w+/=-]{8,}/g
const jwtPattern = /\beyJ[\w-]{5,}\.eyJ[\w-]{5,}\.[\w-]*/g

export interface Redactor {
  /** Makes known a key for good; from now on it is replaced in every encoding below. Short values are not taken. */
  add(secret: string): void
  /** Makes known a token. The latest are replaced everywhere; an older one still by its shape, and in its own view. */
  addToken(token: string): void
  /** This redactor with tokens looked for as thoroughly as the keys: for the exchange that carried them. */
  within(...tokens: (string | undefined)[]): Pick<Redactor, 'text' | 'broken' | 'headers'>
  text(text: string): string
  /** A text that broke off, at whose end the beginning of a secret may stand. */
  broken(text: string): string
  headers(headers: [string, string][]): [string, string][]
}

/**
 * Tokens come and go by the thousand, and every one has some twenty written forms: one pattern over all that were ever
 * seen would make each poll slower than the last.
 */
const latestTokens = 16
const rememberedPatterns = 2_000

/**
 * Replaces secrets once, at capture, before anything is shown, logged, stored or exported. Two nets: what a field, a
 * header or a shape (JWT, Bearer, Basic) says is secret, and every known secret value wherever it stands: as it is, in
 * base64 at any of the three alignments, in hex, each with any of its characters escaped as JSON, HTML or addresses do
 * (unescape.ts), and with its letters' case changed.
 */
export function createRedactor(): Redactor {
  const keys = new Set<string>()
  const tokens = new Set<string>()
  const patterns = new Map<string, Patterns>()
  let known: Patterns | undefined
  let latest: Patterns | undefined

  const patternOf = (token: string): Patterns => {
    const found = patterns.get(token) ?? patternFor([token])
    // Put last, so that the first is the one that was not used for longest.
    patterns.delete(token)
    patterns.set(token, found)
    if (patterns.size > rememberedPatterns) patterns.delete(patterns.keys().next().value ?? '')
    return found
  }

  const textWith =
    (tokenPatterns: () => (Patterns | undefined)[]) =>
    (input: string): string => {
      let output = input
      const secrets = [known, ...tokenPatterns()].filter((secret) => secret !== undefined)
      for (const { written } of secrets) output = output.replace(written, redactionMark)
      if (hasEscapes(output)) {
        const plain = unescaped(output)
        for (const { bare } of secrets) {
          if (plain.search(bare) !== -1) output = withoutEscaped(output, bare)
        }
      }
      if (mayNameSecrets(output)) {
        output = maskSecretFields(output, redactionMark).replace(secretForm, `$1${redactionMark}`)
      }
      return output
        .replace(bearerPattern, `$1${redactionMark}`)
        .replace(basicPattern, `$1${redactionMark}`)
        .replace(jwtPattern, redactionMark)
    }

  const brokenWith =
    (tokenPatterns: () => (Patterns | undefined)[], text: (input: string) => string) =>
    (input: string): string => {
      const forms = [known, ...tokenPatterns()].flatMap((secret) => secret?.forms ?? [])
      return withoutBeginning(text(input), forms)
    }

  const headersWith =
    (text: (input: string) => string) =>
    (headers: [string, string][]): [string, string][] =>
      headers.map(([name, value]) =>
        isSecretField(name)
          ? [name, /^bearer\s/i.test(value) ? `Bearer ${redactionMark}` : redactionMark]
          : [name, text(value)],
      )

  const lately = (): (Patterns | undefined)[] => {
    if (tokens.size > 0) latest ??= patternFor([...tokens])
    return [latest]
  }
  const text = textWith(lately)
  const broken = brokenWith(lately, text)

  return {
    add(secret) {
      if (secret.length < shortest || keys.has(secret)) return
      keys.add(secret)
      known = patternFor([...keys])
    },
    addToken(token) {
      if (token.length < shortest || tokens.has(token)) return
      tokens.add(token)
      if (tokens.size > latestTokens) tokens.delete(tokens.values().next().value ?? '')
      latest = undefined
    },
    within(...carried) {
      const long = carried.filter((token) => token !== undefined && token.length >= shortest)
      if (long.length === 0) return { text, broken, headers: headersWith(text) }
      const ours = () => long.map((token) => patternOf(token as string))
      const own = textWith(ours)
      return { text: own, broken: brokenWith(ours, own), headers: headersWith(own) }
    },
    text,
    broken,
    headers: headersWith(text),
  }
}

interface Patterns {
  /** Every form that is written often, the longest first: looked for in the text as it stands. */
  written: RegExp
  /** For a text whose escapes are undone: whatever of a secret's characters the server escaped, and how. */
  bare: RegExp
  /** What `bare` looks for. */
  forms: string[]
}

function patternFor(secrets: string[]): Patterns {
  const forms = secrets.flatMap(bareForms).map(unescaped)
  return { written: oneOf(secrets.flatMap(encodings)), bare: oneOf(forms), forms }
}

function oneOf(texts: string[]): RegExp {
  const forms = new Set(texts.filter((form) => form.length >= shortest))
  const longestFirst = [...forms].sort((a, b) => b.length - a.length)
  // Where there is none, something that nothing is.
  return new RegExp(longestFirst.map(escapeRegExp).join('|') || '(?!)', 'gi')
}

function withoutEscaped(text: string, bare: RegExp): string {
  let output = ''
  let at = 0
  for (const [from, to] of findUnescaped(text, bare)) {
    output += text.slice(at, Math.max(at, from)) + redactionMark
    at = to
  }
  return output + text.slice(at)
}

/** Fewer characters of a secret than this help nobody to find the rest. */
const fewest = 4
/** An escape that broke off, or a JWT. */
const openEnd = /(?:\\+u?[0-9a-f]{0,3}|%[0-9a-f]?|&#?\w{0,6})$/i
const openJwt = /\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}$/

/** Without the longest beginning of one of the forms that the text ends with, however it is escaped. */
function withoutBeginning(text: string, forms: string[]): string {
  const whole = text.replace(openJwt, redactionMark)
  const closed = whole.replace(openEnd, '')
  const end = unescaped(closed).toLowerCase()
  let longest = ''
  for (const form of forms) {
    const small = form.toLowerCase()
    for (let length = small.length - 1; length >= fewest && length > longest.length; length -= 1) {
      if (end.endsWith(small.slice(0, length))) longest = small.slice(0, length)
    }
  }
  if (longest === '') return whole
  const [from] = findUnescaped(closed, new RegExp(`${escapeRegExp(longest)}$`, 'gi'))[0] ?? [0]
  return closed.slice(0, from) + redactionMark
}

/** A parsed JSON value with its strings redacted, those that are names of fields, too. */
export function redactJson(value: unknown, redact: Redactor['text']): unknown {
  const names = new Map<string, string>()
  const redactName = (name: string): string => {
    const known = names.get(name) ?? redact(name)
    names.set(name, known)
    return known
  }
  const visit = (item: unknown): unknown => {
    if (typeof item === 'string') return redact(item)
    if (Array.isArray(item)) return item.map(visit)
    if (typeof item !== 'object' || item === null) return item
    return Object.fromEntries(
      Object.entries(item).map(([name, inner]) => [
        redactName(name),
        isSecretField(name) && (typeof inner === 'string' || typeof inner === 'number')
          ? redactionMark
          : visit(inner),
      ]),
    )
  }
  return visit(value)
}

/** JSON in a string of JSON in a string …: a secret is looked for down to this depth. */
const deepest = 4

/** The forms in which a secret may be echoed. */
function encodings(secret: string): string[] {
  return [
    ...bareForms(secret),
    ...jsonForms(secret),
    encodeURIComponent(secret),
    encodeURIComponent(encodeURIComponent(secret)),
    // As HTML forms write it: `+` for a space, and more characters escaped.
    new URLSearchParams({ '': secret }).toString().slice(1),
  ]
}

/** Those of its forms that are no way of escaping it. */
function bareForms(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8')
  return [secret, bytes.toString('hex'), ...base64Cores(bytes)]
}

/**
 * The secret as it stands in a JSON string, and in JSON strings of JSON strings: with `/` escaped as PHP does, and with
 * everything beyond ASCII escaped as Python does.
 */
function jsonForms(secret: string): string[] {
  const plain = JSON.stringify(secret).slice(1, -1)
  const ascii = plain.replace(/[\u0080-\uffff]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
  const forms: string[] = []
  for (const first of new Set([plain, plain.replaceAll('/', '\\/'), ascii])) {
    for (let depth = 1, form = first; depth <= deepest; depth += 1) {
      forms.push(form)
      form = JSON.stringify(form).slice(1, -1)
    }
  }
  return forms
}

/**
 * In base64 a secret looks different by where it begins in the encoded text (offset 0, 1 or 2 in a group of three).
 * The characters at its edges also depend on its neighbours; these are left out.
 */
function base64Cores(bytes: Buffer): string[] {
  const cores: string[] = []
  for (const shift of [0, 1, 2]) {
    const padded = Buffer.concat([Buffer.alloc(shift), bytes])
    const whole = padded.subarray(0, padded.length - (padded.length % 3)).toString('base64')
    const core = whole.slice(shift === 0 ? 0 : shift + 1)
    if (core.length >= 6) {
      cores.push(core, core.replaceAll('+', '-').replaceAll('/', '_'))
    }
  }
  return cores
}
