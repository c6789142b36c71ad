import { isKeychainReport } from './keychain-protocol.ts'
import type {
  ChildChannel,
  FoundKeychain,
  KeychainAnswer,
  KeychainReport,
  KeychainRequest,
  SpawnChild,
} from './keychain-protocol.ts'

export interface KeychainLimits {
  /** Longest wait, in ms, until the keychain is found to answer. */
  findMs: number
  /** How long, in ms, a child without work is kept. */
  idleMs: number
  /** How long, in ms, a found keychain may take before it counts as waiting for the person. */
  waitingMs: number
}

export const DEFAULT_LIMITS: KeychainLimits = { findMs: 3_000, idleMs: 10_000, waitingMs: 400 }

export interface KeychainClientOptions {
  /** How this host starts the keychain child. */
  spawn: SpawnChild
  limits?: KeychainLimits
  /** Told true when a call seems to wait for the person (a prompt is open), false when it ended. */
  onWaiting?: (waiting: boolean) => void
}

export interface KeychainOutcome {
  answer: KeychainAnswer
  /** The keychain that was found on the way to the answer; absent where none was. */
  keychain?: FoundKeychain
}

interface Running {
  /** Settled at the latest when the call ends. */
  found: Promise<FoundKeychain | undefined>
  hear(report: KeychainReport): void
  lost(): void
}

const CLOSED: KeychainAnswer = {
  kind: 'unavailable',
  reason: 'child-failed',
  detail: 'The vault was closed',
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never
export type KeychainCall = WithoutId<KeychainRequest>

export interface KeychainClient {
  /** One call, after those asked before it. Rejects only with `signal.reason`. */
  ask(call: KeychainCall, signal?: AbortSignal): Promise<KeychainOutcome>
  /**
   * What the call under way finds, told as soon as it is found, while its answer may yet wait for a
   * person; undefined where no call is under way or where it found none.
   */
  underWay(): Promise<FoundKeychain | undefined>
  close(): void
}

/**
 * Runs keychain calls in a child process, one at a time: a keychain that hangs can stop only the
 * child, which is then killed; the next call gets a new one. The child starts with the first call
 * and is stopped when it was idle for a while.
 */
export function createKeychainClient(options: KeychainClientOptions): KeychainClient {
  const { spawn, limits = DEFAULT_LIMITS, onWaiting } = options
  let child: ChildChannel | undefined
  let running: Running | undefined
  let idle: NodeJS.Timeout | undefined
  let lastId = 0
  let closed = false
  const queue: Array<() => void> = []

  function start(): ChildChannel {
    const started = spawn()
    started.onMessage((message) => {
      if (started === child && isKeychainReport(message)) running?.hear(message)
    })
    started.onExit(() => {
      if (started !== child) return
      child = undefined
      running?.lost()
    })
    return started
  }

  function stop(): void {
    const stopped = child
    child = undefined
    stopped?.kill()
  }

  function run(
    call: KeychainCall,
    signal: AbortSignal | undefined,
    settle: { resolve(outcome: KeychainOutcome): void; reject(reason: unknown): void },
  ): void {
    clearTimeout(idle)
    const id = ++lastId
    let keychain: FoundKeychain | undefined
    let tellFound: (keychain: FoundKeychain | undefined) => void = () => undefined
    let waits: NodeJS.Timeout | undefined
    let toldWaiting = false
    const limit = setTimeout(() => {
      stop()
      finish({ kind: 'unavailable', reason: 'silent' })
    }, limits.findMs)

    function leave(): void {
      clearTimeout(limit)
      clearTimeout(waits)
      if (toldWaiting) onWaiting?.(false)
      signal?.removeEventListener('abort', cancel)
      tellFound(keychain)
      running = undefined
      child?.hold?.(false)
      if (child) idle = setTimeout(stop, limits.idleMs).unref()
      queue.shift()?.()
    }
    function finish(answer: KeychainAnswer): void {
      settle.resolve(keychain ? { answer, keychain } : { answer })
      leave()
    }
    function cancel(): void {
      stop()
      settle.reject(signal?.reason)
      leave()
    }

    running = {
      found: new Promise((resolve) => (tellFound = resolve)),
      hear: (report) => {
        if (report.id !== id) return
        if (report.type === 'done') return finish(report.answer)
        clearTimeout(limit)
        keychain = report.keychain
        tellFound(keychain)
        waits = setTimeout(() => {
          toldWaiting = true
          onWaiting?.(true)
        }, limits.waitingMs)
      },
      lost: () => finish({ kind: 'unavailable', reason: 'child-failed' }),
    }
    signal?.addEventListener('abort', cancel, { once: true })
    try {
      child ??= start()
      child.hold?.(true)
      child.post({ ...call, id })
    } catch (error) {
      stop()
      finish({ kind: 'unavailable', reason: 'child-failed', detail: String(error) })
    }
  }

  return {
    ask: (call, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error)
        if (closed) return resolve({ answer: CLOSED })
        if (!running) return run(call, signal, { resolve, reject })
        // A call that is cancelled in the queue ends at once and leaves the one under way alone.
        const turn = (): void => {
          signal?.removeEventListener('abort', withdraw)
          if (closed) resolve({ answer: CLOSED })
          else run(call, signal, { resolve, reject })
        }
        const withdraw = (): void => {
          queue.splice(queue.indexOf(turn), 1)
          reject(signal?.reason as Error)
        }
        signal?.addEventListener('abort', withdraw, { once: true })
        queue.push(turn)
      }),
    underWay: async () => running?.found,
    close: () => {
      closed = true
      clearTimeout(idle)
      stop()
      running?.lost()
      while (queue.length > 0) queue.shift()?.()
    },
  }
}
