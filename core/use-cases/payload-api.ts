import type { Dialect } from '../model/environment.ts'
import type { ParticipantMarks } from '../model/participant.ts'
import type {
  AmountReadingFacts,
  BrCodeFacts,
  CompareTarget,
  DocumentFacts,
  ExportForm,
  Filled,
  GeneratedDocument,
  Inspected,
  MatrixPlan,
  MatrixRun,
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
  Translation,
  TranslationTarget,
} from '../model/payload.ts'

/** A payload as JSON text, variables and all. What cannot be right is sent only with `negative`. */
export interface PayloadToSend {
  text: string
  /** The bank's name, for people. */
  participantName: string
}

/** The payload workbench: everything between an idea and the bytes that are sent. */
export interface PayloadBench {
  payload: {
    /** What was written last for the environment, or the minimal payload. */
    open(environmentId: string): PayloadDocument
    /** Kept as typed, valid or not. */
    save(environmentId: string, document: PayloadDocument): void
    /** What would be sent now, and what is wrong with it. */
    preview(environmentId: string, text: string): PayloadPreview
    translate(text: string, from: TranslationTarget['dialect'], to: TranslationTarget): Translation
    inspectBrCode(text: string): Inspected<BrCodeFacts>
    /** Writes key, amount and description of a decoded code into the payload, and the code itself where it asks for one. */
    fillFromBrCode(environmentId: string, text: string, code: string): Filled
    /** A static code of the payload's key, amount and creditor; undefined where it has no Pix key that a code can hold. */
    renderBrCode(environmentId: string, text: string): string | undefined
    inspectPixKey(text: string): Inspected<PixKeyFacts>
    inspectDocument(text: string): Inspected<DocumentFacts>
    inspectAmount(text: string): Inspected<AmountReadingFacts>
    generateDocument(type: GeneratedDocument): DocumentFacts
    /** A curl line or a JSON text. @throws KlaviError `invalid-input` */
    import(text: string): PayloadImport
    /** The request that sends the payload, secrets as named environment variables. */
    export(environmentId: string, text: string, form: ExportForm): PayloadExport
    compare(environmentId: string, text: string, against: CompareTarget): PayloadComparison
    /** The body of a payment that was sent, as the journal has it. */
    sentText(localId: string): string
  }
  presets: {
    /** Built-in ones of the dialect (the environment's, where none is told), then the folder's own; all hold every word of the search. */
    list(environmentId: string, search?: string, dialect?: Dialect): Promise<Preset[]>
    folder(): PresetFolder
    /** @throws KlaviError `invalid-input` for a folder that cannot be used */
    chooseFolder(path: string): Promise<PresetFolder>
    /** Writes one file; `replace` writes over one of that name. @throws KlaviError `preset-exists`, `preset-secret`, `invalid-input` */
    save(preset: {
      name: string
      environmentId: string
      text: string
      replace?: boolean
    }): Promise<Preset>
    /** Under the name, or one like it that can be a file's and is nobody's yet. */
    duplicate(environmentId: string, id: string, name: string): Promise<Preset>
    /** Own ones only; moved to nowhere, so asked for before. */
    remove(id: string): Promise<void>
  }
  matrix: {
    /** @throws KlaviError `production-locked` for a guarded environment, `invalid-input` */
    start(plan: MatrixPlan): MatrixRun
    cancel(id: string): MatrixRun
    /** The latest run of this session, or null. */
    current(): MatrixRun | null
  }
  returns: {
    state(): ReturnListener
    /** Listens on 127.0.0.1, on a port that stays the same while the program runs and nobody else takes it. */
    open(): Promise<ReturnListener>
    close(): Promise<ReturnListener>
    /** Latest first. */
    visits(): ReturnVisit[]
  }
}

/** What is known of banks besides the list itself. */
export interface ParticipantBench {
  marks(environmentId: string): ParticipantMarks
  favourite(environmentId: string, participantId: string, on: boolean): Promise<ParticipantMarks>
  /** The bank was picked for a payment. */
  picked(environmentId: string, participantId: string): Promise<ParticipantMarks>
}
