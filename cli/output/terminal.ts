/** The two streams of a run, as far as this program uses them; tests hand in their own. */
export interface Terminal {
  out: OutputStream
  err: OutputStream
}

export interface OutputStream {
  write(text: string): void
  isTerminal: boolean
  /** Width of the terminal; Infinity where it is none. */
  columns: number
}

/** A Node stream as an OutputStream. A reader that goes away (`| head -1`) is told to `gone`, once, and not thrown. */
export function outputStream(stream: NodeJS.WriteStream, gone: () => void): OutputStream {
  let open = true
  stream.on('error', () => {
    if (open) gone()
    open = false
  })
  return {
    write(text) {
      if (open) stream.write(text)
    },
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.isTTY === true && stream.columns > 0 ? stream.columns : Infinity
    },
  }
}
