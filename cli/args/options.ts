import { m } from '../../messages/index.ts'
import { clientVerbs } from './client-commands.ts'

/** The verbs of this version, in the order in which help lists them. */
export const verbs = [
  'demo',
  'pay',
  'watch',
  'history',
  'env',
  'credentials',
  ...clientVerbs,
  'payload',
  'inspect',
  'run',
  'readiness',
  'report',
  'export',
  'webhooks',
  'simulate',
  'completion',
] as const
export type Verb = (typeof verbs)[number]

export interface OptionSpec {
  /** Without the dashes. */
  name: string
  short?: string
  /** What the value is called in help; absent for a flag. */
  value?: string
  repeatable?: boolean
  /** The verbs that know it; absent: all. */
  verbs?: readonly Verb[]
  /** Those of the rest that have no use for it. */
  except?: readonly Verb[]
  about: () => string
}

/** Verbs that poll nothing. */
const offline: readonly Verb[] = [
  'simulate',
  'inspect',
  'payload',
  'report',
  'completion',
  'export',
  'webhooks',
]

/** Verbs that have nothing to do with an environment or a profile: they take both, as all verbs do, and use neither. */
export const nowhere: readonly Verb[] = ['inspect', 'report', 'completion']

/** Verbs that reach no environment by its address alone; to `env` the same options are what it stores. */
const noCustom: readonly Verb[] = ['simulate', 'env', ...nowhere]

/** Every option, once for each meaning that it has: the parser, its complaints and the help texts all read this table. */
export const options: readonly OptionSpec[] = [
  { name: 'amount', value: 'R$', verbs: ['demo'], about: m.cli_opt_amount },
  { name: 'step-ms', value: 'N', verbs: ['demo', 'simulate'], about: m.cli_opt_step_ms },
  {
    name: 'set',
    value: 'path=value',
    repeatable: true,
    verbs: ['pay', 'payload'],
    about: m.cli_opt_set,
  },
  { name: 'watch', verbs: ['pay'], about: m.cli_opt_watch },
  { name: 'for', value: 'EXTERNALID', verbs: ['watch'], about: m.cli_opt_for },
  { name: 'confirm-amount', value: 'R$', verbs: ['pay'], about: m.cli_opt_confirm_amount },
  {
    name: 'confirm-amount',
    value: 'R$',
    verbs: ['request'],
    about: m.cli_opt_confirm_amount_request,
  },
  {
    name: 'override-readiness',
    value: 'REASON',
    verbs: ['pay', 'request'],
    about: m.cli_opt_override_readiness,
  },
  { name: 'name', value: 'NAME', verbs: ['env'], about: m.cli_opt_name },
  { name: 'copy-of', value: 'NAME', verbs: ['env'], about: m.cli_opt_copy_of },
  { name: 'prefix', value: 'PATH', verbs: ['env'], about: m.cli_opt_prefix },
  { name: 'colour', value: '#RRGGBB', verbs: ['env'], about: m.cli_opt_colour },
  { name: 'risky', verbs: ['env'], about: m.cli_opt_risky },
  { name: 'not-risky', verbs: ['env'], about: m.cli_opt_not_risky },
  { name: 'edit-built-in', verbs: ['env'], about: m.cli_opt_edit_built_in },
  { name: 'reset', verbs: ['env'], about: m.cli_opt_reset },
  { name: 'set-name', value: 'NAME', verbs: ['credentials'], about: m.cli_opt_set_name },
  { name: 'replace', verbs: ['credentials'], about: m.cli_opt_replace },
  { name: 'search', value: 'T', verbs: ['history'], about: m.cli_opt_search },
  { name: 'limit', value: 'N', verbs: ['history'], about: m.cli_opt_limit },
  { name: 'search', value: 'T', verbs: ['participants'], about: m.cli_opt_search_banks },
  { name: 'limit', value: 'N', verbs: ['participants'], about: m.cli_opt_limit_banks },
  { name: 'preset', value: 'NAME', verbs: ['payload'], about: m.cli_opt_preset },
  { name: 'method', value: 'M', verbs: ['payload'], about: m.cli_opt_method },
  { name: 'report', value: 'DIR', verbs: ['readiness'], about: m.cli_opt_report },
  {
    name: 'participant',
    value: 'BANK',
    verbs: ['pay', 'readiness'],
    about: m.cli_opt_participant,
  },
  { name: 'parallel', value: 'N', verbs: ['run'], about: m.cli_opt_parallel },
  { name: 'as', value: 'FORM', verbs: ['payload'], about: m.cli_opt_as },
  { name: 'as', value: 'json|markdown', verbs: ['drift'], about: m.cli_opt_as_drift },
  { name: 'by', value: 'CPF', verbs: ['cancel'], about: m.cli_opt_by },
  { name: 'body', value: 'FILE', verbs: ['request'], about: m.cli_opt_body },
  {
    name: 'query',
    value: 'name=value',
    repeatable: true,
    verbs: ['request'],
    about: m.cli_opt_query,
  },
  { name: 'clear', verbs: ['drift'], about: m.cli_opt_clear },
  { name: 'port', value: 'N', verbs: ['simulate'], about: m.cli_opt_port },
  { name: 'tls', verbs: ['simulate'], about: m.cli_opt_tls },
  { name: 'no-tls', verbs: ['simulate'], about: m.cli_opt_no_tls },
  { name: 'recipe', value: 'NAME', verbs: ['simulate'], about: m.cli_opt_recipe },
  { name: 'seed', value: 'N', verbs: ['simulate'], about: m.cli_opt_seed },
  { name: 'unmasked', verbs: ['export'], about: m.cli_opt_unmasked },
  { name: 'port', value: 'N', verbs: ['webhooks'], about: m.cli_opt_webhook_port },
  { name: 'body', value: 'FILE', verbs: ['webhooks'], about: m.cli_opt_webhook_body },
  { name: 'url', value: 'URL', verbs: ['webhooks'], about: m.cli_opt_webhook_url },
  { name: 'signature', value: 'HEX', verbs: ['webhooks'], about: m.cli_opt_signature },
  { name: 'timestamp', value: 'S', verbs: ['webhooks'], about: m.cli_opt_timestamp },
  { name: 'origin', value: 'URL', verbs: ['env'], about: m.cli_opt_env_origin },
  { name: 'ca', value: 'FILE', verbs: ['env'], about: m.cli_opt_env_ca },
  { name: 'dialect', value: 'g1|g2|g3', verbs: ['env', 'simulate'], about: m.cli_opt_env_dialect },
  { name: 'dialect', value: 'g1|g2|g3', verbs: ['payload'], about: m.cli_opt_payload_dialect },
  { name: 'proxy', value: 'URL', verbs: ['env'], about: m.cli_opt_env_proxy },
  { name: 'interval', value: 'S', except: offline, about: m.cli_opt_interval },
  { name: 'timeout', value: 'S', except: [...offline, 'readiness'], about: m.cli_opt_timeout },
  { name: 'timeout', value: 'S', verbs: ['readiness'], about: m.cli_opt_timeout_person },
  { name: 'env', value: 'NAME', about: m.cli_opt_env },
  { name: 'origin', value: 'URL', except: noCustom, about: m.cli_opt_origin },
  { name: 'ca', value: 'FILE', except: noCustom, about: m.cli_opt_ca },
  {
    name: 'dialect',
    value: 'g1|g2|g3',
    except: ['payload', ...noCustom],
    about: m.cli_opt_dialect,
  },
  { name: 'proxy', value: 'URL', except: noCustom, about: m.cli_opt_proxy },
  { name: 'profile', value: 'DIR', about: m.cli_opt_profile },
  { name: 'json', about: m.cli_opt_json },
  { name: 'quiet', short: 'q', about: m.cli_opt_quiet },
  { name: 'no-color', about: m.cli_opt_no_color },
  { name: 'lang', value: 'en|pt-BR', about: m.cli_opt_lang },
  { name: 'help', short: 'h', about: m.cli_opt_help },
  { name: 'version', about: m.cli_opt_version },
]

export const takes = (option: OptionSpec, verb: Verb): boolean =>
  option.verbs === undefined ? !option.except?.includes(verb) : option.verbs.includes(verb)
