import { m } from '../../messages/index.ts'
import type { ClientVerb } from '../args/client-commands.ts'
import type { VerbHelp } from './help.ts'

/** The verbs for single calls of the API. */
export const clientHelp: Record<ClientVerb, VerbHelp> = {
  auth: {
    usage: 'auth',
    about: m.cli_auth_about,
    more: m.cli_auth_more,
    examples: [['klavi-tester auth --env sandbox', m.cli_auth_example]],
  },
  participants: {
    usage: 'participants [--search T] [--limit N]',
    about: m.cli_participants_about,
    more: m.cli_participants_more,
    examples: [
      ['klavi-tester participants --search itau', m.cli_participants_example],
      ['klavi-tester participants --limit 5 --json', m.cli_participants_example_json],
    ],
  },
  payment: {
    usage: 'payment ID',
    about: m.cli_payment_about,
    more: m.cli_payment_more,
    examples: [
      ['klavi-tester payment 8a0c2c5e-4f4e-4a57-9d0e-5f1f2b6f9c11', m.cli_payment_example],
    ],
  },
  cancel: {
    usage: 'cancel ID [--by CPF]',
    about: m.cli_cancel_about,
    more: m.cli_cancel_more,
    examples: [
      [
        'klavi-tester cancel 8a0c2c5e-4f4e-4a57-9d0e-5f1f2b6f9c11 --by 52998224725',
        m.cli_cancel_example,
      ],
    ],
  },
  request: {
    usage: 'request METHOD PATH [--query name=value]… [--body FILE|-] [--confirm-amount R$]',
    about: m.cli_request_about,
    more: m.cli_request_more,
    examples: [
      ['klavi-tester request GET /participants --query limit=2', m.cli_request_example],
      ['klavi-tester request POST /scheduled --body scheduled.json', m.cli_request_example_post],
      ['klavi-tester request POST /whitelabel --body - < link.json', m.cli_request_example_link],
    ],
  },
  drift: {
    usage: 'drift [--as json|markdown] [--clear]',
    about: m.cli_drift_about,
    more: m.cli_drift_more,
    examples: [
      ['klavi-tester drift --env sandbox', m.cli_drift_example],
      ['klavi-tester drift --as markdown > drift.md', m.cli_drift_example_markdown],
    ],
  },
}
