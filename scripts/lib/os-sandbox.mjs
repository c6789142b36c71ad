import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Whether Chromium's OS sandbox can work for a user on this Linux: by user namespaces (which Docker's
 * default profile and Ubuntu since 23.10 deny), else by the setuid helper beside the executable.
 * `prefix` is a command that becomes that user, e.g. `['setpriv', …]`.
 */
export function osSandboxUsable(distPath, prefix = []) {
  const probe = ['unshare', '--user', '--map-root-user', '--pid', '--net', '--fork', 'true']
  const [command, ...args] = [...prefix, ...probe]
  if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return true
  try {
    const helper = statSync(join(distPath, 'chrome-sandbox'))
    return helper.uid === 0 && (helper.mode & 0o4000) !== 0
  } catch {
    return false
  }
}
