import { m } from '../../messages/index.ts'
import type { CodedMessage, DocumentFacts, GeneratedDocument, Inspected } from '../model/payload.ts'
import { cnpjDigits, cpfDigits, isCnpj, isCpf } from './check-digits.ts'

/** `529.982.247-25`, `12.ABC.345/01DE-35`; anything else as it is. */
export function formatDocument(bare: string): string {
  if (/^\d{11}$/.test(bare)) return bare.replace(/^(...)(...)(...)(..)$/, '$1.$2.$3-$4')
  return bare.replace(
    /^([0-9A-Z]{2})([0-9A-Z]{3})([0-9A-Z]{3})([0-9A-Z]{4})(\d\d)$/,
    '$1.$2.$3/$4-$5',
  )
}

const failure = (code: string, message: string): { valid: false; errors: CodedMessage[] } => ({
  valid: false,
  errors: [{ code, message }],
})

/**
 * Reads a CPF or CNPJ as people write it: with or without dots, dashes, the stroke and spaces. Letters count in a CNPJ only
 * (IN RFB 2.229/2024), and in capitals.
 */
export function inspectDocument(text: string): Inspected<DocumentFacts> {
  const typed = text.trim()
  if (typed === '') return failure('empty', m.document_empty())
  if (!/^[0-9A-Z.\-/\s]+$/.test(typed)) return failure('characters', m.document_characters())
  const bare = typed.replace(/[.\-/\s]/g, '')
  const facts = (type: 'cpf' | 'cnpj'): Inspected<DocumentFacts> => ({
    valid: true,
    type,
    normalised: bare,
    formatted: formatDocument(bare),
    alphanumeric: /[A-Z]/.test(bare),
  })
  if (/^\d{11}$/.test(bare)) {
    if (isCpf(bare)) return facts('cpf')
    return /^(\d)\1{10}$/.test(bare)
      ? failure('repeated', m.document_repeated())
      : failure('check-digits', m.document_cpf_digits({ digits: cpfDigits(bare.slice(0, 9)) }))
  }
  if (/^[0-9A-Z]{12}\d\d$/.test(bare)) {
    if (isCnpj(bare)) return facts('cnpj')
    return /^(.)\1{13}$/.test(bare)
      ? failure('repeated', m.document_repeated())
      : failure('check-digits', m.document_cnpj_digits({ digits: cnpjDigits(bare.slice(0, 12)) }))
  }
  return failure('length', m.document_length({ length: bare.length }))
}

/** A made-up document with right check digits. `fraction` gives numbers from 0 to below 1. */
export function generateDocument(type: GeneratedDocument, fraction: () => number): string {
  const pick = (from: string, count: number): string =>
    Array.from({ length: count }, () => from[Math.floor(fraction() * from.length)]).join('')
  for (;;) {
    const made = make(type, pick)
    // One digit repeated has right check digits, but is no document.
    if (new Set(made).size > 1) return made
  }
}

function make(type: GeneratedDocument, pick: (from: string, count: number) => string): string {
  const digits = '0123456789'
  if (type === 'cpf') {
    const nine = pick(digits, 9)
    return nine + cpfDigits(nine)
  }
  // The branch 0001 is a company's head office.
  const twelve =
    type === 'cnpj'
      ? `${pick(digits, 8)}0001`
      : `${pick('ABCDEFGHIJKLMNOPQRSTUVWXYZ', 1)}${pick(`${digits}ABCDEFGHIJKLMNOPQRSTUVWXYZ`, 11)}`
  return twelve + cnpjDigits(twelve)
}
