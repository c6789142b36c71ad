const prefix = 'KLAVI_VAR_'

/**
 * What `{{var.NAME}}` may stand for besides the environment's own list: KLAVI_VAR_NAME, and no other variable of the
 * process. A payload comes from anywhere, and must not be able to read a password out of the shell.
 */
export function readVariables(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    const own = name.slice(prefix.length)
    if (!name.startsWith(prefix) || value === undefined) continue
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(own)) found[own] = value
  }
  return found
}
