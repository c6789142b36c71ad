const LINUX = [
  'DBUS_SESSION_BUS_ADDRESS',
  'XDG_RUNTIME_DIR',
  'XDG_DATA_HOME',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
]
const MACOS = ['USER', 'LOGNAME', 'TMPDIR', '__CF_USER_TEXT_ENCODING']
const WINDOWS = [
  'SystemRoot',
  'SystemDrive',
  'windir',
  'USERPROFILE',
  'USERNAME',
  'USERDOMAIN',
  'APPDATA',
  'LOCALAPPDATA',
  'TEMP',
  'TMP',
]

/**
 * The environment of a keychain child: only what the platform's keychain needs, so that no key a
 * person put into KLAVI_ACCESS_KEY, and no token of another tool, is copied into one more process.
 */
export function keychainEnv(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): Record<string, string> {
  const own = platform === 'win32' ? WINDOWS : platform === 'darwin' ? MACOS : LINUX
  // Windows writes names in any case (Path, SYSTEMROOT) and reads them in any.
  const same = (name: string): string => (platform === 'win32' ? name.toLowerCase() : name)
  const wanted = new Set(['PATH', 'HOME', 'LANG', ...own].map(same))
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && wanted.has(same(name))) kept[name] = value
  }
  return kept
}
