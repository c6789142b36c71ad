import type { Dialect } from '../../core/model/environment.ts'
import type { ExportForm } from '../../core/model/payload.ts'
import type { ClientCommand } from './client-commands.ts'
import type { Verb } from './options.ts'
import type { InspectKind } from './read-inspect.ts'
import type { CredentialsCommand } from './read-credentials.ts'
import type { EnvCommand } from './read-env.ts'
import type { ExportFormat } from '../../core/model/exchange-query.ts'
import type { SetChange } from './set-path.ts'

/** What holds for every verb. */
export interface CommonOptions {
  /** As typed; absent where --env was not given, which means the simulator. */
  env?: string
  custom?: CustomTarget
  profile?: string
  /** Milliseconds. */
  intervalMs?: number
  timeoutMs?: number
}

/** `--env custom`: an environment that is stored nowhere. */
export interface CustomTarget {
  /** `scheme://host[:port]`, without a path. */
  origin: string
  ca?: string
  dialect: Dialect
  proxy?: string
}

interface SimulateCommand {
  verb: 'simulate'
  /** 0: a free one. */
  port?: number
  tls: boolean
  dialect: Dialect
  stepMs?: number
  /** A name of simulator/faults/recipes.ts. */
  recipe?: string
  seed?: number
}

interface PayloadCommand {
  verb: 'payload'
  action: 'new' | 'check' | 'import' | 'export'
  /** A path or `-`; absent with `new` only. */
  file?: string
  sets: SetChange[]
  preset?: string
  method?: string
  form?: ExportForm
  dialect?: Dialect
}

interface RunCommand {
  verb: 'run'
  /** Paths, names of the profile's scenarios, or `-`. */
  files: string[]
  parallel?: number
}

interface ReadinessCommand {
  verb: 'readiness'
  reportFolder?: string
  participant?: string
}

type ReportCommand =
  | { verb: 'report'; action: 'verify'; folder: string; sha256?: string }
  | { verb: 'report'; action: 'compare'; before: string; after: string }

export type Command = CommonOptions &
  (
    | { verb: 'demo'; amount?: string; stepMs?: number }
    | {
        verb: 'pay'
        file: string
        sets: SetChange[]
        watch: boolean
        /** Id, name or slug of the bank. */
        participant?: string
        confirmAmount?: string
        overrideReadiness?: string
      }
    | { verb: 'watch'; ids: string[]; for?: string }
    | { verb: 'inspect'; kind: InspectKind; text: string }
    | PayloadCommand
    | ClientCommand
    | SimulateCommand
    | EnvCommand
    | CredentialsCommand
    | RunCommand
    | ReadinessCommand
    | ReportCommand
    | { verb: 'completion'; shell: 'bash' | 'zsh' }
    | { verb: 'export'; format: ExportFormat; id: string; maskPersonal: boolean }
    | { verb: 'webhooks'; action: 'listen'; port?: number }
    | { verb: 'webhooks'; action: 'replay'; id: string; url: string }
    | { verb: 'webhooks'; action: 'verify'; body: string; signature: string; timestamp?: string }
    | { verb: 'history'; search?: string; limit: number }
    | { verb: 'help'; about?: Verb }
    | { verb: 'version' }
  )

export type CommandOf<V extends Command['verb']> = Extract<Command, { verb: V }>
