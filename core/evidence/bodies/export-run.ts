import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { inLanguage } from '../../../messages/index.ts'
import { exportForm } from '../export-exchanges.ts'
import { masked, type ExportedExchange } from '../exported-exchange.ts'
import { partEnding, type ExportEnd, type ExportOptions } from './desk-protocol.ts'

/** One export, exchange by exchange: no more than one is in memory. */
export interface ExportRun {
  add(exchange: ExportedExchange): void
  end(): ExportEnd
  abort(): void
}

interface Sink {
  write(text: string): void
  end(): string
  abort(): void
}

/** @throws errors of the file system */
export function exportRun(options: ExportOptions): ExportRun {
  const { format, maskPersonal, version, language, path, most = Infinity } = options
  const form = exportForm(format, version)
  const sink = path === undefined ? toMemory(most) : toFile(path)
  let total = 0
  let first = true
  const write = (text: string): void => {
    total += text.length
    sink.write(text)
  }

  return {
    add(exchange) {
      const leaving = maskPersonal ? masked(exchange) : exchange
      const text = inLanguage(language, () => form.one(leaving))
      write(first ? form.head : form.between)
      write(text)
      first = false
    },
    end() {
      write(first ? form.none : form.tail)
      return { text: sink.end(), total }
    },
    abort: () => sink.abort(),
  }
}

function toMemory(most: number): Sink {
  const parts: string[] = []
  let left = most
  return {
    write(text) {
      if (left <= 0) return
      parts.push(text.length > left ? text.slice(0, left) : text)
      left -= text.length
    },
    end: () => parts.join(''),
    abort: () => undefined,
  }
}

/** For the person alone to read; what stood there stays until all is written. */
function toFile(path: string): Sink {
  const beside = `${path}${partEnding}`
  const file = openSync(beside, 'w', 0o600)
  let open = true
  const close = (): void => {
    if (open) closeSync(file)
    open = false
  }
  return {
    write(text) {
      const bytes = new TextEncoder().encode(text)
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
    },
    end() {
      close()
      renameSync(beside, path)
      return ''
    },
    abort() {
      close()
      rmSync(beside, { force: true })
    },
  }
}
