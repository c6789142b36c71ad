import { m } from '../../messages/index.ts'

type Sentences = Readonly<Record<string, () => string>>

/*
 * The catalogue's sentences for codes of the API. Written out, so that the bundle holds these and not every text of the
 * window; test/unit/cli/output/code-words.test.ts keeps them complete.
 */

export const statusSentences: Sentences = {
  PREPARING: m.status_PREPARING,
  STARTED: m.status_STARTED,
  ENQUEUED: m.status_ENQUEUED,
  CONSENT_AWAITING_AUTHORIZATION: m.status_CONSENT_AWAITING_AUTHORIZATION,
  CONSENT_AUTHORIZED: m.status_CONSENT_AUTHORIZED,
  CONSENT_REJECTED: m.status_CONSENT_REJECTED,
  PAYMENT_PENDING: m.status_PAYMENT_PENDING,
  PAYMENT_PARTIALLY_ACCEPTED: m.status_PAYMENT_PARTIALLY_ACCEPTED,
  PAYMENT_READY_FOR_SETTLEMENT: m.status_PAYMENT_READY_FOR_SETTLEMENT,
  PAYMENT_SETTLEMENT_PROCESSING: m.status_PAYMENT_SETTLEMENT_PROCESSING,
  PAYMENT_SETTLEMENT_DEBTOR_ACCOUNT: m.status_PAYMENT_SETTLEMENT_DEBTOR_ACCOUNT,
  PAYMENT_SCHEDULED: m.status_PAYMENT_SCHEDULED,
  PAYMENT_COMPLETED: m.status_PAYMENT_COMPLETED,
  PAYMENT_REJECTED: m.status_PAYMENT_REJECTED,
  ERROR: m.status_ERROR,
  CANCELED: m.status_CANCELED,
  EXPIRED: m.status_EXPIRED,
}

/** Rejection codes of Open Finance Brasil (docs/klavi-api.md §6). */
export const reasonSentences: Sentences = {
  SALDO_INSUFICIENTE: m.reason_SALDO_INSUFICIENTE,
  VALOR_ACIMA_LIMITE: m.reason_VALOR_ACIMA_LIMITE,
  VALOR_INVALIDO: m.reason_VALOR_INVALIDO,
  COBRANCA_INVALIDA: m.reason_COBRANCA_INVALIDA,
  CONSENTIMENTO_INVALIDO: m.reason_CONSENTIMENTO_INVALIDO,
  PARAMETRO_NAO_INFORMADO: m.reason_PARAMETRO_NAO_INFORMADO,
  PARAMETRO_INVALIDO: m.reason_PARAMETRO_INVALIDO,
  NAO_INFORMADO: m.reason_NAO_INFORMADO,
  PAGAMENTO_DIVERGENTE_CONSENTIMENTO: m.reason_PAGAMENTO_DIVERGENTE_CONSENTIMENTO,
  DETALHE_PAGAMENTO_INVALIDO: m.reason_DETALHE_PAGAMENTO_INVALIDO,
  FORMA_PAGAMENTO_INVALIDA: m.reason_FORMA_PAGAMENTO_INVALIDA,
  PAGAMENTO_RECUSADO_DETENTORA: m.reason_PAGAMENTO_RECUSADO_DETENTORA,
  PAGAMENTO_RECUSADO_SPI: m.reason_PAGAMENTO_RECUSADO_SPI,
  ERRO_IDEMPOTENCIA: m.reason_ERRO_IDEMPOTENCIA,
  CONSENTIMENTO_PENDENTE_AUTORIZACAO: m.reason_CONSENTIMENTO_PENDENTE_AUTORIZACAO,
  FALHA_INFRAESTRUTURA: m.reason_FALHA_INFRAESTRUTURA,
  FALHA_INFRAESTRUTURA_SPI: m.reason_FALHA_INFRAESTRUTURA_SPI,
  FALHA_INFRAESTRUTURA_DICT: m.reason_FALHA_INFRAESTRUTURA_DICT,
  FALHA_INFRAESTRUTURA_ICP: m.reason_FALHA_INFRAESTRUTURA_ICP,
  FALHA_INFRAESTRUTURA_PSP_RECEBEDOR: m.reason_FALHA_INFRAESTRUTURA_PSP_RECEBEDOR,
  FALHA_INFRAESTRUTURA_DETENTORA: m.reason_FALHA_INFRAESTRUTURA_DETENTORA,
  CONTAS_ORIGEM_DESTINO_IGUAIS: m.reason_CONTAS_ORIGEM_DESTINO_IGUAIS,
  TEMPO_EXPIRADO_AUTORIZACAO: m.reason_TEMPO_EXPIRADO_AUTORIZACAO,
  TEMPO_EXPIRADO_CONSUMO: m.reason_TEMPO_EXPIRADO_CONSUMO,
  REJEITADO_USUARIO: m.reason_REJEITADO_USUARIO,
  CONTA_NAO_PERMITE_PAGAMENTO: m.reason_CONTA_NAO_PERMITE_PAGAMENTO,
  QRCODE_INVALIDO: m.reason_QRCODE_INVALIDO,
  FALHA_AGENDAMENTO_PAGAMENTOS: m.reason_FALHA_AGENDAMENTO_PAGAMENTOS,
}

export const stateSentences: Sentences = {
  intent: m.state_intent,
  unknown: m.state_unknown,
  refused: m.state_refused,
  accepted: m.state_accepted,
  completed: m.state_completed,
  rejected: m.state_rejected,
  error: m.state_error,
  canceled: m.state_canceled,
  expired: m.state_expired,
  stopped: m.state_stopped,
  unsent: m.state_unsent,
}

export const orderSentences: Sentences = {
  kept: m.order_kept,
  skipped: m.order_skipped,
  regressed: m.order_regressed,
  'unknown-status': m.order_unknown_status,
}
