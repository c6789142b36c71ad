import type { SnippetFinding, TextSpan } from '../model/credential.ts'

type Field = keyof SnippetFinding

/** `accessKey`, `ACCESS_KEY`, `klavi.secret-key` …: what stands before a value, without its separators and case. */
const fieldOf = (name: string): Field | undefined => {
  const plain = name.replace(/[^a-z]/gi, '').toLowerCase()
  if (/(?:access|api)key(?:id)?$/.test(plain)) return 'accessKey'
  return /(?:secret(?:access)?key|secret)$/.test(plain) ? 'secretKey' : undefined
}

/**
 * A name, `:` or `=`, and a value, quoted or not: JSON at any depth, `.env` with or without `export`, YAML, a header.
 * Quoted values with an escape in them are left alone: their text is not their value.
 */
const pair =
  /(?<name>[A-Za-z_][\w.-]*)["']?[^\S\n]*[:=][^\S\n]*(?:"(?<double>[^"\\\n]*)"|'(?<single>[^'\\\n]*)'|(?<bare>[^\s"',;{}[\]]+))/dg

/**
 * Where the keys stand in a pasted JSON or `.env` snippet; a field that is not there, or is there twice with different
 * values, is null. Only places leave, so that whoever pasted the text can cut the values out of it themselves.
 */
export function findInSnippet(text: string): SnippetFinding {
  const found: Record<Field, Map<string, TextSpan>> = { accessKey: new Map(), secretKey: new Map() }
  for (const match of text.matchAll(pair)) {
    const { groups, indices } = match
    const field = fieldOf(groups?.['name'] ?? '')
    const kind = ['double', 'single', 'bare'].find((one) => groups?.[one] !== undefined)
    const place = kind === undefined ? undefined : indices?.groups?.[kind]
    if (field === undefined || place === undefined || place[0] === place[1]) continue
    const [start, end] = place
    found[field].set(text.slice(start, end), { start, end })
  }
  const only = (values: Map<string, TextSpan>): TextSpan | null =>
    values.size === 1 ? ([...values.values()][0] ?? null) : null
  return { accessKey: only(found.accessKey), secretKey: only(found.secretKey) }
}
