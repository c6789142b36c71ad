import type { WatchCalls } from '../../core/journal-api.ts'

/** The part of Electron's powerMonitor that tells of the machine's sleep. */
export interface SleepSource {
  on(event: 'suspend' | 'resume', listener: () => void): unknown
}

/** No poll leaves into a network that is being taken down; what fell due in the night is asked for in the morning. */
export function followSleep(
  source: SleepSource,
  watch: () => Pick<WatchCalls, 'sleep' | 'wake'> | undefined,
): void {
  source.on('suspend', () => watch()?.sleep())
  source.on('resume', () => watch()?.wake())
}
