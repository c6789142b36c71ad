/** Languages of the pages for payers. */
export type PageLanguage = 'en' | 'pt-BR'

const en = {
  sandbox: 'Simulated bank – no money moves',
  authorizePayment: 'authorize payment',
  amount: 'Amount',
  payer: 'Payer',
  order: 'Order',
  authorize: 'Authorize',
  reject: 'Reject',
  noPage: 'No such page',
  noPageText: 'This consent link is unknown.',
  opened: 'This link was already opened',
  openedText: 'A consent link opens once. Start the payment again.',
  nothing: 'Nothing to authorize',
  nothingText: 'The payment is not waiting for an authorization:',
  tooOld: 'This link is too old',
  tooOldText: 'A consent link opens within 60 seconds. Start the payment again.',
  foreign: 'Not this page',
  foreignText: 'The answer came from another page.',
  tooLate: 'Too late',
  tooLateText: 'The payment went on without this answer:',
  authorized: 'Authorized',
  authorizedText: 'You can close this page.',
  rejected: 'Rejected',
  rejectedText: 'The payment was not authorized. You can close this page.',
}

export type PageWords = typeof en

const ptBR: PageWords = {
  sandbox: 'Banco simulado – nenhum dinheiro é movimentado',
  authorizePayment: 'autorizar pagamento',
  amount: 'Valor',
  payer: 'Pagador',
  order: 'Pedido',
  authorize: 'Autorizar',
  reject: 'Recusar',
  noPage: 'Página inexistente',
  noPageText: 'Este link de consentimento é desconhecido.',
  opened: 'Este link já foi aberto',
  openedText: 'Um link de consentimento abre uma única vez. Inicie o pagamento de novo.',
  nothing: 'Nada a autorizar',
  nothingText: 'O pagamento não está aguardando autorização:',
  tooOld: 'Este link expirou',
  tooOldText: 'Um link de consentimento abre em até 60 segundos. Inicie o pagamento de novo.',
  foreign: 'Não é esta página',
  foreignText: 'A resposta veio de outra página.',
  tooLate: 'Tarde demais',
  tooLateText: 'O pagamento seguiu sem esta resposta:',
  authorized: 'Autorizado',
  authorizedText: 'Você pode fechar esta página.',
  rejected: 'Recusado',
  rejectedText: 'O pagamento não foi autorizado. Você pode fechar esta página.',
}

export const PAGE_WORDS: Record<PageLanguage, PageWords> = { en, 'pt-BR': ptBR }

/** The best of the two for an Accept-Language header (RFC 9110 section 12.5.4); English else. */
export function pageLanguage(header: string | undefined): PageLanguage {
  let best: { language: PageLanguage; weight: number } = { language: 'en', weight: 0 }
  for (const range of (header ?? '').split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';')
    const language = /^pt(-|$)/.test(tag) ? 'pt-BR' : /^en(-|$)/.test(tag) ? 'en' : null
    const q = parameters.map((it) => /^\s*q=([\d.]+)\s*$/.exec(it)?.[1]).find(Boolean)
    const weight = q === undefined ? 1 : Number(q)
    if (language !== null && weight > best.weight) best = { language, weight }
  }
  return best.language
}
