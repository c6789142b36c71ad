import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { Transform, type Duplex } from 'node:stream'

/** Where pieces of a text begin in its file, so that a slice in the middle can be read. */
export type Checkpoint = [character: number, byte: number]

/** What a filter wrote. */
export interface FilteredBody {
  /** Hex, of what was written. */
  sha256: string
  bytes: number
  /** UTF-16 units, as strings count. */
  characters: number
  checkpoints: Checkpoint[]
}

export interface RedactingFilter {
  stream: Duplex
  /** Once the stream has ended. */
  written(): FilteredBody
}

/** Characters that are collected before a piece is written. */
const pieceLength = 128 * 1024
/** How far behind a cut is looked for something that it would split: longer than any form of a key or token. */
const afterCut = 16 * 1024
const mostCuts = 6

/**
 * Turns bytes into text and writes it redacted, piece by piece. A piece ends only where redacting its end and the
 * beginning of the next apart gives the same as redacting them together: no secret, whatever its form, is split.
 */
export function redactingFilter(
  redact: (text: string) => string,
  charset = 'utf-8',
): RedactingFilter {
  const decoder = new TextDecoder(charset)
  const hash = createHash('sha256')
  const checkpoints: Checkpoint[] = []
  let pending = ''
  /** As long as nothing can be cut (a very long secret field), more must come. */
  let wanted = pieceLength
  let bytes = 0
  let characters = 0

  const written = (text: string): Buffer => {
    const encoded = Buffer.from(text, 'utf8')
    checkpoints.push([characters, bytes])
    characters += text.length
    bytes += encoded.length
    hash.update(encoded)
    return encoded
  }

  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      pending += decoder.decode(chunk, { stream: true })
      while (pending.length >= wanted) {
        const cut = safeCut(pending, redact)
        if (cut === undefined) {
          wanted = 2 * pending.length
          break
        }
        this.push(written(cut.text))
        pending = pending.slice(cut.at)
        wanted = pieceLength
      }
      done()
    },
    flush(done) {
      pending += decoder.decode()
      if (pending !== '') this.push(written(redact(pending)))
      done()
    },
  })
  return {
    stream,
    written: () => ({ sha256: hash.copy().digest('hex'), bytes, characters, checkpoints }),
  }
}

/**
 * A place near the end that splits nothing, with what is before it, redacted; undefined where there is none. All that is
 * before it is looked at: a field that is secret by its name may have begun long ago.
 */
function safeCut(
  text: string,
  redact: (text: string) => string,
): { at: number; text: string } | undefined {
  for (let attempt = 0; attempt < mostCuts; attempt += 1) {
    const at = wholeCharacter(text, text.length - afterCut - attempt * 1_021)
    const before = redact(text.slice(0, at))
    const after = text.slice(at, at + afterCut)
    if (before + redact(after) === redact(text.slice(0, at + afterCut))) return { at, text: before }
  }
  return undefined
}

/** Not between the two units of one character. */
const wholeCharacter = (text: string, at: number): number =>
  (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 ? at - 1 : at
