const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it may stand in HTML, in attributes too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** R$ with Brazilian separators, of whole centavos. */
export function reais(centavos: number): string {
  const format = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' })
  return format.format(centavos / 100)
}

/** A CPF with its middle shown only, as banks print it: ***.456.789-**. */
export function maskedCpf(cpf: string): string {
  return `***.${cpf.slice(3, 6)}.${cpf.slice(6, 9)}-**`
}
