import { m } from './index.ts'

export type Severity = 'info' | 'warning' | 'error'
/** Where the window can lead the person for a remedy. */
export type Remedy = 'credentials' | 'payment' | 'watch' | 'history' | null

type Values = Record<string, string | number>
type Sentence = (values: Values) => string

export interface ErrorEntry {
  sentence: Sentence
  hint: Sentence
  severity: Severity
  /** May the same thing be tried again as it is, with a chance of another end? Never true of a payment's POST. */
  retryable: boolean
  remedy: Remedy
  /** Exit code of the command line (docs/cli.md). */
  exitCode: 1 | 2 | 3 | 4 | 5 | 130
}

const entry = (
  sentence: (values: never) => string,
  hint: (values: never) => string,
  exitCode: ErrorEntry['exitCode'],
  rest: Partial<Pick<ErrorEntry, 'severity' | 'retryable' | 'remedy'>> = {},
): ErrorEntry => ({
  sentence: sentence as Sentence,
  hint: hint as Sentence,
  severity: 'error',
  retryable: false,
  remedy: null,
  exitCode,
  ...rest,
})

const phaseWords: Readonly<Record<string, () => string>> = {
  dns: m.timeout_phase_dns,
  connect: m.timeout_phase_connect,
  proxy: m.timeout_phase_proxy,
  tls: m.timeout_phase_tls,
  'first-byte': m.timeout_phase_first_byte,
  total: m.timeout_phase_total,
}

function withPhase({ host, phase }: { host: string; phase: string }): string {
  return m.error_timeout({ host, phase: phaseWords[phase]?.() ?? phase })
}

/** An old PFX can be re-exported; any other fault of a client certificate needs another file or passphrase. */
function clientCertificateHint({ name, problem }: { name: string; problem?: string }): string {
  if (problem !== 'old-algorithms') return m.error_client_certificate_hint()
  return m.error_client_certificate_old_hint({ name })
}

/**
 * The one table that turns an error code into a human sentence, a hint, a severity and a remedy, for window and
 * terminal alike. Its keys are the closed union of error codes.
 */
export const errorTable = {
  dns: entry(m.error_dns, m.error_dns_hint, 4, { retryable: true }),
  connect: entry(m.error_connect, m.error_connect_hint, 4, { retryable: true }),
  tls: entry(m.error_tls, m.error_tls_hint, 4),
  timeout: entry(withPhase, m.error_timeout_hint, 4, { retryable: true }),
  reset: entry(m.error_reset, m.error_reset_hint, 4, { retryable: true }),
  aborted: entry(m.error_aborted, m.error_aborted_hint, 130, { severity: 'info', retryable: true }),
  'too-large': entry(m.error_too_large, m.error_too_large_hint, 4),
  'redirect-refused': entry(m.error_redirect_refused, m.error_redirect_refused_hint, 4),
  proxy: entry(m.error_proxy, m.error_proxy_hint, 4),
  'proxy-auth': entry(m.error_proxy_auth, m.error_proxy_auth_hint, 4),
  'client-certificate': entry(m.error_client_certificate, clientCertificateHint, 3),
  'malformed-http': entry(m.error_malformed_http, m.error_malformed_http_hint, 4),
  'malformed-body': entry(m.error_malformed_body, m.error_malformed_body_hint, 4),
  'http-bad-request': entry(m.error_http_bad_request, m.error_http_bad_request_hint, 2, {
    remedy: 'payment',
  }),
  'http-unauthorized': entry(m.error_http_unauthorized, m.error_http_unauthorized_hint, 3, {
    remedy: 'credentials',
  }),
  'http-forbidden': entry(m.error_http_forbidden, m.error_http_forbidden_hint, 3),
  'http-not-found': entry(m.error_http_not_found, m.error_http_not_found_hint, 1),
  'http-conflict': entry(m.error_http_conflict, m.error_http_conflict_hint, 1, {
    remedy: 'history',
  }),
  'http-business': entry(m.error_http_business, m.error_http_business_hint, 1),
  'http-rate-limited': entry(m.error_http_rate_limited, m.error_http_rate_limited_hint, 4, {
    retryable: true,
  }),
  'http-client': entry(m.error_http_client, m.error_http_client_hint, 1),
  'http-server': entry(m.error_http_server, m.error_http_server_hint, 4, { retryable: true }),
  'http-unexpected': entry(m.error_http_unexpected, m.error_http_unexpected_hint, 4),
  'foreign-origin': entry(m.error_foreign_origin, m.error_foreign_origin_hint, 2),
  'unsupported-call': entry(m.error_unsupported_call, m.error_unsupported_call_hint, 2),
  'not-cancelled': entry(m.error_not_cancelled, m.error_not_cancelled_hint, 1),
  'invalid-document': entry(m.error_invalid_document, m.error_invalid_document_hint, 2),
  'body-unknown': entry(m.error_body_unknown, m.error_body_unknown_hint, 2),
  'outcome-unknown': entry(m.error_outcome_unknown, m.error_outcome_unknown_hint, 5, {
    severity: 'warning',
    remedy: 'watch',
  }),
  'no-credential': entry(m.error_no_credential, m.error_no_credential_hint, 3, {
    remedy: 'credentials',
  }),
  'credential-origin': entry(m.error_credential_origin, m.error_credential_origin_hint, 3, {
    remedy: 'credentials',
  }),
  'credential-lost': entry(m.error_credential_lost, m.error_credential_lost_hint, 3, {
    remedy: 'credentials',
  }),
  'credential-changed': entry(m.error_credential_changed, m.error_credential_changed_hint, 3, {
    remedy: 'credentials',
  }),
  'credential-set': entry(m.error_credential_set, m.error_credential_set_hint, 2),
  'environment-invalid': entry(m.error_environment_invalid, m.error_environment_invalid_hint, 2),
  'environment-fixed': entry(m.error_environment_fixed, m.error_environment_fixed_hint, 2),
  'origin-look-alike': entry(m.error_origin_look_alike, m.error_origin_look_alike_hint, 2),
  'import-unreadable': entry(m.error_import_unreadable, m.error_import_unreadable_hint, 2),
  'file-failed': entry(m.error_file_failed, m.error_file_failed_hint, 2),
  'guard-name': entry(m.error_guard_name, m.error_guard_name_hint, 2),
  'override-reason': entry(m.error_override_reason, m.error_override_reason_hint, 2),
  'readiness-missing': entry(m.error_readiness_missing, m.error_readiness_missing_hint, 2, {
    severity: 'warning',
  }),
  'confirmation-missing': entry(
    m.error_confirmation_missing,
    m.error_confirmation_missing_hint,
    2,
    {
      severity: 'warning',
      remedy: 'payment',
    },
  ),
  'confirmation-differs': entry(
    m.error_confirmation_differs,
    m.error_confirmation_differs_hint,
    2,
    {
      remedy: 'payment',
    },
  ),
  'amount-unreadable': entry(m.error_amount_unreadable, m.error_amount_unreadable_hint, 2, {
    remedy: 'payment',
  }),
  'vault-locked': entry(m.error_vault_locked, m.error_vault_locked_hint, 3, { retryable: true }),
  'vault-denied': entry(m.error_vault_denied, m.error_vault_denied_hint, 3, { retryable: true }),
  'vault-unavailable': entry(m.error_vault_unavailable, m.error_vault_unavailable_hint, 3),
  'journal-unavailable': entry(m.error_journal_unavailable, m.error_journal_unavailable_hint, 4),
  'answer-unsaved': entry(m.error_answer_unsaved, m.error_answer_unsaved_hint, 4, {
    severity: 'warning',
  }),
  'payment-sending': entry(m.error_payment_sending, m.error_payment_sending_hint, 1, {
    severity: 'warning',
  }),
  'invalid-input': entry(m.error_invalid_input, m.error_invalid_input_hint, 2),
  'payload-invalid': entry(m.error_payload_invalid, m.error_payload_invalid_hint, 2, {
    remedy: 'payment',
  }),
  'preset-exists': entry(m.error_preset_exists, m.error_preset_exists_hint, 2),
  'preset-secret': entry(m.error_preset_secret, m.error_preset_secret_hint, 2),
  'preset-unknown': entry(m.error_preset_unknown, m.error_preset_unknown_hint, 2),
  'matrix-guarded': entry(m.error_matrix_guarded, m.error_matrix_guarded_hint, 2),
  'unknown-environment': entry(m.error_unknown_environment, m.error_unknown_environment_hint, 2),
  'unknown-payment': entry(m.error_unknown_payment, m.error_unknown_payment_hint, 2),
  'unknown-run': entry(m.error_unknown_run, m.error_unknown_run_hint, 2),
  'readiness-running': entry(m.error_readiness_running, m.error_readiness_running_hint, 1),
  'report-folder': entry(m.error_report_folder, m.error_report_folder_hint, 2),
  'report-unreadable': entry(m.error_report_unreadable, m.error_report_unreadable_hint, 2),
  'scenario-invalid': entry(m.error_scenario_invalid, m.error_scenario_invalid_hint, 2),
  'scenarios-running': entry(m.error_scenarios_running, m.error_scenarios_running_hint, 1),
  'scenario-exists': entry(m.error_scenario_exists, m.error_scenario_exists_hint, 2),
  'unknown-scenario': entry(m.error_unknown_scenario, m.error_unknown_scenario_hint, 2),
  'body-unreadable': entry(m.error_body_unreadable, m.error_body_unreadable_hint, 2, {
    retryable: true,
  }),
  'unknown-exchange': entry(m.error_unknown_exchange, m.error_unknown_exchange_hint, 2),
  'unknown-webhook': entry(m.error_unknown_webhook, m.error_unknown_webhook_hint, 2),
  'inbox-port': entry(m.error_inbox_port, m.error_inbox_port_hint, 4, { retryable: true }),
  'inbox-off': entry(m.error_inbox_off, m.error_inbox_off_hint, 2),
  'import-foreign': entry(m.error_import_foreign, m.error_import_foreign_hint, 2),
  file: entry(m.error_file, m.error_file_hint, 4, { retryable: true }),
  'watch-owned': entry(m.error_watch_owned, m.error_watch_owned_hint, 1, { severity: 'warning' }),
  'runtime-untrusted': entry(m.error_runtime_untrusted, m.error_runtime_untrusted_hint, 2, {
    severity: 'warning',
  }),
  'production-locked': entry(m.error_production_locked, m.error_production_locked_hint, 2, {
    severity: 'warning',
  }),
  'simulator-port': entry(m.error_simulator_port, m.error_simulator_port_hint, 4, {
    retryable: true,
  }),
  'simulator-failed': entry(m.error_simulator_failed, m.error_simulator_failed_hint, 4),
  'insecure-origin': entry(m.error_insecure_origin, m.error_insecure_origin_hint, 2),
  'untrusted-sender': entry(m.error_untrusted_sender, m.error_untrusted_sender_hint, 1),
  'unknown-channel': entry(m.error_unknown_channel, m.error_unknown_channel_hint, 2),
  internal: entry(m.error_internal, m.error_internal_hint, 1),
} satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof errorTable

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorTable, code)

/** The sentence and the hint of a code, in the language in force. Values fill the sentence's places. */
export function explainError(
  code: ErrorCode,
  values: Values = {},
): { message: string; hint: string } {
  const found: ErrorEntry = errorTable[code]
  return { message: found.sentence(values), hint: found.hint(values) }
}
