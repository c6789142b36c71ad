import type { Reason } from '../payments/timeline.ts'

/** Rejection codes with the words that a bank sends along (docs/klavi-api.md section 6). */
const TITLES: Record<string, string> = {
  SALDO_INSUFICIENTE: 'Saldo insuficiente',
  VALOR_ACIMA_LIMITE: 'Valor acima do limite',
  VALOR_INVALIDO: 'Valor inválido',
  COBRANCA_INVALIDA: 'Cobrança inválida',
  CONSENTIMENTO_INVALIDO: 'Consentimento inválido',
  PARAMETRO_NAO_INFORMADO: 'Parâmetro não informado',
  PARAMETRO_INVALIDO: 'Parâmetro inválido',
  NAO_INFORMADO: 'Motivo não informado',
  PAGAMENTO_DIVERGENTE_CONSENTIMENTO: 'Pagamento divergente do consentimento',
  DETALHE_PAGAMENTO_INVALIDO: 'Detalhe do pagamento inválido',
  FORMA_PAGAMENTO_INVALIDA: 'Forma de pagamento inválida',
  PAGAMENTO_RECUSADO_DETENTORA: 'Pagamento recusado pela detentora de conta',
  PAGAMENTO_RECUSADO_SPI: 'Pagamento recusado no SPI',
  ERRO_IDEMPOTENCIA: 'Erro de idempotência',
  CONSENTIMENTO_PENDENTE_AUTORIZACAO: 'Consentimento pendente de autorização',
  FALHA_INFRAESTRUTURA: 'Falha de infraestrutura',
  FALHA_INFRAESTRUTURA_SPI: 'Falha de infraestrutura do SPI',
  FALHA_INFRAESTRUTURA_DICT: 'Falha de infraestrutura do DICT',
  FALHA_INFRAESTRUTURA_ICP: 'Falha de infraestrutura da ICP',
  FALHA_INFRAESTRUTURA_PSP_RECEBEDOR: 'Falha de infraestrutura do PSP recebedor',
  FALHA_INFRAESTRUTURA_DETENTORA: 'Falha de infraestrutura da detentora',
  CONTAS_ORIGEM_DESTINO_IGUAIS: 'Contas de origem e destino iguais',
  TEMPO_EXPIRADO_AUTORIZACAO: 'Tempo expirado para autorização',
  TEMPO_EXPIRADO_CONSUMO: 'Tempo expirado para consumo',
  REJEITADO_USUARIO: 'Consentimento rejeitado pelo usuário',
  CONTA_NAO_PERMITE_PAGAMENTO: 'Conta não permite pagamento',
  QRCODE_INVALIDO: 'QR Code inválido',
  FALHA_AGENDAMENTO_PAGAMENTOS: 'Falha no agendamento de pagamentos',
}

/** Every rejection code that the simulator can send. */
export const REJECTION_CODES: readonly string[] = Object.keys(TITLES)

export function reasonFor(code: string): Reason {
  const title = TITLES[code] ?? code
  return { code, title, detail: `${title}.` }
}
