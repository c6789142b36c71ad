import type { KeychainName, VaultAnswer } from './vault.ts'

/*
 * What the program and its keychain child say to each other. Secrets travel in these messages only:
 * never in an argument, an environment variable or a file.
 */

/** One call. The child works on one at a time; `id` ties its reports to it. */
export type KeychainRequest = { id: number; service: string; account: string } & (
  { op: 'probe' | 'get' | 'delete' } | { op: 'set'; secret: string }
)

/** A keychain that answers. `locked`: its default collection is (Linux; elsewhere always false). */
export interface FoundKeychain {
  name: KeychainName
  locked: boolean
}

/** The end of a call; the value is the entry's text for `get`, null for the others. */
export type KeychainAnswer = VaultAnswer<string | null>

/**
 * A call is reported in at most two steps: `found` once the keychain is known to answer (from here
 * on a person may be typing a password, so no limit holds any more), then `done`.
 */
export type KeychainReport =
  | { id: number; type: 'found'; keychain: FoundKeychain }
  | { id: number; type: 'done'; answer: KeychainAnswer }

/** The pipe to a keychain child, whatever kind of process it is. */
export interface ChildChannel {
  post(request: KeychainRequest): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, however the child ended, a failed start included. */
  onExit(listener: () => void): void
  /** Ends the child even while it is stuck in a native call. */
  kill(): void
  /** Whether the child must keep this process alive; left out where a process does not end by itself. */
  hold?(busy: boolean): void
}

/** Starts a keychain child: child_process.fork on the command line, utilityProcess.fork in the app. */
export type SpawnChild = () => ChildChannel

/** True for a message that a keychain child of this version may send. */
export function isKeychainReport(message: unknown): message is KeychainReport {
  if (typeof message !== 'object' || message === null) return false
  const { id, type, keychain, answer } = message as Record<string, unknown>
  if (typeof id !== 'number') return false
  if (type === 'found') return typeof keychain === 'object' && keychain !== null
  return type === 'done' && typeof answer === 'object' && answer !== null && 'kind' in answer
}

/** True for a message that a keychain child can work on. */
export function isKeychainRequest(message: unknown): message is KeychainRequest {
  if (typeof message !== 'object' || message === null) return false
  const { id, service, account, op, secret } = message as Record<string, unknown>
  if (typeof id !== 'number' || typeof service !== 'string' || typeof account !== 'string')
    return false
  return (
    op === 'probe' ||
    op === 'get' ||
    op === 'delete' ||
    (op === 'set' && typeof secret === 'string')
  )
}
