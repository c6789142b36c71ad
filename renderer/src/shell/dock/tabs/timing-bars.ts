import type { ExchangeTimings } from '../../../../../electron/contract/types.ts'

export type Phase = 'queue' | 'dns' | 'tcp' | 'tls' | 'firstByte' | 'download'

export interface TimingBar {
  phase: Phase
  ms: number
  /** Where the bar begins and how long it is, as shares of the whole (0 to 1). */
  from: number
  share: number
}

const phases: readonly Phase[] = ['queue', 'dns', 'tcp', 'tls', 'firstByte', 'download']

/** The phases that were seen, one after the other, as shares of the whole. */
export function timingBars(timings: ExchangeTimings): TimingBar[] {
  const seen = phases.flatMap((phase) => {
    const ms = timings[phase]
    return ms === undefined ? [] : [{ phase, ms }]
  })
  const whole = Math.max(
    timings.total,
    seen.reduce((sum, { ms }) => sum + ms, 0),
    Number.EPSILON,
  )
  let at = 0
  return seen.map(({ phase, ms }) => {
    const bar = { phase, ms, from: at / whole, share: ms / whole }
    at += ms
    return bar
  })
}
