import { isDeskQuestion, type DeskAnswer, type DeskQuestion } from './desk-protocol.ts'
import { createDeskWork, TextWanted } from './desk-work.ts'

/*
 * Entry of the process that reads large bodies (bundled as desk-child.js): what takes seconds, and what may take more memory
 * than there is, happens here and not where payments are watched. It talks over Electron's parent port in a utility
 * process, and over the IPC channel when it was forked by Node.
 */

interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: DeskAnswer): void
}

const port = (process as { parentPort?: ParentPort }).parentPort
const work = createDeskWork()

function answer({ id, call, args }: DeskQuestion): DeskAnswer {
  try {
    const value = (work[call] as (...values: readonly unknown[]) => unknown)(...args)
    return { id, kind: 'done', value }
  } catch (thrown) {
    if (thrown instanceof TextWanted) return { id, kind: 'text-wanted' }
    const { code, path, message } = thrown as NodeJS.ErrnoException
    return {
      id,
      kind: 'failed',
      reason: code ?? message,
      ...(path !== undefined && { file: path }),
    }
  }
}

function hear(message: unknown): void {
  if (!isDeskQuestion(message)) return
  const found = answer(message)
  if (port) port.postMessage(found)
  else process.send?.(found)
}

if (port) {
  port.on('message', (event) => hear(event.data))
} else {
  process.on('message', hear)
  process.on('disconnect', () => process.exit())
}
