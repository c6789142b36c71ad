import { m } from '../../messages/index.ts'
import { dialectOfText } from '../../shared/payload/dialect-of-text.ts'
import { fieldOf, orderAt, type FieldId } from '../../shared/payload/fields.ts'
import { readAt, setAt } from '../../shared/payload/json-edit.ts'
import { parseJson } from '../../shared/payload/json-tree.ts'
import { fromWireAmount, toWireAmount } from '../../shared/payload/wire-amount.ts'
import { KlaviError } from '../failure.ts'
import type { Environment } from '../model/environment.ts'
import type {
  CompareTarget,
  Filled,
  JsonFault,
  PayloadDocument,
  PayloadPreview,
} from '../model/payload.ts'
import { amountFacts } from '../payments/amount-facts.ts'
import { readBrCode } from '../payments/br-code/read.ts'
import { writeBrCode } from '../payments/br-code/write.ts'
import { checkResolved } from '../payments/check.ts'
import { differences } from '../payments/compare.ts'
import { formatDocument, generateDocument, inspectDocument } from '../payments/document.ts'
import { readDraft } from '../payments/draft.ts'
import { exportPayload } from '../payments/export.ts'
import { importPayload } from '../payments/import.ts'
import { inspectAmount } from '../payments/inspect-amount.ts'
import { jsonProblemWords } from '../payments/json-words.ts'
import { minimalPayload, textOf } from '../payments/minimal.ts'
import { documentOfDraft, newDocument, readDocument } from '../payments/payload-document.ts'
import { checkSecrets, withoutSecrets } from '../payments/payload-secrets.ts'
import { inspectPixKey } from '../payments/pix-key.ts'
import { translate } from '../payments/translate.ts'
import { resolveVariables } from '../payments/variables.ts'
import { isoTime } from '../system.ts'
import type { Context } from './context.ts'
import { isGuarded } from './guard.ts'
import type { PayloadBench } from './payload-api.ts'

/** Beside the forms of an earlier version, under a name of its own. */
/** Under which the journal keeps an environment's payload. */
export const payloadDraftKey = (environmentId: string): string => `payload:${environmentId}`

export function payloadCases(
  context: Context,
  presetOf: (environment: Environment, id: string) => { name: string; text: string },
): PayloadBench['payload'] {
  const { journal, environments, ports, redactor } = context
  const memory = new Map<string, PayloadDocument>()
  context.subscribe((name, payload) => {
    if (name === 'forgotten' && (payload as { everything?: true }).everything) memory.clear()
  })

  const compareWith = (
    environment: Environment,
    against: CompareTarget,
  ): { title: string; text: string } => {
    switch (against.kind) {
      case 'minimal':
        return {
          title: m.compare_minimal(),
          text: textOf(minimalPayload(environment.dialect)),
        }
      case 'preset': {
        const { name, text } = presetOf(environment, against.id)
        return { title: name, text }
      }
      case 'sent':
        return {
          title: m.compare_sent({ id: journal.payments.find(against.localId)?.externalId ?? '' }),
          text: sentText(against.localId),
        }
      case 'text':
        return { title: m.compare_text(), text: against.text }
    }
  }

  const sentText = (localId: string): string => {
    const text = journal.payments.bodyOf(localId)
    if (text === undefined) throw new KlaviError('unknown-payment', { id: localId })
    return text
  }

  return {
    open(environmentId) {
      const environment = environments.find(environmentId)
      const { id, dialect } = environment
      return (
        memory.get(id) ??
        readDocument(journal.drafts.get(payloadDraftKey(id))) ??
        documentOfDraft(readDraft(journal.drafts.get(id)), dialect) ??
        newDocument(dialect)
      )
    },
    save(environmentId, document) {
      const { id } = environments.find(environmentId)
      memory.set(id, document)
      // The whole of it stays in memory for this session; no key goes to the disk, and the preview says so.
      const body = JSON.stringify(withoutSecrets(document, redactor.text))
      context.write(() => journal.drafts.set(payloadDraftKey(id), body, isoTime(ports.clock.now())))
    },
    preview: (environmentId, text) =>
      previewPayload(context, environments.find(environmentId), text),
    translate,
    inspectBrCode: readBrCode,
    fillFromBrCode: (environmentId, text, code) =>
      fillFromBrCode(environments.find(environmentId), text, code),
    renderBrCode: (environmentId, text) => renderBrCode(context, environmentId, text),
    inspectPixKey,
    inspectDocument,
    inspectAmount,
    generateDocument(type) {
      const normalised = generateDocument(type, ports.random.fraction)
      return {
        type: type === 'cpf' ? 'cpf' : 'cnpj',
        normalised,
        formatted: formatDocument(normalised),
        alphanumeric: /[A-Z]/.test(normalised),
      }
    },
    import: (text) => importPayload(text, redactor.text),
    export(environmentId, text, form) {
      const environment = environments.find(environmentId)
      // JSON is for another time: its variables stay. A request is for now.
      if (form === 'json') return exportPayload(environment, redactor.text(text), form)
      const { body, variables } = previewPayload(context, environment, text)
      const unset = variables.filter(({ problem }) => problem !== undefined)
      return exportPayload(environment, redactor.text(body), form, unset)
    },
    compare(environmentId, text, against) {
      const environment = environments.find(environmentId)
      const other = compareWith(environment, against)
      return {
        title: other.title,
        before: other.text,
        after: text,
        differences: differences(other.text, text, environment.dialect),
      }
    },
    sentText: (localId) => sentText(localId),
  }
}

/** The bytes that would be sent now, and everything that is known to be wrong with them. */
export function previewPayload(
  context: Context,
  environment: Environment,
  text: string,
): PayloadPreview {
  const values = context.payloadValues.next(environment)
  const resolution = resolveVariables(text, values)
  const { text: body, variables } = resolution
  const guarded = isGuarded(environment)
  const { dialect } = environment
  const findings = [
    ...checkResolved(resolution, { dialect, guarded, now: context.ports.clock.now() }),
    ...checkSecrets(body, context.redactor.text),
  ]
  const value = (id: FieldId): string => {
    const spec = fieldOf(dialect, id)
    const found = spec === undefined ? undefined : readAt(body, spec.path)
    return typeof found === 'string' ? found : ''
  }
  const fault = faultOf(body)
  return {
    body,
    bytes: Buffer.byteLength(body),
    amount: amountFacts(body, dialect),
    externalId: value('externalId'),
    participantId: value('participantId'),
    method: value('method'),
    variables,
    findings,
    ...(fault && { fault }),
    sendable: findings.every(({ severity }) => severity !== 'error'),
    negativeAllowed: !guarded,
  }
}

function faultOf(text: string): JsonFault | undefined {
  const reading = parseJson(text)
  if (reading.ok) return undefined
  const { problem, offset, line, column } = reading
  return { problem, message: jsonProblemWords(problem), offset, line, column }
}

/**
 * Writes what a code says into the payload. With the method that takes the code itself it goes in whole; with one that
 * takes a key, the key. The amount and the description only where the code has them.
 */
function fillFromBrCode(environment: Environment, text: string, code: string): Filled {
  const dialect = dialectOfText(text, environment.dialect)
  const read = readBrCode(code)
  if (!read.valid) {
    const detail = read.errors.map(({ message }) => message).join(' ')
    throw new KlaviError('invalid-input', { detail })
  }
  const filled: Filled = { text, paths: [] }
  const put = (id: FieldId, value: string | undefined): void => {
    const spec = fieldOf(dialect, id)
    if (spec === undefined || value === undefined) return
    const result = setAt(filled.text, spec.path, value, { order: orderAt(dialect, spec.path) })
    if (!result.ok) throw new KlaviError('invalid-input', { detail: m.payload_mend_first() })
    filled.text = result.text
    filled.paths.push([...spec.path])
  }
  const method = readAt(text, fieldOf(dialect, 'method')?.path ?? [])
  if (method === 'PIX_QRCODE' || read.key === undefined) put('qrCode', code.trim())
  else put('pixKey', read.key)
  const { centavos } = read
  put(
    'amount',
    centavos === undefined || centavos === 0 ? undefined : toWireAmount(centavos, dialect),
  )
  put('description', read.description)
  return filled
}

function renderBrCode(context: Context, environmentId: string, text: string): string | undefined {
  const environment = context.environments.find(environmentId)
  const dialect = dialectOfText(text, environment.dialect)
  const body = resolveVariables(text, context.payloadValues.next(environment)).text
  const value = (id: FieldId): string => {
    const spec = fieldOf(dialect, id)
    const found = spec === undefined ? undefined : readAt(body, spec.path)
    return typeof found === 'string' ? found : ''
  }
  const key = value('pixKey')
  if (key === '') return undefined
  const centavos = fromWireAmount(value('amount'), dialect)
  const code = writeBrCode({
    key,
    ...(centavos !== null && centavos > 0 && { centavos }),
    merchantName: value('creditorName'),
    city: '',
    description: value('description'),
  })
  // A key that no code can hold makes none that a bank could read.
  return readBrCode(code).valid ? code : undefined
}
