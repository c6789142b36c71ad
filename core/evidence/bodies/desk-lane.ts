import { KlaviError } from '../../failure.ts'
import type { Clock } from '../../ports.ts'
import {
  isDeskAnswer,
  partEnding,
  type DeskAnswer,
  type DeskCall,
  type DeskCalls,
  type DeskChild,
  type SpawnDesk,
} from './desk-protocol.ts'

/** One child after another: started when there is work, ended when there was none for a while, since its memory is large. */
export interface DeskLane {
  /**
   * `args` are made again where the child turns out not to have a text.
   * @throws KlaviError `body-unreadable`; `file-failed` where an export cannot be written
   */
  ask<C extends DeskCall>(
    call: C,
    args: (withTexts: boolean) => Parameters<DeskCalls[C]>,
  ): Promise<ReturnType<DeskCalls[C]>>
  /** Ends the child; what it was asked fails. */
  end(): void
}

export function deskLane(
  spawn: SpawnDesk,
  clock: Pick<Clock, 'after'>,
  { idleMs }: { idleMs: number },
): DeskLane {
  let child: DeskChild | undefined
  let lastId = 0
  let cancelIdle: (() => void) | undefined
  const waiting = new Map<number, (answer: DeskAnswer | undefined) => void>()

  function end(): void {
    cancelIdle?.()
    const ended = child
    child = undefined
    ended?.kill()
    for (const settle of waiting.values()) settle(undefined)
    waiting.clear()
  }
  function start(): DeskChild {
    const fresh = spawn()
    fresh.onMessage((message) => {
      if (fresh !== child || !isDeskAnswer(message)) return
      const settle = waiting.get(message.id)
      waiting.delete(message.id)
      if (waiting.size === 0) cancelIdle = clock.after(idleMs, end)
      settle?.(message)
    })
    fresh.onExit(() => {
      if (fresh === child) end()
    })
    return fresh
  }
  function post(call: DeskCall, args: readonly unknown[]): Promise<DeskAnswer | undefined> {
    cancelIdle?.()
    const to = (child ??= start())
    const id = (lastId += 1)
    return new Promise((resolve) => {
      waiting.set(id, resolve)
      to.post({ id, call, args })
    })
  }

  return {
    async ask<C extends DeskCall>(
      call: C,
      args: (withTexts: boolean) => Parameters<DeskCalls[C]>,
    ): Promise<ReturnType<DeskCalls[C]>> {
      let answer = await post(call, args(false))
      if (answer?.kind === 'text-wanted') answer = await post(call, args(true))
      if (answer?.kind === 'done') return answer.value as ReturnType<DeskCalls[C]>
      throw deskFailure(answer?.kind === 'failed' ? answer : { reason: 'exit' })
    },
    end,
  }
}

/** What a child, or this process in its place, could not do. */
export function deskFailure({ reason, file }: { reason: string; file?: string }): KlaviError {
  return file?.endsWith(partEnding) === true
    ? new KlaviError('file-failed', { file: file.slice(0, -partEnding.length), reason })
    : new KlaviError('body-unreadable', { reason })
}
