import { existsSync } from 'node:fs'

/**
 * Spares a start 5 ms: libsql's loader has Node write a whole diagnostic report to learn which C library this is, and then
 * asks detect-libc all the same. Without a report it believes in musl until detect-libc, which reads `ldd`, says otherwise.
 * Where there is no `ldd` to read (a container with nothing in it) everything stays as it is.
 */
export function withoutReport(): void {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/ldd')) return
  Object.defineProperty(process, 'report', { value: undefined, configurable: true })
}
