/** What the simulator makes of an amount, as far as a person wants to know before sending. */
export interface OutcomeAmount {
  centavos: number
  kind:
    | 'completed'
    | 'refused'
    | 'outage'
    | 'consent-rejected'
    | 'payment-rejected'
    | 'error'
    | 'held'
    | 'canceled'
    | 'expired'
    | 'unknown-status'
    | 'skipped'
    | 'regressed'
    | 'flips-back'
    | 'out-of-order'
    | 'scheduled'
    | 'partially-accepted'
    | 'consent-unanswered'
    | 'long-way'
    | 'stuck'
  /** The rejection's code, the status, or the HTTP status. */
  detail?: string
}

const rows = (kind: OutcomeAmount['kind'], ...list: [number, string?][]): OutcomeAmount[] =>
  list.map(([centavos, detail]) => ({ centavos, kind, ...(detail !== undefined && { detail }) }))

/**
 * The amounts of docs/klavi-api.md §8 (the mock bank of Open Finance Brasil) and the simulator's own, R$ 900.xx. The
 * simulator shares no code with the core; a test holds the two tables together.
 */
export const outcomeAmounts: readonly OutcomeAmount[] = [
  ...rows('completed', [48_00]),
  ...rows(
    'consent-rejected',
    [300_01, 'VALOR_INVALIDO'],
    [300_02, 'NAO_INFORMADO'],
    [300_03, 'FALHA_INFRAESTRUTURA'],
    [300_04, 'TEMPO_EXPIRADO_CONSUMO'],
    [300_05, 'CONTA_NAO_PERMITE_PAGAMENTO'],
    [300_06, 'SALDO_INSUFICIENTE'],
    [300_07, 'VALOR_ACIMA_LIMITE'],
    [300_08, 'QRCODE_INVALIDO'],
    [900_13, 'REJEITADO_USUARIO'],
    [900_55, 'TEMPO_EXPIRADO_AUTORIZACAO'],
  ),
  ...rows(
    'payment-rejected',
    [20201_00, 'DETALHE_PAGAMENTO_INVALIDO'],
    [20201_10, 'PAGAMENTO_RECUSADO_DETENTORA'],
    [20201_20, 'VALOR_INVALIDO'],
    [20201_30, 'VALOR_ACIMA_LIMITE'],
    [20201_50, 'COBRANCA_INVALIDA'],
    [999999999_99, 'SALDO_INSUFICIENTE'],
    [900_40, 'CONSENTIMENTO_INVALIDO'],
    [900_41, 'PARAMETRO_NAO_INFORMADO'],
    [900_42, 'PARAMETRO_INVALIDO'],
    [900_43, 'NAO_INFORMADO'],
    [900_44, 'PAGAMENTO_DIVERGENTE_CONSENTIMENTO'],
    [900_45, 'PAGAMENTO_RECUSADO_SPI'],
    [900_46, 'ERRO_IDEMPOTENCIA'],
    [900_47, 'CONSENTIMENTO_PENDENTE_AUTORIZACAO'],
    [900_48, 'FALHA_INFRAESTRUTURA'],
    [900_49, 'FALHA_INFRAESTRUTURA_SPI'],
    [900_50, 'FALHA_INFRAESTRUTURA_DICT'],
    [900_51, 'FALHA_INFRAESTRUTURA_ICP'],
    [900_52, 'FALHA_INFRAESTRUTURA_PSP_RECEBEDOR'],
    [900_53, 'FALHA_INFRAESTRUTURA_DETENTORA'],
    [900_54, 'CONTAS_ORIGEM_DESTINO_IGUAIS'],
    [900_56, 'FALHA_AGENDAMENTO_PAGAMENTOS'],
  ),
  ...rows(
    'refused',
    [10422_00],
    [10422_01, 'DETALHE_PAGAMENTO_INVALIDO'],
    [10422_02, 'FORMA_PAGAMENTO_INVALIDA'],
    [20422_00],
    [20422_01, 'DETALHE_PAGAMENTO_INVALIDO'],
    [20422_02, 'VALOR_INVALIDO'],
    [20422_03, 'PAGAMENTO_DIVERGENTE_CONSENTIMENTO'],
  ),
  ...rows('outage', [10429_00, '429'], [10504_00, '504']),
  ...rows('error', [900_01, 'FALHA_INFRAESTRUTURA']),
  ...rows('canceled', [900_02]),
  ...rows('expired', [900_03]),
  ...rows('unknown-status', [900_04, 'PAYMENT_UNDER_REVIEW'], [900_09, 'CONSENT_AUTHORIED']),
  ...rows('skipped', [900_05]),
  ...rows('regressed', [900_06]),
  ...rows('flips-back', [900_07]),
  ...rows('out-of-order', [900_08]),
  ...rows('scheduled', [900_10]),
  ...rows('partially-accepted', [900_11]),
  ...rows('consent-unanswered', [900_12]),
  ...rows('long-way', [900_14]),
  ...rows('held', [12345_67]),
  ...rows(
    'stuck',
    [900_20, 'ENQUEUED'],
    [900_21, 'CONSENT_AWAITING_AUTHORIZATION'],
    [900_22, 'CONSENT_AUTHORIZED'],
    [900_23, 'PAYMENT_PENDING'],
    [900_24, 'PAYMENT_SETTLEMENT_PROCESSING'],
  ),
]
