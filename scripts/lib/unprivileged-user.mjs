import { spawnSync } from 'node:child_process'

/**
 * The command prefix that runs something as the unprivileged user `nobody`, for root on Linux:
 * Chromium refuses its sandbox to root. Undefined where root lacks the right to change users.
 */
export function nobodyPrefix() {
  const uid = idOf('-u')
  const gid = idOf('-g')
  if (uid === undefined || gid === undefined) return undefined
  const command = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--']
  const probe = spawnSync(command[0], [...command.slice(1), 'true'], { stdio: 'ignore' })
  return probe.status === 0 ? { command, uid, gid } : undefined
}

/** Whether that user can read (`-r`) or run (`-x`) each of the files. */
export function userCan(prefix, flag, files) {
  return files.every((file) => {
    const [command, ...args] = [...prefix, 'test', flag, file]
    return spawnSync(command, args, { stdio: 'ignore' }).status === 0
  })
}

function idOf(flag) {
  const { status, stdout } = spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' })
  return status === 0 ? Number(stdout.trim()) : undefined
}
