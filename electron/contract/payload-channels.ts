import type {
  AmountReadingFacts,
  BrCodeFacts,
  CompareTarget,
  Dialect,
  DocumentFacts,
  ExportForm,
  Filled,
  GeneratedDocument,
  Inspected,
  MatrixPlan,
  MatrixRun,
  ParticipantMarks,
  PayloadComparison,
  PayloadDocument,
  PayloadExport,
  PayloadImport,
  PayloadPreview,
  PixKeyFacts,
  Preset,
  PresetFolder,
  ReturnListener,
  ReturnVisit,
  SendConfirmation,
  SendResult,
  Translation,
  TranslationTarget,
} from './types.ts'

/** The payload workbench. Edits of the JSON itself are made in the window (shared/payload), at once. */
export interface PayloadRequests {
  'payload.open': { input: { environmentId: string }; output: PayloadDocument }
  'payload.save': { input: { environmentId: string; document: PayloadDocument }; output: null }
  /** The bytes that would be sent, with all that is known to be wrong with them. */
  'payload.preview': { input: { environmentId: string; text: string }; output: PayloadPreview }
  /** Errors reject with `payload-invalid` unless `negative` says that they are meant; never in a guarded environment. */
  'payload.send': {
    input: {
      environmentId: string
      text: string
      participantName: string
      negative: boolean
      confirmation?: SendConfirmation | undefined
    }
    output: SendResult
  }
  'payload.translate': {
    input: { text: string; from: Dialect; to: TranslationTarget }
    output: Translation
  }
  'payload.inspectBrCode': { input: { text: string }; output: Inspected<BrCodeFacts> }
  'payload.fillFromBrCode': {
    input: { environmentId: string; text: string; code: string }
    output: Filled
  }
  /** Null where the payload has no Pix key. */
  'payload.renderBrCode': {
    input: { environmentId: string; text: string }
    output: { code: string | null }
  }
  'payload.inspectPixKey': { input: { text: string }; output: Inspected<PixKeyFacts> }
  'payload.inspectDocument': { input: { text: string }; output: Inspected<DocumentFacts> }
  'payload.inspectAmount': { input: { text: string }; output: Inspected<AmountReadingFacts> }
  'payload.generateDocument': { input: { type: GeneratedDocument }; output: DocumentFacts }
  'payload.import': { input: { text: string }; output: PayloadImport }
  'payload.export': {
    input: { environmentId: string; text: string; form: ExportForm }
    output: PayloadExport
  }
  'payload.compare': {
    input: { environmentId: string; text: string; against: CompareTarget }
    output: PayloadComparison
  }
  /** The body of a payment that was sent, to be sent again with one change. */
  'payload.sentText': { input: { localId: string }; output: { text: string } }

  'presets.list': { input: { environmentId: string; search: string }; output: Preset[] }
  'presets.folder': { input: null; output: PresetFolder }
  /** Opens the system's dialog; null: the person changed their mind. */
  'presets.chooseFolder': { input: null; output: PresetFolder | null }
  'presets.save': {
    input: { name: string; environmentId: string; text: string; replace: boolean }
    output: Preset
  }
  'presets.duplicate': {
    input: { environmentId: string; id: string; name: string }
    output: Preset
  }
  'presets.remove': { input: { id: string }; output: null }

  'matrix.start': { input: MatrixPlan; output: MatrixRun }
  'matrix.cancel': { input: { id: string }; output: MatrixRun }
  'matrix.current': { input: null; output: MatrixRun | null }

  'returns.state': { input: null; output: ReturnListener }
  'returns.open': { input: null; output: ReturnListener }
  'returns.close': { input: null; output: ReturnListener }
  'returns.visits': { input: null; output: ReturnVisit[] }

  'participants.marks': { input: { environmentId: string }; output: ParticipantMarks }
  'participants.favourite': {
    input: { environmentId: string; participantId: string; on: boolean }
    output: ParticipantMarks
  }
  'participants.picked': {
    input: { environmentId: string; participantId: string }
    output: ParticipantMarks
  }
}

export interface PayloadEvents {
  /** The run as it stands, with every row. */
  matrix: MatrixRun
  /** The folder's files changed, by this program or any other. */
  presets: PresetFolder
  returns: ReturnVisit[]
}
