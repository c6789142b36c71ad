/** Milliseconds of work after which others have their turn. */
const turnMs = 8
/** A part of this many characters is parsed in one go. */
const smallPart = 64 * 1024

/**
 * As JSON.parse, but a large text is read part by part, so that neither timers nor the window wait for it.
 * @throws SyntaxError where JSON.parse would
 */
export async function parseInSteps(text: string, part = smallPart): Promise<unknown> {
  if (text.length <= part) return JSON.parse(text)
  const reader = new SteppedReader(text, part)
  const value = await reader.value()
  reader.expectEnd()
  return value
}

class SteppedReader {
  readonly #text: string
  readonly #part: number
  #at = 0
  #begun = performance.now()

  constructor(text: string, part: number) {
    this.#text = text
    this.#part = part
  }

  async value(): Promise<unknown> {
    this.#skipSpace()
    const end = endOfValue(this.#text, this.#at, this.#part)
    if (end !== undefined) return this.#parseTo(end)
    const open = this.#text[this.#at]
    if (open === '"') return this.#parseTo(endOfString(this.#text, this.#at, Infinity))
    if (open === '[') return this.#list()
    if (open === '{') return this.#record()
    return this.#parseTo(endOfLiteral(this.#text, this.#at))
  }

  expectEnd(): void {
    this.#skipSpace()
    if (this.#at < this.#text.length) throw this.#unexpected()
  }

  async #list(): Promise<unknown[]> {
    const list: unknown[] = []
    this.#expect('[')
    if (this.#take(']')) return list
    do {
      list.push(await this.#next())
    } while (this.#take(','))
    this.#expect(']')
    return list
  }

  async #record(): Promise<Record<string, unknown>> {
    const record: Record<string, unknown> = {}
    this.#expect('{')
    if (this.#take('}')) return record
    do {
      this.#skipSpace()
      if (this.#text[this.#at] !== '"') throw this.#unexpected()
      const name = String(this.#parseTo(endOfString(this.#text, this.#at, Infinity)))
      this.#expect(':')
      const value = await this.#next()
      // Assigned, a field named __proto__ would become the object's prototype.
      if (name !== '__proto__') record[name] = value
      else Object.defineProperty(record, name, { value, ...ordinary })
    } while (this.#take(','))
    this.#expect('}')
    return record
  }

  /** Small values without a promise each: there may be a hundred thousand. */
  #next(): unknown {
    if (performance.now() - this.#begun >= turnMs) return this.#afterOthers()
    this.#skipSpace()
    const end = endOfValue(this.#text, this.#at, this.#part)
    return end === undefined ? this.value() : this.#parseTo(end)
  }

  async #afterOthers(): Promise<unknown> {
    await new Promise<void>((next) => setImmediate(next))
    this.#begun = performance.now()
    return this.value()
  }

  #parseTo(end: number | undefined): unknown {
    if (end === undefined) throw this.#unexpected()
    const value: unknown = JSON.parse(this.#text.slice(this.#at, end))
    this.#at = end
    return value
  }

  #take(wanted: string): boolean {
    this.#skipSpace()
    if (this.#text[this.#at] !== wanted) return false
    this.#at += 1
    return true
  }

  #expect(wanted: string): void {
    if (!this.#take(wanted)) throw this.#unexpected()
  }

  #skipSpace(): void {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at += 1
  }

  #unexpected(): SyntaxError {
    const found = JSON.stringify(this.#text[this.#at] ?? 'end')
    return new SyntaxError(`unexpected ${found} at position ${this.#at}`)
  }
}

const ordinary = { writable: true, enumerable: true, configurable: true }

/** Behind the value that begins at `from`; undefined where that is not within `limit` characters. */
function endOfValue(text: string, from: number, limit: number): number | undefined {
  const stop = Math.min(text.length, from + limit)
  const first = text.charCodeAt(from)
  if (first === quote) return endOfString(text, from, stop)
  if (!opens(first)) return endOfLiteral(text, from)
  let depth = 0
  for (let at = from; at < stop; at += 1) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      const end = endOfString(text, at, stop)
      if (end === undefined) return undefined
      at = end - 1
    } else if (opens(code)) {
      depth += 1
    } else if (closes(code)) {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return undefined
}

/** Behind the closing quote of the string that opens at `from`. */
function endOfString(text: string, from: number, stop: number): number | undefined {
  for (
    let at = text.indexOf('"', from + 1);
    at !== -1 && at < stop;
    at = text.indexOf('"', at + 1)
  ) {
    let backslashes = 0
    while (text.charCodeAt(at - backslashes - 1) === backslash) backslashes += 1
    if (backslashes % 2 === 0) return at + 1
  }
  return undefined
}

function endOfLiteral(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === comma || closes(code) || isSpace(code)) break
    at += 1
  }
  return at
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c]
const opens = (code: number): boolean => code === 0x5b || code === 0x7b
const closes = (code: number): boolean => code === 0x5d || code === 0x7d
const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
