import { m } from '../../messages/index.ts'
import { redactionMark } from '../evidence/redactor.ts'
import type { CodedMessage } from '../model/payload.ts'

/** What a bank appends to the address for the one that asked; whoever has it can act as the payer's app. */
const secretNames = /^(?:code|id_token|access_token|refresh_token|token|response)$/i
/** Names by which a payment may be told (docs/klavi-api.md §3.3; unknown which Klavi uses). */
const idNames = /^(?:id|payment_?id|external_?id|client_?request_?id|transaction_?id)$/i

const longestValue = 500

export interface ReturnReading {
  parameters: [name: string, value: string][]
  /** Values that may name a payment. */
  ids: string[]
  findings: CodedMessage[]
}

/** Reads what stands behind `?` and, told by the page, behind `#`. */
export function readReturn(query: string, fragment: string): ReturnReading {
  const pairs = [
    ...new URLSearchParams(query),
    ...new URLSearchParams(fragment.replace(/^#/, '')),
  ].slice(0, 50)
  const findings: CodedMessage[] = []
  const say = (code: string, message: string): void => void findings.push({ code, message })
  if (pairs.length === 0) say('nothing-appended', m.return_nothing())
  const error = pairs.find(([name]) => /^error(?:_?code)?$/i.test(name))
  if (error !== undefined) {
    const description = pairs.find(([name]) => /^error_?description$/i.test(name))?.[1] ?? ''
    say('error', m.return_error({ error: error[1], description }))
  }
  const names = pairs.map(([name]) => name)
  if (new Set(names).size !== names.length) say('repeated', m.return_repeated())
  if (pairs.some(([name]) => secretNames.test(name))) say('secret', m.return_secret())
  return {
    parameters: pairs.map(([name, value]) => [
      name.slice(0, 100),
      secretNames.test(name) && value !== '' ? redactionMark : value.slice(0, longestValue),
    ]),
    ids: pairs.filter(([name]) => idNames.test(name)).map(([, value]) => value),
    findings,
  }
}
