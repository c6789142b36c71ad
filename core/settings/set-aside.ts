import { existsSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Renames a damaged file to `<name>.damaged-<UTC time>` beside it. Never deletes: whoever wrote it may want it back.
 * @returns the new file's name without its folder
 */
export function setAside(file: string, epochMs: number): string {
  const stamp = new Date(epochMs).toISOString().replace(/[-:]/g, '').replace('.', '-')
  const base = `${basename(file)}.damaged-${stamp}`
  let name = base
  for (let again = 2; existsSync(join(dirname(file), name)); again += 1) name = `${base}-${again}`
  renameSync(file, join(dirname(file), name))
  return name
}
