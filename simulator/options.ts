/** The three vocabularies of the API (docs/klavi-api.md section 2). */
export type SimulatorDialect = 'g1' | 'g2' | 'g3'

import type { SimulatorControl } from './control/control.ts'
import type { FaultRule } from './faults/rule.ts'

export interface SimulatorOptions {
  /** State folder (`<profile>/simulator`); created 0700, its files 0600. */
  folder: string
  /** Default: the port of the last run; 0 (or a first run) takes a free one, which is then kept. */
  port?: number
  /** HTTPS with the folder's own CA; default true. Plain http otherwise. */
  tls?: boolean
  /** Default g1. */
  dialect?: SimulatorDialect
  /** How long each status lasts, in ms at speed 1; default 1500. */
  stepMs?: number
  /** Consent is authorised by itself after one step; default true. Otherwise only by its page. */
  autoAuthorize?: boolean
  /** Ms until consent authorises itself; default: one step. */
  consentMs?: number
  /** 0 (by hand) or 1 to 100; default: as it was in the last run, else 1. */
  speed?: number
  /** Lifetime of an access token in seconds; default 1800. */
  tokenLifetimeS?: number
  /** Name or title of a recipe (faults/recipes.ts) to start with. */
  recipe?: string
  /** Makes ids and fault decisions repeatable; default: one chosen at random per folder. */
  seed?: number
  /** Where signed webhooks go (loopback only). */
  webhookUrl?: string
  faults?: FaultRule[]
  /** Epoch ms; for tests. */
  now?: () => number
  onRequest?: (line: RequestLine) => void
}

/** One served request, without anything secret. */
export interface RequestLine {
  /** Counts up from 1 in each run. */
  seq: number
  /** UTC ISO with ms. */
  at: string
  method: string
  /** Path without query; the tokens of consent pages are masked. */
  path: string
  /** Name of the route in http/route-table.ts, or `unknown`. */
  route: string
  /** Absent when the connection was cut before any answer. */
  status?: number
  latencyMs: number
  /** Kind of the fault that was applied, if any. */
  fault?: string
}

export interface Simulator {
  /** Origin without a trailing slash. */
  url: string
  port: number
  /** Origin of the consent pages: plain http on loopback, because no browser trusts our CA. */
  pageUrl: string
  /** Path of the CA's PEM file; absent without TLS. */
  caFile?: string
  /** The CA as PEM; absent without TLS. */
  ca?: string
  accessKey: string
  secretKey: string
  dialect: SimulatorDialect
  instanceId: string
  control: SimulatorControl
  /** Calls back for each request from now on; answers how to stop. */
  subscribe(listener: (line: RequestLine) => void): () => void
  close(): Promise<void>
}

/** What another process needs in order to reach a running simulator. */
export interface SimulatorState {
  instanceId: string
  port: number
  tls: boolean
  url: string
  caFile?: string
  accessKey: string
  secretKey: string
  dialect: SimulatorDialect
}
