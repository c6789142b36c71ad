import { isKeychainRequest } from './keychain-protocol.ts'
import type { KeychainReport } from './keychain-protocol.ts'
import { doKeychainCall } from './keychain-work.ts'

/*
 * Entry of the keychain child, a process of its own (bundled as keychain-child.js). It talks over
 * Electron's parent port in a utility process, and over the IPC channel when it was forked by Node.
 */

interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: KeychainReport): void
}

const port = (process as { parentPort?: ParentPort }).parentPort

function report(message: KeychainReport): void {
  if (port) port.postMessage(message)
  else process.send?.(message)
}

async function hear(message: unknown): Promise<void> {
  if (!isKeychainRequest(message)) return
  const { id } = message
  const answer = await doKeychainCall(message, (keychain) =>
    report({ id, type: 'found', keychain }),
  )
  report({ id, type: 'done', answer })
}

if (port) {
  port.on('message', (event) => void hear(event.data))
} else {
  process.on('message', (message) => void hear(message))
  // Not process.exit: it does not return while the keyring waits for a prompt.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
}
