import type { HeaderList } from '../../core/model/exchange.ts'

/** The verbs for single calls of the API. */
export type ClientCommand =
  | { verb: 'auth' }
  | { verb: 'participants'; search?: string; limit?: number }
  | { verb: 'payment'; id: string }
  /** `by`: CPF or CNPJ of whoever cancels; absent: the payer's. */
  | { verb: 'cancel'; id: string; by?: string }
  | { verb: 'drift'; form?: 'json' | 'markdown'; clear: boolean }
  | {
      verb: 'request'
      method: 'GET' | 'POST'
      path: string
      query: HeaderList
      /** A path or `-`. */
      bodyFile?: string
      /** Reais, typed again where sending is guarded. */
      confirmAmount?: string
      /** Why a missing readiness report is left aside. */
      overrideReadiness?: string
    }

export const clientVerbs = [
  'auth',
  'participants',
  'payment',
  'cancel',
  'request',
  'drift',
] as const satisfies readonly ClientCommand['verb'][]

export type ClientVerb = (typeof clientVerbs)[number]
