import { m } from '../../messages/index.ts'
import { RECIPES } from '../../simulator/faults/recipes.ts'
import { options, takes, verbs, type OptionSpec, type Verb } from '../args/options.ts'
import { clientHelp } from './client-help.ts'
import { recipeWords } from './recipe-words.ts'

export interface VerbHelp {
  usage: string
  about: () => string
  more: () => string
  examples: [command: string, about: () => string][]
}

const verbHelp: Record<Verb, VerbHelp> = {
  demo: {
    usage: 'demo [--amount R$] [--step-ms N]',
    about: m.cli_demo_about,
    more: m.cli_demo_more,
    examples: [
      ['klavi-tester demo', m.cli_demo_example],
      ['klavi-tester demo --amount 300,06', m.cli_demo_example_rejected],
    ],
  },
  pay: {
    usage:
      'pay FILE|- [--participant BANK] [--set path=value]… [--watch] [--confirm-amount R$] [--override-readiness REASON]',
    about: m.cli_pay_about,
    more: m.cli_pay_more,
    examples: [
      ['klavi-tester pay payment.json --watch', m.cli_pay_example],
      [
        'klavi-tester pay payment.json --set amount=30006 --set user.name="Ana Lima" --watch',
        m.cli_pay_example_set,
      ],
      ['klavi-tester pay payment.json --participant "Mock Bank" --watch', m.cli_pay_example_bank],
      [
        'klavi-tester pay - --env custom --origin http://localhost:8080 --json < payment.json',
        m.cli_pay_example_custom,
      ],
    ],
  },
  watch: {
    usage: 'watch ID… | watch ID --for EXTERNALID',
    about: m.cli_watch_about,
    more: m.cli_watch_more,
    examples: [
      ['klavi-tester watch 8a0c2c5e-4f4e-4a57-9d0e-5f1f2b6f9c11', m.cli_watch_example],
      [
        'klavi-tester watch ID1 ID2 --env sandbox --interval 5 --timeout 600',
        m.cli_watch_example_several,
      ],
    ],
  },
  ...clientHelp,
  payload: {
    usage: 'payload new|check|import|export [FILE|-] [--set path=value]…',
    about: m.cli_payload_about,
    more: m.cli_payload_more,
    examples: [
      ['klavi-tester payload new --method PIX_DICT > payment.json', m.cli_payload_example_new],
      ['klavi-tester payload check payment.json --env sandbox', m.cli_payload_example_check],
      ['klavi-tester payload import - < line.txt', m.cli_payload_example_import],
      ['klavi-tester payload export payment.json --as python', m.cli_payload_example_export],
    ],
  },
  inspect: {
    usage: 'inspect brcode|pixkey|document|amount|curl|jwt TEXT|-',
    about: m.cli_inspect_about,
    more: m.cli_inspect_more,
    examples: [
      ["klavi-tester inspect amount 'R$ 1.333,00'", m.cli_inspect_example],
      ['klavi-tester inspect brcode - --json < code.txt', m.cli_inspect_example_stdin],
    ],
  },
  run: {
    usage: 'run SCENARIO… [--parallel N]',
    about: m.cli_run_about,
    more: m.cli_run_more,
    examples: [
      ['klavi-tester run scenarios/*.yaml', m.cli_run_example],
      ['klavi-tester run checkout.yaml --parallel 1 --json', m.cli_run_example_parallel],
    ],
  },
  readiness: {
    usage: 'readiness [--report DIR] [--participant BANK]',
    about: m.cli_readiness_about,
    more: m.cli_readiness_more,
    examples: [
      ['klavi-tester readiness --report report', m.cli_readiness_example],
      ['klavi-tester readiness --env sandbox --json', m.cli_readiness_example_sandbox],
    ],
  },
  report: {
    usage: 'report verify FOLDER [SHA256] | report compare BEFORE AFTER',
    about: m.cli_report_about,
    more: m.cli_report_more,
    examples: [
      ['klavi-tester report verify report', m.cli_report_example],
      ['klavi-tester report compare last-week report', m.cli_report_example_compare],
    ],
  },
  completion: {
    usage: 'completion bash|zsh',
    about: m.cli_completion_about,
    more: m.cli_completion_more,
    examples: [
      ['klavi-tester completion bash', m.cli_completion_example],
      ['klavi-tester completion zsh', m.cli_completion_example_zsh],
    ],
  },
  export: {
    usage: 'export har|curl|json|markdown ID',
    about: m.cli_export_about,
    more: m.cli_export_more,
    examples: [
      [
        'klavi-tester export har 8a0c2c5e-4f4e-4a57-9d0e-5f1f2b6f9c11 > payment.har',
        m.cli_export_example,
      ],
      ['klavi-tester export curl 8a0c2c5e-4f4e-4a57-9d0e-5f1f2b6f9c11', m.cli_export_example_curl],
    ],
  },
  webhooks: {
    usage:
      'webhooks listen [--port N] | webhooks verify --body FILE|- --signature HEX | webhooks replay ID --url URL',
    about: m.cli_webhooks_about,
    more: m.cli_webhooks_more,
    examples: [
      ['klavi-tester webhooks listen --port 8787 --env sandbox', m.cli_webhooks_example],
      [
        'klavi-tester webhooks verify --body event.json --signature 5d41…',
        m.cli_webhooks_example_verify,
      ],
    ],
  },
  simulate: {
    usage:
      'simulate [--port N] [--tls|--no-tls] [--dialect D] [--step-ms N] [--recipe NAME] [--seed N]',
    about: m.cli_simulate_about,
    more: () => [m.cli_simulate_more(), '', m.cli_simulate_recipes(), ...recipeLines()].join('\n'),
    examples: [
      ['klavi-tester simulate', m.cli_simulate_example],
      [
        'klavi-tester simulate --port 8443 --recipe answer-lost --json',
        m.cli_simulate_example_recipe,
      ],
      ['klavi-tester simulate --no-tls --step-ms 100 --seed 7', m.cli_simulate_example_http],
    ],
  },
  env: {
    usage:
      'env list | add NAME --origin URL | edit NAME | remove NAME | test NAME | export [NAME…] | import FILE|-',
    about: m.cli_env_about,
    more: m.cli_env_more,
    examples: [
      ['klavi-tester env list', m.cli_env_example],
      [
        'klavi-tester env add "Partner B" --origin https://bank.example:8443 --dialect g2 --risky',
        m.cli_env_example_add,
      ],
      ['klavi-tester env test sandbox --json', m.cli_env_example_test],
    ],
  },
  credentials: {
    usage: 'credentials set|test|delete|status|activate|confirm [--set-name NAME]',
    about: m.cli_credentials_about,
    more: m.cli_credentials_more,
    examples: [
      ['klavi-tester credentials set --env sandbox < keys.json', m.cli_credentials_example],
      ['klavi-tester credentials test --env sandbox', m.cli_credentials_example_test],
      [
        'klavi-tester credentials status --env sandbox --set-name "partner A"',
        m.cli_credentials_example_status,
      ],
    ],
  },
  history: {
    usage: 'history [--search T] [--limit N]',
    about: m.cli_history_about,
    more: m.cli_history_more,
    examples: [
      ['klavi-tester history --search rejected', m.cli_history_example],
      ['klavi-tester history --limit 100 --json', m.cli_history_example_json],
    ],
  },
}

/** The help of the whole program, or of one verb. */
export function helpText(verb?: Verb): string {
  return `${(verb === undefined ? overview() : verbPage(verb)).join('\n')}\n`
}

function overview(): string[] {
  const width = Math.max(...verbs.map((verb) => verb.length)) + 2
  return [
    m.cli_about(),
    '',
    `${m.cli_usage()} klavi-tester VERB [OPTION]…`,
    '',
    ...verbs.map((verb) => `  ${verb.padEnd(width)}${verbHelp[verb].about()}`),
    '',
    m.cli_options_everywhere(),
    ...optionLines(options.filter((option) => option.verbs === undefined)),
    '',
    m.cli_examples(),
    ...verbs.flatMap((verb) => exampleLines(verbHelp[verb].examples.slice(0, 1))),
    '',
    m.cli_environment_variables(),
    ...tableLines([
      ['KLAVI_TESTER_PROFILE', m.cli_var_profile()],
      ['KLAVI_ACCESS_KEY, KLAVI_SECRET_KEY', m.cli_var_keys()],
      ['KLAVI_TESTER_ENV_SIMULATOR_STEP_MS', m.cli_var_step()],
      ['KLAVI_VAR_NAME', m.cli_var_var()],
      ['HTTPS_PROXY, HTTP_PROXY, NO_PROXY', m.cli_var_proxy()],
    ]),
    '',
    `${m.cli_exit_codes()} ${m.cli_exit_codes_list()}`,
    m.cli_verb_help(),
  ]
}

function verbPage(verb: Verb): string[] {
  const help = verbHelp[verb]
  const own = options.filter((option) => option.verbs?.includes(verb))
  const shared = options.filter((option) => option.verbs === undefined && takes(option, verb))
  const about = help.about()
  return [
    `${about.slice(0, 1).toUpperCase()}${about.slice(1)}.`,
    '',
    `${m.cli_usage()} klavi-tester ${help.usage}`,
    '',
    ...help.more().split('\n'),
    '',
    ...(own.length === 0 ? [] : [m.cli_options(), ...optionLines(own), '']),
    m.cli_options_everywhere(),
    ...optionLines(shared),
    '',
    m.cli_examples(),
    ...exampleLines(help.examples),
  ]
}

const optionLines = (listed: readonly OptionSpec[]): string[] =>
  tableLines(
    listed.map(({ name, short, value, about }) => [
      `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
      about(),
    ]),
  )

const recipeLines = (): string[] =>
  tableLines(RECIPES.map((recipe) => [recipe.name, recipeWords(recipe)]))

function tableLines(rows: readonly [string, string][]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2
  return rows.map(([name, about]) => `  ${name.padEnd(width)}${about}`)
}

const exampleLines = (examples: VerbHelp['examples']): string[] =>
  examples.flatMap(([command, about]) => [`  ${command}`, `      ${about()}`])
