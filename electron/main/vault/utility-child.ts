import type { UtilityProcess } from 'electron'
import { keychainEnv } from '../../../core/vault/keychain-env.ts'

type Child = Pick<UtilityProcess, 'pid' | 'kill' | 'postMessage'> & {
  on(event: 'message', listener: (message: unknown) => void): unknown
  once(event: 'exit' | 'spawn', listener: () => void): unknown
}

export interface UtilityChildOptions {
  /** Electron's `utilityProcess.fork`. */
  fork(
    modulePath: string,
    args: string[],
    options: {
      env: Record<string, string>
      execArgv: string[]
      stdio: 'ignore'
      serviceName: string
    },
  ): Child
  /** The built module that the child runs. */
  modulePath: string
  /** What the system's list of processes calls it. */
  serviceName: string
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  /** Ends a process for good; `process.kill` with SIGKILL. */
  killProcess(pid: number): void
}

/** The pipe to one. */
export interface UtilityChannel<Request> {
  post(request: Request): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
  kill(): void
}

/**
 * Children as Electron utility processes: for the keychain, and for large bodies. None gets more of the environment than a
 * keychain needs.
 */
export function utilityChild<Request>(options: UtilityChildOptions): () => UtilityChannel<Request> {
  return () => {
    const child = options.fork(options.modulePath, [], {
      env: keychainEnv(options.env, options.platform),
      execArgv: [],
      stdio: 'ignore',
      serviceName: options.serviceName,
    })
    let ended = false
    child.once('exit', () => (ended = true))

    function end(): void {
      if (ended) return
      // UtilityProcess.kill asks; a child that is stuck in a native call does not hear it.
      if (child.pid !== undefined) options.killProcess(child.pid)
      child.kill()
    }
    return {
      post: (request: Request) => child.postMessage(request),
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => {
        child.once('exit', listener)
      },
      kill() {
        // Without a pid it has not started yet: it is ended as soon as it has.
        if (child.pid === undefined) child.once('spawn', end)
        end()
      },
    }
  }
}
