import type {
  Dialect,
  EnvironmentView,
  MatrixRun,
  ParticipantMarks,
  PayloadDocument,
  PayloadPreview,
  PaymentSummary,
  Preset,
  PresetFolder,
  ReturnListener,
  ReturnVisit,
} from '../../electron/contract/types.ts'
import { amountFacts } from '../../core/payments/amount-facts.ts'
import { readBrCode } from '../../core/payments/br-code/read.ts'
import { writeBrCode } from '../../core/payments/br-code/write.ts'
import { checkResolved } from '../../core/payments/check.ts'
import { differences } from '../../core/payments/compare.ts'
import { formatDocument, generateDocument, inspectDocument } from '../../core/payments/document.ts'
import { inspectAmount } from '../../core/payments/inspect-amount.ts'
import { minimalPayload, textOf } from '../../core/payments/minimal.ts'
import { newDocument } from '../../core/payments/payload-document.ts'
import { inspectPixKey } from '../../core/payments/pix-key.ts'
import { builtinPresets } from '../../core/payments/presets/builtin.ts'
import { dialectOf, translate } from '../../core/payments/translate.ts'
import { resolveVariables } from '../../core/payments/variables.ts'
import { fieldOf, orderAt, type FieldId } from '../../shared/payload/fields.ts'
import { readAt, setAt } from '../../shared/payload/json-edit.ts'
import { parseJson } from '../../shared/payload/json-tree.ts'
import { FakeFailure, type FakeHandlers } from './fake-transport.ts'

/** The payload workbench in memory: the core's own rules, with nothing on disk and nobody listening. */
export interface ScriptedPayload {
  documents: Map<string, PayloadDocument>
  presets: Preset[]
  marks: ParticipantMarks
  matrix: MatrixRun | null
  listener: ReturnListener
  visits: ReturnVisit[]
  /** Wire bodies as they were sent, by localId. */
  sent: Map<string, string>
  preview(environmentId: string, text: string): PayloadPreview
  handlers: FakeHandlers
}

interface Surroundings {
  environmentOf(id: string): EnvironmentView
  payments(): PaymentSummary[]
}

const uuid = 'f1d0c0de-0000-4000-8000-000000000001'
const folder: PresetFolder = { path: '/home/ana/klavi-presets', chosen: true }

export function scriptedPayload({ environmentOf, payments }: Surroundings): ScriptedPayload {
  const dialectIn = (environmentId: string): Dialect => environmentOf(environmentId).dialect
  const textIn = (body: string, dialect: Dialect, id: FieldId): string => {
    const spec = fieldOf(dialect, id)
    const value = spec === undefined ? undefined : readAt(body, spec.path)
    return typeof value === 'string' ? value : ''
  }
  let drawn = 3
  // Never the same twice in a row: a document of one digit repeated is none, and another would be drawn for ever.
  const fraction = (): number => (drawn = (drawn * 7 + 3) % 10) / 10
  const guarded = (environmentId: string): boolean =>
    environmentOf(environmentId).kind === 'production'

  const world: ScriptedPayload = {
    documents: new Map(),
    presets: [],
    marks: { favourites: [], recents: [] },
    matrix: null,
    listener: { open: false, url: '' },
    visits: [],
    sent: new Map(),
    preview(environmentId, text) {
      const dialect = dialectIn(environmentId)
      const [participantId = ''] = world.marks.recents
      const now = Date.parse('2026-05-04T12:00:00Z')
      const own = { PAYER: 'Maria da Silva' }
      const values = { uuid, now, cpf: '52998224725', participantId, own }
      const resolution = resolveVariables(text, values)
      const { text: body, variables } = resolution
      const findings = checkResolved(resolution, { dialect, guarded: guarded(environmentId), now })
      const reading = parseJson(body)
      return {
        body,
        bytes: new TextEncoder().encode(body).length,
        amount: amountFacts(body, dialect),
        externalId: textIn(body, dialect, 'externalId'),
        participantId: textIn(body, dialect, 'participantId'),
        method: textIn(body, dialect, 'method'),
        variables,
        findings,
        ...(reading.ok ? {} : { fault: { ...reading, message: reading.problem } }),
        sendable: findings.every(({ severity }) => severity !== 'error'),
        negativeAllowed: !guarded(environmentId),
      }
    },
    handlers: {},
  }

  const presetsOf = (environmentId: string): Preset[] => [
    ...builtinPresets(dialectIn(environmentId)),
    ...world.presets,
  ]

  world.handlers = {
    'payload.open': ({ environmentId }) =>
      world.documents.get(environmentId) ?? newDocument(dialectIn(environmentId)),
    'payload.save': ({ environmentId, document }) => {
      world.documents.set(environmentId, document)
      return null
    },
    'payload.preview': ({ environmentId, text }) => world.preview(environmentId, text),
    'payload.translate': ({ text, from, to }) => translate(text, from, to),
    'payload.inspectBrCode': ({ text }) => readBrCode(text),
    'payload.inspectPixKey': ({ text }) => inspectPixKey(text),
    'payload.inspectDocument': ({ text }) => inspectDocument(text),
    'payload.inspectAmount': ({ text }) => inspectAmount(text),
    'payload.generateDocument': ({ type }) => {
      const normalised = generateDocument(type, fraction)
      return {
        type: type === 'cpf' ? 'cpf' : 'cnpj',
        normalised,
        formatted: formatDocument(normalised),
        alphanumeric: /[A-Z]/.test(normalised),
      }
    },
    'payload.fillFromBrCode': ({ environmentId, text, code }) => {
      const read = readBrCode(code)
      if (!read.valid) throw new FakeFailure({ code: 'invalid-input' })
      const spec = fieldOf(dialectIn(environmentId), 'pixKey')
      if (!spec) return { text, paths: [] }
      const edit = setAt(text, spec.path, read.key ?? '', {
        order: orderAt(dialectIn(environmentId), spec.path),
      })
      return { text: edit.ok ? edit.text : text, paths: [[...spec.path]] }
    },
    'payload.renderBrCode': ({ environmentId, text }) => {
      const dialect = dialectIn(environmentId)
      const key = textIn(text, dialect, 'pixKey')
      if (key === '') return { code: null }
      return { code: writeBrCode({ key, merchantName: '', city: '' }) }
    },
    'payload.import': ({ text }) => {
      const curl = /--data(?:-raw)? '([\s\S]+)'/.exec(text)?.[1]
      const body = curl ?? text
      if (!parseJson(body).ok) {
        throw new FakeFailure({ code: 'invalid-input', message: 'Not valid JSON.' })
      }
      const dialect = dialectOf(body)
      return {
        kind: curl === undefined ? 'json' : 'curl',
        ...(curl === undefined ? {} : { shell: 'posix' as const }),
        text: body,
        notes: text.includes('@') ? ['@body.json was not read.'] : [],
        ...(dialect && { dialect }),
      }
    },
    'payload.export': ({ text, form }) => ({
      form,
      text: `${form} ${text}`,
      variables: form === 'json' ? [] : ['KLAVI_ACCESS_TOKEN'],
      notes: text.includes('{{var.') ? ['These variables have no value: var.NONE.'] : [],
    }),
    'payload.compare': ({ environmentId, text, against }) => {
      const dialect = dialectIn(environmentId)
      const preset =
        against.kind === 'preset'
          ? presetsOf(environmentId).find(({ id }) => id === against.id)
          : undefined
      const before =
        against.kind === 'minimal'
          ? textOf(minimalPayload(dialect))
          : against.kind === 'sent'
            ? (world.sent.get(against.localId) ?? '{}')
            : against.kind === 'text'
              ? against.text
              : (preset?.text ?? '{}')
      const sent = payments().find(
        (one) => against.kind === 'sent' && one.localId === against.localId,
      )
      return {
        title: preset?.name ?? sent?.participantName ?? against.kind,
        before,
        after: text,
        differences: differences(before, text, dialect),
      }
    },
    'payload.sentText': ({ localId }) => ({ text: world.sent.get(localId) ?? '{}' }),
    'presets.list': ({ environmentId, search }) =>
      presetsOf(environmentId).filter((one) =>
        `${one.name} ${one.about}`.toLowerCase().includes(search.toLowerCase()),
      ),
    'presets.folder': () => folder,
    'presets.chooseFolder': () => folder,
    'presets.save': ({ environmentId, name, text, replace }) => {
      const id = `own:${name}.json`
      if (world.presets.some((one) => one.id === id) && !replace) {
        throw new FakeFailure({ code: 'preset-exists', details: { name } })
      }
      const preset: Preset = {
        id,
        kind: 'own',
        group: 'own',
        name,
        about: '',
        dialect: dialectIn(environmentId),
        text,
      }
      world.presets = [...world.presets.filter((one) => one.id !== id), preset]
      return preset
    },
    'presets.duplicate': ({ environmentId, id, name }) => {
      const source = presetsOf(environmentId).find((one) => one.id === id)
      if (!source) throw new FakeFailure({ code: 'invalid-input' })
      const copy: Preset = { ...source, id: `own:${name}.json`, kind: 'own', group: 'own', name }
      world.presets = [...world.presets, copy]
      return copy
    },
    'presets.remove': ({ id }) => {
      world.presets = world.presets.filter((one) => one.id !== id)
      return null
    },
    'matrix.start': (plan) => {
      world.matrix = {
        id: 'run-1',
        environmentId: plan.environmentId,
        path: plan.path,
        perMinute: plan.perMinute,
        state: 'running',
        startedAt: new Date().toISOString(),
        rows: plan.values.map((value, index) => ({ index, value, state: 'waiting' })),
      }
      return world.matrix
    },
    'matrix.cancel': () => {
      if (!world.matrix) throw new FakeFailure({ code: 'invalid-input' })
      world.matrix = { ...world.matrix, state: 'canceled' }
      return world.matrix
    },
    'matrix.current': () => world.matrix,
    'returns.state': () => world.listener,
    'returns.open': () =>
      (world.listener = { open: true, url: 'http://127.0.0.1:40123/return/7f3a' }),
    'returns.close': () => (world.listener = { open: false, url: '' }),
    'returns.visits': () => world.visits,
    'participants.marks': () => world.marks,
    'participants.favourite': ({ participantId, on }) => {
      const others = world.marks.favourites.filter((id) => id !== participantId)
      const favourites = on ? [...others, participantId] : others
      return (world.marks = { ...world.marks, favourites })
    },
    'participants.picked': ({ participantId }) => {
      const others = world.marks.recents.filter((id) => id !== participantId)
      return (world.marks = { ...world.marks, recents: [participantId, ...others] })
    },
  }
  return world
}
