// Everything the renderer may know about the core's data, as types only: nothing here exists at run time.
export type * from '../../core/model/credential.ts'
export type * from '../../core/model/drift.ts'
export type * from '../../core/model/environment.ts'
export type * from '../../core/model/exchange.ts'
export type * from '../../core/model/guard.ts'
export type * from '../../core/model/exchange-query.ts'
export type * from '../../core/model/history.ts'
export type * from '../../core/model/journal-care.ts'
export type * from '../../core/model/notice.ts'
export type * from '../../core/model/observation.ts'
export type * from '../../core/model/page.ts'
export type * from '../../core/model/participant.ts'
export type * from '../../core/model/payload.ts'
export type * from '../../core/model/payment.ts'
export type * from '../../core/model/payment-details.ts'
export type * from '../../core/model/readiness.ts'
export type * from '../../core/model/result.ts'
export type * from '../../core/model/scenario.ts'
export type * from '../../core/model/settings.ts'
export type * from '../../core/model/token-view.ts'
export type * from '../../core/model/watch-view.ts'
export type * from '../../core/model/webhook.ts'
export type * from './simulator-types.ts'

export type { EnvironmentState as EnvironmentView } from '../../core/model/environment.ts'

export interface AppInfo {
  version: string
  electron: string
  platform: string
  /** False on the test runtime, which may only meet the simulator and loopback. */
  runtimeTrusted: boolean
  profileFolder: string
  /** The language and theme in force, with `system` resolved. */
  language: 'en' | 'pt-BR'
  /** A number for the next seconds' uniqueness only; tells a reload from a restart. */
  sessionId: string
}
