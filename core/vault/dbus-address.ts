/**
 * Socket paths for node:net of a D-Bus session bus, in the order to try them (D-Bus Specification,
 * "Server Addresses"). Without an address the bus is at `$XDG_RUNTIME_DIR/bus`, where libdbus looks
 * as well. Addresses over TCP or by a helper program are left out.
 */
export function busSocketPaths(env: NodeJS.ProcessEnv): string[] {
  const runtimeBus = env['XDG_RUNTIME_DIR'] ? [`${env['XDG_RUNTIME_DIR']}/bus`] : []
  const address = env['DBUS_SESSION_BUS_ADDRESS']
  if (!address) return runtimeBus
  return address.split(';').flatMap((one) => {
    if (!one.startsWith('unix:')) return []
    const pairs = new Map(one.slice('unix:'.length).split(',').map(splitPair))
    const path = pairs.get('path')
    if (path) return [path]
    const abstract = pairs.get('abstract')
    if (abstract) return [`\0${abstract}`]
    return pairs.get('runtime') === 'yes' ? runtimeBus : []
  })
}

function splitPair(pair: string): [string, string] {
  const at = pair.indexOf('=')
  const value = pair.slice(at + 1)
  try {
    return [pair.slice(0, at), decodeURIComponent(value)]
  } catch {
    return [pair.slice(0, at), value]
  }
}
