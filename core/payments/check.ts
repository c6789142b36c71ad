import { m } from '../../messages/index.ts'
import {
  fieldOf,
  fieldsOf,
  methods,
  needOf,
  type FieldId,
  type FieldSpec,
} from '../../shared/payload/fields.ts'
import { closedAt } from '../../shared/payload/form.ts'
import {
  nodeAt,
  parseJson,
  type JsonNode,
  type JsonObjectNode,
} from '../../shared/payload/json-tree.ts'
import { fromWireAmount } from '../../shared/payload/wire-amount.ts'
import type { Dialect } from '../model/environment.ts'
import type { IssueSeverity } from '../model/payment.ts'
import type { PayloadFinding } from '../model/payload.ts'
import { readBrCode } from './br-code/read.ts'
import { isCnpj, isCpf } from './check-digits.ts'
import { daysAhead } from './brasilia-date.ts'
import { jsonProblemWords } from './json-words.ts'
import { wireKeyType } from './pix-key.ts'
import type { Resolution } from './variables.ts'

export interface CheckContext {
  dialect: Dialect
  /** Production and what is flagged as risky: failing check digits and repeated names are errors there. */
  guarded: boolean
  /** Epoch milliseconds; dates are counted from its day in Brasília. */
  now: number
}

const klavi = (section: string): string => `klavi-api.md ${section}`
const ofb = (field: string): string => `OFB payments 4.0.0, ${field}`
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Collects what is found; one per field and code. */
class Findings {
  readonly list: PayloadFinding[] = []
  readonly #dialect: Dialect

  constructor(dialect: Dialect) {
    this.#dialect = dialect
  }

  at(id: FieldId, severity: IssueSeverity, code: string, message: string, source?: string): void {
    const spec = fieldOf(this.#dialect, id)
    if (spec === undefined) return
    const own = spec.source.startsWith('§') ? klavi(spec.source) : spec.source
    this.list.push({
      path: [...spec.path],
      field: id,
      severity,
      code,
      message,
      source: source ?? own,
    })
  }

  on(path: string[], severity: IssueSeverity, code: string, message: string, source: string): void {
    this.list.push({ path, severity, code, message, source })
  }
}

/** A payload as the rules read it. */
class Payload {
  readonly dialect: Dialect
  readonly root: JsonObjectNode
  readonly method: string

  constructor(root: JsonObjectNode, dialect: Dialect) {
    this.root = root
    this.dialect = dialect
    this.method = this.text('method') ?? ''
  }

  node(id: FieldId): JsonNode | undefined {
    const spec = fieldOf(this.dialect, id)
    return spec === undefined ? undefined : nodeAt(this.root, spec.path)
  }

  /** The field's string; undefined where it is absent, null, empty or something else. */
  text(id: FieldId): string | undefined {
    const node = this.node(id)
    return node?.kind === 'string' && node.value !== '' ? String(node.value) : undefined
  }
}

/**
 * Everything that is known to be wrong or doubtful about a wire body, at its place, in the order of the documentation, with
 * the norm that says so. Sources: docs/klavi-api.md §3.3 (fields), §6 (Open Finance Brasil's rules), §7 (BR Code).
 */
export function checkPayload(text: string, context: CheckContext): PayloadFinding[] {
  const { dialect } = context
  const findings = new Findings(dialect)
  const reading = parseJson(text)
  if (!reading.ok) {
    const message = m.payload_not_json({
      line: reading.line,
      column: reading.column,
      problem: jsonProblemWords(reading.problem),
    })
    findings.on([], 'error', 'not-json', message, 'RFC 8259')
    return findings.list
  }
  if (reading.root.kind !== 'object') {
    findings.on([], 'error', 'not-object', m.payload_not_object(), klavi('§3.3'))
    return findings.list
  }
  const payload = new Payload(reading.root, dialect)
  for (const spec of fieldsOf(dialect)) checkField(spec, payload, context, findings)
  checkHolders(reading.root, dialect, findings)
  checkDuplicates(reading.root, [], context.guarded ? 'error' : 'warning', findings)
  checkBusinessPayer(payload, findings)
  checkTarget(payload, findings)
  checkForeignFields(payload, findings)
  return findings.list
}

/**
 * The same for a text whose variables were resolved, with what is wrong with these. A value that waits for a variable is
 * not judged by its shape: what will stand there is not known.
 */
export function checkResolved(resolution: Resolution, context: CheckContext): PayloadFinding[] {
  const open = checkVariables(resolution, context.dialect)
  const waiting = new Set(
    open.filter(({ severity }) => severity === 'error').map(({ path }) => path.join('\n')),
  )
  const judged = checkPayload(resolution.text, context).filter(
    ({ path, code }) => !waiting.has(path.join('\n')) || whatever.has(code),
  )
  return [...open, ...judged]
}

/** What is said of a field whatever its value is. */
const whatever = new Set(['forbidden', 'unused', 'duplicate-key', 'other-dialect'])

/** What is wrong with the variables of a payload, at the values that they stand in. */
function checkVariables({ variables, stray }: Resolution, dialect: Dialect): PayloadFinding[] {
  const fields = new Map(fieldsOf(dialect).map(({ id, path }) => [path.join('\n'), id]))
  const source = 'docs/cli.md'
  const unresolved = variables.flatMap(({ name, problem, paths }) => {
    if (problem === undefined) return []
    const say = {
      unknown: m.variable_unknown,
      missing: name === 'participantId' ? m.variable_no_participant : m.variable_missing,
      malformed: m.variable_malformed,
    }[problem]
    const code = `variable-${problem}`
    return paths.map((path) => ({ path, severity: 'error' as const, code, message: say({ name }) }))
  })
  const braces = stray.map(({ path, inName }) => ({
    path,
    severity: 'warning' as const,
    code: inName ? 'variable-in-name' : 'variable-braces',
    message: inName ? m.variable_in_name() : m.variable_braces(),
  }))
  return [...unresolved, ...braces].map((finding) => {
    const field = fields.get(finding.path.join('\n'))
    return { ...finding, source, ...(field !== undefined && { field }) }
  })
}

function checkField(
  spec: FieldSpec,
  payload: Payload,
  context: CheckContext,
  findings: Findings,
): void {
  const { id } = spec
  const need = needOf(payload.dialect, payload.method, id)
  const node = payload.node(id)
  const absent =
    node === undefined ||
    (node.kind === 'literal' && node.value === null) ||
    (node.kind === 'string' && node.value === '')
  if (absent) {
    if (need === 'needed') findings.at(id, 'error', missingCode(id), missingWords(id))
    if (id === 'redirectUrl') {
      findings.at(id, 'hint', 'redirect-missing', m.issue_redirect_missing())
    }
    return
  }
  const { method } = payload
  if (need === 'forbidden') {
    const said = m.payload_forbidden({ field: spec.path.join('.'), method })
    findings.at(id, 'error', 'forbidden', said, klavi('§3.3'))
  }
  if (need === 'unused') {
    const said = m.payload_unused({ field: spec.path.join('.'), method })
    findings.at(id, 'warning', 'unused', said, klavi('§3.3'))
  }
  if (node.kind !== 'string') {
    // The API writes every one of its fields as text, amounts and digits too.
    findings.at(id, 'error', 'not-text', m.payload_not_text({ field: spec.path.join('.') }))
    return
  }
  judge(spec, String(node.value), payload, context, findings)
}

const missingCode = (id: FieldId): string =>
  ({
    amount: 'amount-missing',
    payerName: 'name-missing',
    payerTaxId: 'cpf-missing',
    participantId: 'participant-missing',
    externalId: 'external-id-missing',
    method: 'method-missing',
  })[id as string] ?? 'missing'

function missingWords(id: FieldId): string {
  if (id === 'amount') return m.issue_amount_missing()
  if (id === 'payerName') return m.issue_name_missing()
  if (id === 'payerTaxId') return m.payload_document_missing()
  if (id === 'participantId') return m.issue_participant_missing()
  return m.payload_missing()
}

function judge(
  spec: FieldSpec,
  value: string,
  payload: Payload,
  context: CheckContext,
  findings: Findings,
): void {
  const { id, kind } = spec
  const say = (severity: IssueSeverity, code: string, message: string, source?: string): void =>
    findings.at(id, severity, code, message, source)
  const characters = [...value].length
  if (spec.maxLength !== undefined && characters > spec.maxLength) {
    say('error', 'too-long', m.payload_too_long({ most: spec.maxLength, length: characters }))
  }
  switch (kind) {
    case 'amount':
      return judgeAmount(value, payload.dialect, say)
    case 'participant':
      if (!uuid.test(value)) say('warning', 'participant-shape', m.issue_participant_shape())
      return
    case 'id':
      if (!uuid.test(value)) say('hint', 'external-id-shape', m.issue_external_id_shape())
      return
    case 'choice':
      return judgeChoice(spec, value, payload, say)
    case 'cpf':
    case 'cnpj':
    case 'document':
      return judgeDocument(wantedDocument(spec, payload), value, context, say)
    case 'pix-key':
      return judgePixKey(value, context, say)
    case 'qr-code':
      return judgeQrCode(value, payload, say)
    case 'date':
      return judgeDate(value, context.now, say)
    case 'url':
      if (!URL.canParse(value)) say('error', 'redirect-malformed', m.issue_redirect_malformed())
      return
    case 'email':
      if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) say('warning', 'email', m.payload_email())
      return
    case 'phone':
      if (!/^\+[1-9]\d{6,14}$/.test(value))
        say('warning', 'phone', m.payload_phone(), 'ITU-T E.164')
      return
    case 'digits': {
      const [least, most] = spec.digits ?? [1, 20]
      if (!new RegExp(`^\\d{${least},${most}}$`).test(value)) {
        const digits = least === most ? String(least) : `${least}–${most}`
        say('error', 'digits', m.payload_digits({ digits }))
      }
      return
    }
    case 'text':
      if (value !== value.trim()) say('hint', 'spaces', m.payload_spaces())
      return
  }
}

type Say = (severity: IssueSeverity, code: string, message: string, source?: string) => void

function judgeAmount(value: string, dialect: Dialect, say: Say): void {
  const centavos = fromWireAmount(value, dialect)
  if (centavos === 0) return say('error', 'amount-zero', m.issue_amount_zero())
  if (centavos !== null) {
    // OFB: sixteen digits before the dot; more than a safe integer is none that this program can show.
    return Number.isSafeInteger(centavos)
      ? undefined
      : say('error', 'amount-too-large', m.issue_amount_too_large(), ofb('amount'))
  }
  const other = fromWireAmount(value, dialect === 'g1' ? 'g2' : 'g1')
  if (other !== null) {
    const message =
      dialect === 'g1' ? m.payload_amount_is_decimal() : m.payload_amount_is_centavos()
    return say('error', 'amount-other-dialect', message)
  }
  const message = dialect === 'g1' ? m.payload_amount_g1() : m.payload_amount_g2()
  say('error', 'amount-malformed', message, dialect === 'g1' ? undefined : ofb('amount'))
}

function judgeChoice(spec: FieldSpec, value: string, payload: Payload, say: Say): void {
  if (spec.choices?.includes(value) !== false) return
  if (spec.id !== 'method') {
    say('error', 'choice', m.payload_choice({ choices: spec.choices.join(', ') }))
    return
  }
  const elsewhere = payload.dialect === 'g1' ? methods('g2') : methods('g1')
  const known = elsewhere.includes(value)
  if (known) say('error', 'method-other-dialect', m.payload_method_dialect({ method: value }))
  else say('warning', 'method-unknown', m.issue_method_unknown())
}

/** A document field that is either, by what stands beside it. */
function wantedDocument(spec: FieldSpec, payload: Payload): 'cpf' | 'cnpj' | 'either' {
  if (spec.kind === 'cpf') return 'cpf'
  if (spec.kind === 'cnpj') return 'cnpj'
  const type = payload.text(spec.id === 'payerTaxId' ? 'payerType' : 'creditorType')
  return type === 'CPF' ? 'cpf' : type === 'CNPJ' ? 'cnpj' : 'either'
}

/** Klavi's own samples carry a CPF with wrong check digits: a warning, but an error where it is guarded (§6). */
function judgeDocument(
  wanted: 'cpf' | 'cnpj' | 'either',
  value: string,
  { guarded }: CheckContext,
  say: Say,
): void {
  const isCpfForm = /^\d{11}$/.test(value)
  const isCnpjForm = /^[0-9A-Z]{12}\d{2}$/.test(value)
  const source = ofb('cpfCnpj')
  if (wanted === 'cpf' ? !isCpfForm : wanted === 'cnpj' ? !isCnpjForm : !isCpfForm && !isCnpjForm) {
    const words = {
      cpf: m.payload_cpf_form,
      cnpj: m.payload_cnpj_form,
      either: m.payload_document_form,
    }[wanted]
    say('error', wanted === 'cnpj' ? 'cnpj-malformed' : 'cpf-malformed', words(), source)
    return
  }
  if (isCpfForm ? isCpf(value) : isCnpj(value)) return
  const severity = guarded ? 'error' : 'warning'
  if (isCpfForm) say(severity, 'cpf-check-digits', m.issue_cpf_check_digits(), source)
  else say(severity, 'cnpj-check-digits', m.payload_cnpj_check_digits(), source)
}

function judgePixKey(value: string, context: CheckContext, say: Say): void {
  const type = wireKeyType(value)
  if (type === null) {
    const phone = /^\(?\d{2}\)?\s?9\d{4}-?\d{4}$/.test(value)
    const message = phone ? m.payload_key_phone() : m.payload_key_form()
    say('error', 'pix-key-form', message, 'BCB, API DICT: Key')
    return
  }
  if (type === 'CPF' && !isCpf(value)) {
    const severity = context.guarded ? 'error' : 'warning'
    say(severity, 'pix-key-digits', m.payload_key_cpf_digits(), 'BCB, API DICT: Key')
  }
  if (type === 'CNPJ' && !isCnpj(value)) {
    const severity = context.guarded ? 'error' : 'warning'
    say(severity, 'pix-key-digits', m.payload_key_cnpj_digits(), 'BCB, API DICT: Key')
  }
  if (type === 'CPF' && isCpf(value)) say('hint', 'pix-key-cpf', m.payload_key_is_cpf())
}

function judgeQrCode(value: string, payload: Payload, say: Say): void {
  const read = readBrCode(value)
  const manual = 'BCB, Manual de Padrões para Iniciação do Pix'
  if (!read.valid) {
    const [first] = read.errors
    say('error', 'qr-code', m.payload_qr_invalid({ reason: first?.message ?? '' }), manual)
    return
  }
  for (const warning of read.warnings) {
    const business = /^41\d\d$/.test(warning.code)
    say(
      'warning',
      business ? `business-${warning.code}` : `qr-${warning.code}`,
      warning.message,
      business ? klavi('§4') : manual,
    )
  }
  const wire = payload.text('amount')
  const sent = wire === undefined ? null : fromWireAmount(wire, payload.dialect)
  if (read.centavos !== undefined && sent !== null && sent !== read.centavos) {
    say('warning', 'qr-amount', m.payload_qr_amount(), ofb('qrCode'))
  }
}

function judgeDate(value: string, now: number, say: Say): void {
  const days = daysAhead(value, now)
  if (days === undefined) return say('error', 'date-form', m.payload_date_form())
  if (days < 1) return say('error', 'date-too-soon', m.payload_date_too_soon())
  if (days > 730) say('error', 'date-too-late', m.payload_date_too_late())
}

/** A company pays through a person: G2 and G3 want to know which (docs/klavi-api.md §3.3). */
function checkBusinessPayer(payload: Payload, findings: Findings): void {
  if (payload.dialect === 'g1') {
    const name = payload.text('businessName')
    const taxId = payload.text('businessTaxId')
    if (taxId !== undefined && name === undefined) {
      findings.at('businessName', 'error', 'missing', m.payload_business_name())
    }
    if (name !== undefined && taxId === undefined) {
      findings.at('businessTaxId', 'error', 'missing', m.payload_business_tax_id())
    }
    return
  }
  const isCompany = payload.text('payerType') === 'CNPJ'
  const logged = payload.text('loggedUserCpf')
  if (isCompany && logged === undefined) {
    findings.at('loggedUserCpf', 'error', 'logged-user-missing', m.payload_logged_user())
  }
  if (!isCompany && logged !== undefined) {
    findings.at('loggedUserCpf', 'hint', 'logged-user-unused', m.payload_logged_user_unused())
  }
}

/** A branch is needed with accounts that have one. */
function checkTarget(payload: Payload, findings: Findings): void {
  for (const side of ['creditor', 'debtor'] as const) {
    const type = payload.text(`${side}AccountType`)
    const branch = payload.text(`${side}Issuer`)
    if ((type === 'CACC' || type === 'SVGS') && branch === undefined) {
      findings.at(`${side}Issuer`, 'error', 'issuer-missing', m.payload_issuer({ type }))
    }
  }
}

/** Fields in the words of the other dialect are what is left of a payload that was written for it. */
function checkForeignFields(payload: Payload, findings: Findings): void {
  const own = new Set(fieldsOf(payload.dialect).map(({ path }) => path[0]))
  const foreign = fieldsOf(payload.dialect === 'g1' ? 'g2' : 'g1')
  for (const { key } of payload.root.members) {
    const spec = own.has(key) ? undefined : foreign.find(({ path }) => path[0] === key)
    if (spec === undefined) continue
    const dialect = payload.dialect === 'g1' ? 'G2/G3' : 'G1'
    const message = m.payload_foreign({ field: key, dialect })
    findings.on([key], 'warning', 'other-dialect', message, klavi('§2'))
  }
}

/** `"user": "x"` where an object is meant: none of its fields can be there. */
function checkHolders(root: JsonObjectNode, dialect: Dialect, findings: Findings): void {
  const closed = new Map<string, string[]>()
  for (const { path } of fieldsOf(dialect)) {
    const place = closedAt(root, path)
    if (place !== null) closed.set(place.join('.'), place)
  }
  for (const [field, path] of closed) {
    findings.on(path, 'error', 'not-a-group', m.payload_not_a_group({ field }), klavi('§3.3'))
  }
}

function checkDuplicates(
  node: JsonNode,
  path: string[],
  severity: IssueSeverity,
  findings: Findings,
): void {
  if (node.kind === 'array') {
    for (const [index, item] of node.items.entries()) {
      checkDuplicates(item, [...path, String(index)], severity, findings)
    }
  }
  if (node.kind !== 'object') return
  const seen = new Set<string>()
  for (const { key, value } of node.members) {
    if (seen.has(key)) {
      const message = m.payload_duplicate({ field: key })
      findings.on([...path, key], severity, 'duplicate-key', message, 'RFC 8259 §4')
    }
    seen.add(key)
    checkDuplicates(value, [...path, key], severity, findings)
  }
}
