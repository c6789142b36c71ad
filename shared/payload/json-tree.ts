/** A value of a JSON text with its place in it; `end` is behind the last character. */
export type JsonNode = JsonObjectNode | JsonArrayNode | JsonLeafNode

export interface JsonObjectNode {
  kind: 'object'
  start: number
  end: number
  members: JsonMember[]
}

export interface JsonArrayNode {
  kind: 'array'
  start: number
  end: number
  items: JsonNode[]
}

export interface JsonLeafNode {
  kind: 'string' | 'number' | 'literal'
  start: number
  end: number
  value: string | number | boolean | null
}

export interface JsonMember {
  key: string
  keyStart: number
  keyEnd: number
  value: JsonNode
}

/** Why a text is no JSON (RFC 8259), at the character where it stops being so. */
export type JsonProblem =
  | 'empty'
  | 'unexpected'
  | 'unexpected-end'
  | 'unterminated-string'
  | 'bad-escape'
  | 'control-character'
  | 'bad-number'
  | 'too-deep'
  | 'trailing'

export type JsonReading =
  | { ok: true; root: JsonNode }
  | { ok: false; problem: JsonProblem; offset: number; line: number; column: number }

/** Deeper texts are refused: a payload has five levels, and an endless nesting must not end the program. */
const deepest = 100

class Fault extends Error {
  readonly problem: JsonProblem
  readonly offset: number

  constructor(problem: JsonProblem, offset: number) {
    super(problem)
    this.problem = problem
    this.offset = offset
  }
}

/** Reads a JSON text with the place of every value, so that a part can be changed and the rest stays as it was typed. */
export function parseJson(text: string): JsonReading {
  try {
    const reader = new Reader(text)
    const root = reader.document()
    return { ok: true, root }
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    return { ok: false, problem: thrown.problem, offset: thrown.offset, ...placeOf(text, thrown) }
  }
}

/** Line and column of an offset, both from 1. */
function placeOf(text: string, { offset }: { offset: number }): { line: number; column: number } {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - (before.lastIndexOf('\n') + 1) + 1 }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
/** All but the quote, the backslash and control characters. */
const plainRun = /[ !#-[\]-\uffff]*/y
const literals: [string, boolean | null][] = [
  ['true', true],
  ['false', false],
  ['null', null],
]
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): JsonNode {
    this.#space()
    if (this.#at >= this.#text.length) throw new Fault('empty', this.#at)
    const root = this.#value(0)
    this.#space()
    if (this.#at < this.#text.length) throw new Fault('trailing', this.#at)
    return root
  }

  #value(depth: number): JsonNode {
    if (depth > deepest) throw new Fault('too-deep', this.#at)
    const start = this.#at
    const first = this.#peek()
    if (first === '{') return this.#object(depth)
    if (first === '[') return this.#array(depth)
    if (first === '"') {
      const value = this.#string()
      return { kind: 'string', start, end: this.#at, value }
    }
    for (const [word, value] of literals) {
      if (this.#text.startsWith(word, start)) {
        this.#at += word.length
        return { kind: 'literal', start, end: this.#at, value }
      }
    }
    number.lastIndex = start
    const match = number.exec(this.#text)
    if (match === null) throw new Fault(first === '-' ? 'bad-number' : 'unexpected', start)
    this.#at += match[0].length
    if (/[\d.eE]/.test(this.#text[this.#at] ?? '')) throw new Fault('bad-number', this.#at)
    return { kind: 'number', start, end: this.#at, value: Number(match[0]) }
  }

  #object(depth: number): JsonObjectNode {
    const start = this.#at
    this.#at += 1
    const members: JsonMember[] = []
    this.#space()
    if (this.#peek() === '}') {
      this.#at += 1
      return { kind: 'object', start, end: this.#at, members }
    }
    for (;;) {
      this.#space()
      if (this.#peek() !== '"') throw new Fault('unexpected', this.#at)
      const keyStart = this.#at
      const key = this.#string()
      const keyEnd = this.#at
      this.#space()
      this.#expect(':')
      this.#space()
      members.push({ key, keyStart, keyEnd, value: this.#value(depth + 1) })
      this.#space()
      if (this.#separator('}')) return { kind: 'object', start, end: this.#at, members }
    }
  }

  #array(depth: number): JsonArrayNode {
    const start = this.#at
    this.#at += 1
    const items: JsonNode[] = []
    this.#space()
    if (this.#peek() === ']') {
      this.#at += 1
      return { kind: 'array', start, end: this.#at, items }
    }
    for (;;) {
      this.#space()
      items.push(this.#value(depth + 1))
      this.#space()
      if (this.#separator(']')) return { kind: 'array', start, end: this.#at, items }
    }
  }

  /** True at the end of the list, false after a comma. */
  #separator(close: string): boolean {
    const next = this.#peek()
    if (next !== ',' && next !== close) throw new Fault('unexpected', this.#at)
    this.#at += 1
    return next === close
  }

  #string(): string {
    const start = this.#at
    this.#at += 1
    let value = ''
    for (;;) {
      plainRun.lastIndex = this.#at
      const run = plainRun.exec(this.#text)?.[0] ?? ''
      value += run
      this.#at += run.length
      const next = this.#text[this.#at]
      if (next === undefined) throw new Fault('unterminated-string', start)
      if (next === '"') {
        this.#at += 1
        return value
      }
      if (next !== '\\') {
        // A line break is what an unclosed quote looks like.
        if (next === '\n' || next === '\r') throw new Fault('unterminated-string', start)
        throw new Fault('control-character', this.#at)
      }
      value += this.#escape()
    }
  }

  #escape(): string {
    const at = this.#at
    const letter = this.#text[at + 1] ?? ''
    if (letter === 'u') {
      const hex = this.#text.slice(at + 2, at + 6)
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw new Fault('bad-escape', at)
      this.#at += 6
      return String.fromCharCode(Number.parseInt(hex, 16))
    }
    const meant = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined
    if (meant === undefined) throw new Fault('bad-escape', at)
    this.#at += 2
    return meant
  }

  #expect(sign: string): void {
    if (this.#peek() !== sign) throw new Fault('unexpected', this.#at)
    this.#at += 1
  }

  #peek(): string {
    const next = this.#text[this.#at]
    if (next === undefined) throw new Fault('unexpected-end', this.#at)
    return next
  }

  #space(): void {
    while (/[ \t\n\r]/.test(this.#text[this.#at] ?? '')) this.#at += 1
  }
}

/** The value at a path; where a key stands twice, the last, as JSON.parse reads it. */
export function nodeAt(root: JsonNode, path: readonly string[]): JsonNode | undefined {
  let node: JsonNode | undefined = root
  for (const step of path) {
    if (node?.kind === 'object') node = memberOf(node, step)?.value
    else if (node?.kind === 'array') node = node.items[indexOf(step)]
    else return undefined
  }
  return node
}

export const memberOf = (node: JsonObjectNode, key: string): JsonMember | undefined =>
  node.members.findLast((member) => member.key === key)

export const indexOf = (step: string): number => (/^\d{1,6}$/.test(step) ? Number(step) : -1)

/** A node's value as a plain one. Objects have no prototype, so that no key of the text can mean anything else. */
export function plainValue(node: JsonNode): unknown {
  if (node.kind === 'array') return node.items.map(plainValue)
  if (node.kind !== 'object') return node.value
  const object = Object.create(null) as Record<string, unknown>
  for (const { key, value } of node.members) object[key] = plainValue(value)
  return object
}

/** Every value that holds no other, with its path, in the order of the text. */
export function* leavesOf(
  node: JsonNode,
  path: readonly string[] = [],
): Generator<{ path: string[]; node: JsonLeafNode }> {
  if (node.kind === 'object') {
    for (const { key, value } of node.members) yield* leavesOf(value, [...path, key])
  } else if (node.kind === 'array') {
    for (const [index, item] of node.items.entries())
      yield* leavesOf(item, [...path, String(index)])
  } else {
    yield { path: [...path], node }
  }
}
