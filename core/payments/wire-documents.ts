import { isValidCnpj, isValidCpf } from '@brazilian-utils/brazilian-utils'

/** Fields that hold a CPF or CNPJ in any dialect's payload (docs/klavi-api.md §3.3). */
const documentFields = new Set(['taxId', 'identifier', 'loggedUserCpf', 'cpfCnpj'])
/** Fields that hold a Pix key, which may be a document. */
const keyFields = new Set(['pixKey', 'proxy'])

/**
 * Paths of the documents in a wire body whose check digits do not hold, e.g. `user.taxId`. What has not the shape of a
 * document is another rule's matter.
 */
export function failingDocuments(body: string): string[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    return []
  }
  const failing: string[] = []
  const look = (value: unknown, path: string, name: string): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        look(inner, path === '' ? key : `${path}.${key}`, key)
      }
    } else if (typeof value === 'string' && (documentFields.has(name) || keyFields.has(name))) {
      if (fails(value)) failing.push(path)
    }
  }
  look(parsed, '', '')
  return failing
}

function fails(text: string): boolean {
  const digits = text.replace(/[.\-/]/g, '')
  if (/^\d{11}$/.test(digits)) return !isValidCpf(digits)
  // From July 2026 the first twelve may be letters (docs/klavi-api.md §6).
  if (/^[0-9A-Z]{12}\d{2}$/i.test(digits)) return !isValidCnpj(digits.toUpperCase())
  return false
}
