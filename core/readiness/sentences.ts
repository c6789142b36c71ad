import { m } from '../../messages/index.ts'

/** Fills a sentence in. Values that a sentence does not name are left out. */
export type Sentence = (values: never) => string

/** Made when it is asked for: a bundle may load this before the catalogue. */
function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/*
 * The sentences of the catalogue by the names of checks and reasons. Written out, so that what does not need them does
 * not carry them; test/unit/core/readiness/words.test.ts keeps them complete.
 */

interface CheckWords {
  title: Sentence
  proves: Sentence
  how: Sentence
}

export const checkWords = once((): Readonly<Record<string, CheckWords>> => ({
  'https-only': {
    title: m.check_https_only_title,
    proves: m.check_https_only_proves,
    how: m.check_https_only_how,
  },
  'tls-quality': {
    title: m.check_tls_quality_title,
    proves: m.check_tls_quality_proves,
    how: m.check_tls_quality_how,
  },
  'auth-good': {
    title: m.check_auth_good_title,
    proves: m.check_auth_good_proves,
    how: m.check_auth_good_how,
  },
  'auth-wrong-secret': {
    title: m.check_auth_wrong_secret_title,
    proves: m.check_auth_wrong_secret_proves,
    how: m.check_auth_wrong_secret_how,
  },
  'auth-empty-keys': {
    title: m.check_auth_empty_keys_title,
    proves: m.check_auth_empty_keys_proves,
    how: m.check_auth_empty_keys_how,
  },
  'token-shape': {
    title: m.check_token_shape_title,
    proves: m.check_token_shape_proves,
    how: m.check_token_shape_how,
  },
  'token-lifetime': {
    title: m.check_token_lifetime_title,
    proves: m.check_token_lifetime_proves,
    how: m.check_token_lifetime_how,
  },
  'token-required': {
    title: m.check_token_required_title,
    proves: m.check_token_required_proves,
    how: m.check_token_required_how,
  },
  'token-broken': {
    title: m.check_token_broken_title,
    proves: m.check_token_broken_proves,
    how: m.check_token_broken_how,
  },
  'token-expired': {
    title: m.check_token_expired_title,
    proves: m.check_token_expired_proves,
    how: m.check_token_expired_how,
  },
  'token-refresh': {
    title: m.check_token_refresh_title,
    proves: m.check_token_refresh_proves,
    how: m.check_token_refresh_how,
  },
  'participants-listed': {
    title: m.check_participants_listed_title,
    proves: m.check_participants_listed_proves,
    how: m.check_participants_listed_how,
  },
  'participants-unique': {
    title: m.check_participants_unique_title,
    proves: m.check_participants_unique_proves,
    how: m.check_participants_unique_how,
  },
  'happy-path': {
    title: m.check_happy_path_title,
    proves: m.check_happy_path_proves,
    how: m.check_happy_path_how,
  },
  'payment-minimal': {
    title: m.check_payment_minimal_title,
    proves: m.check_payment_minimal_proves,
    how: m.check_payment_minimal_how,
  },
  'participant-accepted': {
    title: m.check_participant_accepted_title,
    proves: m.check_participant_accepted_proves,
    how: m.check_participant_accepted_how,
  },
  'consent-url': {
    title: m.check_consent_url_title,
    proves: m.check_consent_url_proves,
    how: m.check_consent_url_how,
  },
  'consent-once': {
    title: m.check_consent_once_title,
    proves: m.check_consent_once_proves,
    how: m.check_consent_once_how,
  },
  'consent-in-time': {
    title: m.check_consent_in_time_title,
    proves: m.check_consent_in_time_proves,
    how: m.check_consent_in_time_how,
  },
  'path-consent-rejected': {
    title: m.check_path_consent_rejected_title,
    proves: m.check_path_consent_rejected_proves,
    how: m.check_path_consent_rejected_how,
  },
  'path-payment-rejected': {
    title: m.check_path_payment_rejected_title,
    proves: m.check_path_payment_rejected_proves,
    how: m.check_path_payment_rejected_how,
  },
  'path-error': {
    title: m.check_path_error_title,
    proves: m.check_path_error_proves,
    how: m.check_path_error_how,
  },
  'status-unknown-id': {
    title: m.check_status_unknown_id_title,
    proves: m.check_status_unknown_id_proves,
    how: m.check_status_unknown_id_how,
  },
  'unknown-outcome': {
    title: m.check_unknown_outcome_title,
    proves: m.check_unknown_outcome_proves,
    how: m.check_unknown_outcome_how,
  },
  'redirect-optional': {
    title: m.check_redirect_optional_title,
    proves: m.check_redirect_optional_proves,
    how: m.check_redirect_optional_how,
  },
  'utf-8': { title: m.check_utf_8_title, proves: m.check_utf_8_proves, how: m.check_utf_8_how },
  method: { title: m.check_method_title, proves: m.check_method_proves, how: m.check_method_how },
  missing: {
    title: m.check_missing_title,
    proves: m.check_missing_proves,
    how: m.check_missing_how,
  },
  'wrong-types': {
    title: m.check_wrong_types_title,
    proves: m.check_wrong_types_proves,
    how: m.check_wrong_types_how,
  },
  'duplicate-external-id': {
    title: m.check_duplicate_external_id_title,
    proves: m.check_duplicate_external_id_proves,
    how: m.check_duplicate_external_id_how,
  },
  'content-types': {
    title: m.check_content_types_title,
    proves: m.check_content_types_proves,
    how: m.check_content_types_how,
  },
  encoding: {
    title: m.check_encoding_title,
    proves: m.check_encoding_proves,
    how: m.check_encoding_how,
  },
  'answers-whole': {
    title: m.check_answers_whole_title,
    proves: m.check_answers_whole_proves,
    how: m.check_answers_whole_how,
  },
  'no-server-errors': {
    title: m.check_no_server_errors_title,
    proves: m.check_no_server_errors_proves,
    how: m.check_no_server_errors_how,
  },
  'polling-rhythm': {
    title: m.check_polling_rhythm_title,
    proves: m.check_polling_rhythm_proves,
    how: m.check_polling_rhythm_how,
  },
  'token-holds': {
    title: m.check_token_holds_title,
    proves: m.check_token_holds_proves,
    how: m.check_token_holds_how,
  },
  latency: {
    title: m.check_latency_title,
    proves: m.check_latency_proves,
    how: m.check_latency_how,
  },
  'errors-readable': {
    title: m.check_errors_readable_title,
    proves: m.check_errors_readable_proves,
    how: m.check_errors_readable_how,
  },
  'secrets-kept': {
    title: m.check_secrets_kept_title,
    proves: m.check_secrets_kept_proves,
    how: m.check_secrets_kept_how,
  },
  clock: { title: m.check_clock_title, proves: m.check_clock_proves, how: m.check_clock_how },
  'webhooks-signed': {
    title: m.check_webhooks_signed_title,
    proves: m.check_webhooks_signed_proves,
    how: m.check_webhooks_signed_how,
  },
  'drift-summary': {
    title: m.check_drift_summary_title,
    proves: m.check_drift_summary_proves,
    how: m.check_drift_summary_how,
  },
}))

export const reasonSentences = once((): Readonly<Record<string, Sentence>> => ({
  https: m.check_reason_https,
  http: m.check_reason_http,
  'http-loopback': m.check_reason_http_loopback,
  'tls-unseen': m.check_reason_tls_unseen,
  'tls-old': m.check_reason_tls_old,
  'certificate-ends': m.check_reason_certificate_ends,
  tls: m.check_reason_tls,
  call: m.check_reason_call,
  answered: m.check_reason_answered,
  error: m.check_reason_error,
  'no-token': m.check_reason_no_token,
  refused: m.check_reason_refused,
  'not-refused': m.check_reason_not_refused,
  'refused-otherwise': m.check_reason_refused_otherwise,
  'no-jwt': m.check_reason_no_jwt,
  'jwt-unsigned': m.check_reason_jwt_unsigned,
  jwt: m.check_reason_jwt,
  'lifetime-unsaid': m.check_reason_lifetime_unsaid,
  'lifetime-over': m.check_reason_lifetime_over,
  'lifetime-differs': m.check_reason_lifetime_differs,
  lifetime: m.check_reason_lifetime,
  'token-long': m.check_reason_token_long,
  'token-same': m.check_reason_token_same,
  'token-new': m.check_reason_token_new,
  'no-list': m.check_reason_no_list,
  'list-cut': m.check_reason_list_cut,
  'no-participants': m.check_reason_no_participants,
  'no-such-bank': m.check_reason_no_such_bank,
  unnamed: m.check_reason_unnamed,
  listed: m.check_reason_listed,
  'ids-twice': m.check_reason_ids_twice,
  ids: m.check_reason_ids,
  'not-accepted': m.check_reason_not_accepted,
  accepted: m.check_reason_accepted,
  'accepted-as': m.check_reason_accepted_as,
  participant: m.check_reason_participant,
  'method-forbidden': m.check_reason_method_forbidden,
  'redirect-needed': m.check_reason_redirect_needed,
  'redirect-free': m.check_reason_redirect_free,
  'name-kept': m.check_reason_name_kept,
  'name-changed': m.check_reason_name_changed,
  'name-not-returned': m.check_reason_name_not_returned,
  'type-accepted': m.check_reason_type_accepted,
  'types-refused': m.check_reason_types_refused,
  'accepted-twice': m.check_reason_accepted_twice,
  'status-unseen': m.check_reason_status_unseen,
  'not-ended': m.check_reason_not_ended,
  'ended-as': m.check_reason_ended_as,
  'in-order': m.check_reason_in_order,
  'skipped-forward': m.check_reason_skipped_forward,
  order: m.check_reason_order,
  'no-reason': m.check_reason_no_reason,
  'ended-with': m.check_reason_ended_with,
  'no-trigger': m.check_reason_no_trigger,
  'outcome-not-known': m.check_reason_outcome_not_known,
  'person-authorise': m.check_reason_person_authorise,
  'person-reject': m.check_reason_person_reject,
  'consent-absent': m.check_reason_consent_absent,
  'consent-not-awaited': m.check_reason_consent_not_awaited,
  'consent-no-url': m.check_reason_consent_no_url,
  'consent-insecure': m.check_reason_consent_insecure,
  'consent-elsewhere': m.check_reason_consent_elsewhere,
  'consent-given': m.check_reason_consent_given,
  'consent-person': m.check_reason_consent_person,
  'consent-closed': m.check_reason_consent_closed,
  'consent-once': m.check_reason_consent_once,
  'consent-again': m.check_reason_consent_again,
  'consent-after': m.check_reason_consent_after,
  'consent-late': m.check_reason_consent_late,
  arrived: m.check_reason_arrived,
  'not-resolved': m.check_reason_not_resolved,
  'nothing-seen': m.check_reason_nothing_seen,
  'types-several': m.check_reason_types_several,
  'type-other': m.check_reason_type_other,
  'charset-other': m.check_reason_charset_other,
  types: m.check_reason_types,
  bom: m.check_reason_bom,
  'not-utf8': m.check_reason_not_utf8,
  utf8: m.check_reason_utf8,
  cut: m.check_reason_cut,
  'not-json': m.check_reason_not_json,
  large: m.check_reason_large,
  whole: m.check_reason_whole,
  redirected: m.check_reason_redirected,
  'server-error': m.check_reason_server_error,
  'no-errors': m.check_reason_no_errors,
  'too-fast': m.check_reason_too_fast,
  polls: m.check_reason_polls,
  'token-dropped': m.check_reason_token_dropped,
  'token-held': m.check_reason_token_held,
  quick: m.check_reason_quick,
  slow: m.check_reason_slow,
  'error-mute': m.check_reason_error_mute,
  'errors-explained': m.check_reason_errors_explained,
  'secrets-echoed': m.check_reason_secrets_echoed,
  'no-secrets': m.check_reason_no_secrets,
  'clock-off': m.check_reason_clock_off,
  clock: m.check_reason_clock,
  'webhooks-unreachable': m.check_reason_webhooks_unreachable,
  'webhooks-none': m.check_reason_webhooks_none,
  'webhooks-unsigned': m.check_reason_webhooks_unsigned,
  'webhooks-untimed': m.check_reason_webhooks_untimed,
  webhooks: m.check_reason_webhooks,
  'no-drift': m.check_reason_no_drift,
  drift: m.check_reason_drift,
  blocked: m.check_reason_blocked,
  guarded: m.check_reason_guarded,
  cancelled: m.check_reason_cancelled,
}))
