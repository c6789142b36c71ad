import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** Collects what a process writes; the answer gives the text so far, stdout and stderr in order. */
export function collectOutput(child: ChildProcess): () => string {
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
  return () => text
}

/** Resolves when the process is gone. */
export async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** `kill -9`: the process gets no chance to save or say anything. Resolves when it is gone. */
export async function killNow(child: ChildProcess): Promise<void> {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    process.kill(child.pid, 'SIGKILL')
  }
  await gone(child)
}
