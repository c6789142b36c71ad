import { fork } from 'node:child_process'
import type { SpawnChild } from './keychain-protocol.ts'
import { keychainEnv } from './keychain-env.ts'

export interface ForkOptions {
  /** Absolute path of the built (or, under Node 22.18 and newer, the source) keychain-child module. */
  modulePath: string
  env?: NodeJS.ProcessEnv
  platform?: NodeJS.Platform
  /** Node that runs the child; default: the one that runs this. */
  execPath?: string
}

/** Keychain children by child_process.fork: for the command line and for tests. */
export function forkKeychainChild(options: ForkOptions): SpawnChild {
  return () => {
    const child = fork(options.modulePath, [], {
      env: keychainEnv(options.env ?? process.env, options.platform ?? process.platform),
      execPath: options.execPath ?? process.execPath,
      // An inspector or loader flag of the parent must not reach a process that holds secrets.
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    // SIGKILL: a child that is stuck in a native call, or waits for a prompt, ends by nothing less.
    const kill = (): void => void child.kill('SIGKILL')
    process.once('exit', kill)
    child.once('exit', () => process.off('exit', kill))
    return {
      post: (request) => {
        // A send that fails is followed by the child's exit, which is what the caller acts on.
        child.send(request, () => undefined)
      },
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => {
        let told = false
        const tell = (): void => {
          if (!told) listener()
          told = true
        }
        child.once('exit', tell)
        child.once('error', tell)
      },
      kill,
      hold: (busy) => {
        if (busy) {
          child.ref()
          child.channel?.ref()
        } else {
          child.unref()
          child.channel?.unref()
        }
      },
    }
  }
}
