import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'

/** A desktop session of its own: home, runtime folder, bus; nothing of the person's is touched. */
export interface KeyringSession {
  env: NodeJS.ProcessEnv
  end(): Promise<void>
}

export interface Home {
  path: string
  remove(): void
}

// No <servicedir>: this bus can start nobody, as on a machine with no keyring installed.
const BARE_BUS = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>`

export const KEYRING_PASSWORD = 'test'

const UNLOCKED = `printf ${KEYRING_PASSWORD} | gnome-keyring-daemon --unlock --components=secrets`
const STARTED = 'gnome-keyring-daemon --start --components=secrets'

const COMMANDS = { unlocked: UNLOCKED, locked: STARTED, 'no-service': ':', empty: STARTED } as const

/** Programs of these names that are not on the path. */
export function missingPrograms(...names: string[]): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return names.filter((name) => !folders.some((folder) => existsSync(join(folder, name))))
}

export function makeHome(): Home {
  const path = mkdtempSync(join(tmpdir(), 'klavi-keyring-'))
  mkdirSync(join(path, 'run'))
  chmodSync(join(path, 'run'), 0o700)
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/**
 * Starts a session bus with gnome-keyring: `unlocked`; `locked`, over a keyring that an earlier
 * unlocked session of the same home made; `empty`, with no keyring made yet; or `no-service`.
 */
export async function startSession(
  home: Home,
  state: keyof typeof COMMANDS,
  extra: NodeJS.ProcessEnv = {},
): Promise<KeyringSession> {
  const config = join(home.path, 'bus.conf')
  writeFileSync(config, BARE_BUS)
  const env = {
    PATH: process.env['PATH'],
    HOME: home.path,
    XDG_RUNTIME_DIR: join(home.path, 'run'),
    ...extra,
  }
  const script = `${COMMANDS[state]} >/dev/null 2>&1; echo "$DBUS_SESSION_BUS_ADDRESS"; exec cat`
  const bus = state === 'no-service' ? [`--config-file=${config}`] : []
  const child = spawn('dbus-run-session', [...bus, '--', 'sh', '-c', script], {
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const address = await firstLine(child)
  return {
    env: { ...env, DBUS_SESSION_BUS_ADDRESS: address },
    end: async () => {
      const ended = once(child, 'exit')
      child.stdin.end()
      await ended
    },
  }
}

/** What secret-tool, i.e. any other program of the person, finds under this account. */
export function secretToolLookup(env: NodeJS.ProcessEnv, account: string): string | undefined {
  try {
    const args = ['lookup', 'service', 'klavi-tester', 'username', account]
    return execFileSync('secret-tool', args, { env, encoding: 'utf8' })
  } catch {
    return undefined
  }
}

/** First line that a child prints; rejects if it ends without one. */
export async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The child has no stdout')
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error('The child ended without a word')
}

/** A Node that runs TypeScript by stripping types (22.18 and newer): this one, or the project's pinned one. */
export function typescriptNode(): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  return join(import.meta.dirname, '../../../../node_modules/.bin/node')
}
