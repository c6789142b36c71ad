/** The major version of the Electron that package.json pins; written here by the build. */
declare const __PINNED_ELECTRON_MAJOR__: number

/**
 * True where the running Electron is at least the pinned major. An older one is the test runtime, whose executable
 * nobody witnessed: only the simulator and loopback may be used on it (docs/decisions/002-electron-runtime.md).
 */
export function isRuntimeTrusted(runningVersion: string | undefined, pinnedMajor: number): boolean {
  const major = Number.parseInt(runningVersion ?? '', 10)
  return Number.isInteger(major) && major >= pinnedMajor
}

export const runtimeTrusted = (): boolean =>
  isRuntimeTrusted(process.versions['electron'], __PINNED_ELECTRON_MAJOR__)
