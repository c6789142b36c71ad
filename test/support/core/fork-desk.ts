import { once } from 'node:events'
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { DeskQuestion, SpawnDesk } from '../../../core/evidence/bodies/desk-protocol.ts'

const module = join(import.meta.dirname, '../../../core/evidence/bodies/desk-child.ts')

export interface ForkedDesk {
  spawn: SpawnDesk
  /** What the children were asked, oldest first. */
  asked: DeskQuestion[]
  /** The process ids of all children so far. */
  pids: (number | undefined)[]
  /** Each resolves when its child is gone. */
  ends: Promise<unknown>[]
  killAll(): void
}

/** Real children that read large bodies, by child_process.fork. */
export function forkedDesk(): ForkedDesk {
  const asked: DeskQuestion[] = []
  const kills: (() => void)[] = []
  const pids: ForkedDesk['pids'] = []
  const ends: ForkedDesk['ends'] = []
  onTestFinished(() => kills.forEach((kill) => kill()))
  return {
    asked,
    pids,
    ends,
    killAll: () => kills.forEach((kill) => kill()),
    spawn() {
      const child = fork(module, [], { execArgv: [], serialization: 'advanced' })
      pids.push(child.pid)
      ends.push(once(child, 'exit'))
      kills.push(() => void child.kill('SIGKILL'))
      return {
        post(question) {
          asked.push(question)
          child.send(question)
        },
        onMessage: (listener) => void child.on('message', listener),
        onExit: (listener) => void child.once('exit', listener),
        kill: () => void child.kill('SIGKILL'),
      }
    },
  }
}
