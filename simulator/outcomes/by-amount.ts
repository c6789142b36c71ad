import type { Outcome } from './outcome.ts'

/** One row of the table that the app and the documentation list. */
export interface AmountOutcome {
  centavos: number
  outcome: Outcome
  /** Where the row comes from: the Open Finance Brasil mock bank, or this simulator. */
  source: 'ofb' | 'simulator'
}

const ofb = (centavos: number, outcome: Outcome): AmountOutcome => ({
  centavos,
  outcome,
  source: 'ofb',
})

const own = (centavos: number, outcome: Outcome): AmountOutcome => ({
  centavos,
  outcome,
  source: 'simulator',
})

const consentRejected = (code: string): Outcome => ({ kind: 'consent-rejected', code })
const paymentRejected = (code: string): Outcome => ({ kind: 'payment-rejected', code })
const refused = (code: string | null): Outcome => ({ kind: 'refused', code })
const stuck = (at: string): Outcome => ({ kind: 'stuck', at })

/**
 * Outcomes by amount. The first rows are the Open Finance Brasil mock bank's
 * (docs/klavi-api.md section 8); Klavi's API has one POST where the bank has two (consent and
 * payment), so both kinds of 422 are answered to it. R$ 900.xx are this simulator's own.
 */
export const AMOUNT_OUTCOMES: readonly AmountOutcome[] = [
  ofb(10422_00, refused(null)),
  ofb(10422_01, refused('DETALHE_PAGAMENTO_INVALIDO')),
  ofb(10422_02, refused('FORMA_PAGAMENTO_INVALIDA')),
  ofb(10429_00, { kind: 'outage', httpStatus: 429 }),
  ofb(10504_00, { kind: 'outage', httpStatus: 504 }),
  ofb(300_01, consentRejected('VALOR_INVALIDO')),
  ofb(300_02, consentRejected('NAO_INFORMADO')),
  ofb(300_03, consentRejected('FALHA_INFRAESTRUTURA')),
  ofb(300_04, consentRejected('TEMPO_EXPIRADO_CONSUMO')),
  ofb(300_05, consentRejected('CONTA_NAO_PERMITE_PAGAMENTO')),
  ofb(300_06, consentRejected('SALDO_INSUFICIENTE')),
  ofb(300_07, consentRejected('VALOR_ACIMA_LIMITE')),
  ofb(300_08, consentRejected('QRCODE_INVALIDO')),
  ofb(20422_00, refused(null)),
  ofb(20422_01, refused('DETALHE_PAGAMENTO_INVALIDO')),
  ofb(20422_02, refused('VALOR_INVALIDO')),
  ofb(20422_03, refused('PAGAMENTO_DIVERGENTE_CONSENTIMENTO')),
  ofb(20201_00, paymentRejected('DETALHE_PAGAMENTO_INVALIDO')),
  ofb(20201_10, paymentRejected('PAGAMENTO_RECUSADO_DETENTORA')),
  ofb(20201_20, paymentRejected('VALOR_INVALIDO')),
  ofb(20201_30, paymentRejected('VALOR_ACIMA_LIMITE')),
  ofb(20201_50, paymentRejected('COBRANCA_INVALIDA')),
  ofb(999999999_99, paymentRejected('SALDO_INSUFICIENTE')),
  ofb(12345_67, { kind: 'held' }),
  own(900_01, { kind: 'error', code: 'FALHA_INFRAESTRUTURA' }),
  own(900_02, { kind: 'canceled' }),
  own(900_03, { kind: 'expired' }),
  own(900_04, { kind: 'unknown-status', status: 'PAYMENT_UNDER_REVIEW' }),
  own(900_05, { kind: 'skipped' }),
  own(900_06, { kind: 'regressed' }),
  own(900_07, { kind: 'flips-back' }),
  own(900_08, { kind: 'out-of-order' }),
  own(900_09, { kind: 'unknown-status', status: 'CONSENT_AUTHORIED' }),
  own(900_10, { kind: 'scheduled' }),
  own(900_11, { kind: 'partially-accepted' }),
  own(900_12, { kind: 'consent-unanswered' }),
  own(900_13, consentRejected('REJEITADO_USUARIO')),
  own(900_14, { kind: 'long-way' }),
  own(900_20, stuck('ENQUEUED')),
  own(900_21, stuck('CONSENT_AWAITING_AUTHORIZATION')),
  own(900_22, stuck('CONSENT_AUTHORIZED')),
  own(900_23, stuck('PAYMENT_PENDING')),
  own(900_24, stuck('PAYMENT_SETTLEMENT_PROCESSING')),
  own(900_40, paymentRejected('CONSENTIMENTO_INVALIDO')),
  own(900_41, paymentRejected('PARAMETRO_NAO_INFORMADO')),
  own(900_42, paymentRejected('PARAMETRO_INVALIDO')),
  own(900_43, paymentRejected('NAO_INFORMADO')),
  own(900_44, paymentRejected('PAGAMENTO_DIVERGENTE_CONSENTIMENTO')),
  own(900_45, paymentRejected('PAGAMENTO_RECUSADO_SPI')),
  own(900_46, paymentRejected('ERRO_IDEMPOTENCIA')),
  own(900_47, paymentRejected('CONSENTIMENTO_PENDENTE_AUTORIZACAO')),
  own(900_48, paymentRejected('FALHA_INFRAESTRUTURA')),
  own(900_49, paymentRejected('FALHA_INFRAESTRUTURA_SPI')),
  own(900_50, paymentRejected('FALHA_INFRAESTRUTURA_DICT')),
  own(900_51, paymentRejected('FALHA_INFRAESTRUTURA_ICP')),
  own(900_52, paymentRejected('FALHA_INFRAESTRUTURA_PSP_RECEBEDOR')),
  own(900_53, paymentRejected('FALHA_INFRAESTRUTURA_DETENTORA')),
  own(900_54, paymentRejected('CONTAS_ORIGEM_DESTINO_IGUAIS')),
  own(900_55, consentRejected('TEMPO_EXPIRADO_AUTORIZACAO')),
  own(900_56, paymentRejected('FALHA_AGENDAMENTO_PAGAMENTOS')),
]

const byCentavos = new Map(AMOUNT_OUTCOMES.map((row) => [row.centavos, row.outcome]))

/** The outcome that this amount asks for, if any. */
export function outcomeByAmount(centavos: number): Outcome | null {
  return byCentavos.get(centavos) ?? null
}
