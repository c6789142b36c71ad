import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** Name of the profile folder inside the platform's folder for application data; the app uses the same. */
const folderName = 'klavi-tester'

/** The profile: --profile, else KLAVI_TESTER_PROFILE, else the platform's user-data folder, shared with the app. */
export function profileFolder(flag: string | undefined, env: Env): string {
  const chosen = flag ?? env['KLAVI_TESTER_PROFILE']
  return chosen ? resolve(chosen) : join(userData(env, process.platform), folderName)
}

/** Where Electron keeps user data, per platform. */
function userData(env: Env, platform: NodeJS.Platform): string {
  if (platform === 'win32') return env['APPDATA'] || join(homedir(), 'AppData', 'Roaming')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  return env['XDG_CONFIG_HOME'] || join(homedir(), '.config')
}
