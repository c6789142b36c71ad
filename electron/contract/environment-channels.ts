import type {
  ConnectionTest,
  CredentialSet,
  CredentialStatus,
  CredentialTest,
  EditableFields,
  EnvironmentCheck,
  EnvironmentDraft,
  EnvironmentRemoval,
  EnvironmentView,
  ExchangeSecret,
  ImportCandidate,
  SnippetFinding,
} from './types.ts'

/** A set of an environment's keys; without a name, the active one. */
interface SetOf {
  environmentId: string
  set?: string | undefined
}

/** Environments and their keys. Keys go in and never come out. */
export interface EnvironmentRequests {
  /** Comes at once; what the keychain has yet to tell follows as `environments` events. */
  'environments.list': { input: null; output: EnvironmentView[] }
  /** Judges a typed environment as it would be saved; `environmentId` where it is edited, null where it is new. */
  'environments.check': {
    input: { environmentId: string | null; draft: EnvironmentDraft }
    output: EnvironmentCheck
  }
  'environments.editable': { input: { environmentId: string }; output: EditableFields }
  /** Fails with `environment-invalid`; details: `field`. */
  'environments.add': { input: { draft: EnvironmentDraft }; output: EnvironmentView }
  'environments.edit': {
    input: { environmentId: string; draft: EnvironmentDraft }
    output: EnvironmentView
  }
  /** A new custom environment with the same settings and no keys. */
  'environments.duplicate': {
    input: { environmentId: string; name: string }
    output: EnvironmentView
  }
  /** Gives a built-in environment back what was edited of it. */
  'environments.reset': { input: { environmentId: string }; output: EnvironmentView }
  /** What a removal would delete. */
  'environments.removal': { input: { environmentId: string }; output: EnvironmentRemoval }
  'environments.remove': { input: { environmentId: string }; output: EnvironmentRemoval }
  /** DNS, TCP, TLS and HTTP with their timings; sends no key. */
  'environments.test': { input: { environmentId: string }; output: ConnectionTest }
  /** JSON text without secrets; null: all that the person made or edited. */
  'environments.export': { input: { environmentIds: string[] | null }; output: { text: string } }
  /** The same into a file that the person chooses; null where they chose none. */
  'environments.exportFile': {
    input: { environmentIds: string[] | null }
    output: { path: string | null }
  }
  /** Reads an exported text; nothing is taken in yet. */
  'environments.importPreview': { input: { text: string }; output: ImportCandidate[] }
  /** The same from a file that the person chooses; null where they chose none. */
  'environments.importFile': {
    input: null
    output: { text: string; candidates: ImportCandidate[] } | null
  }
  /** Takes in the candidates of these places. */
  'environments.import': {
    input: { text: string; indexes: number[] }
    output: EnvironmentView[]
  }
  /** The proxy's password or the client key's passphrase, into the vault; null deletes it. */
  'environments.setSecret': {
    input: { environmentId: string; which: ExchangeSecret; secret: string | null }
    output: { stored: boolean }
  }
  'environments.hasSecret': {
    input: { environmentId: string; which: ExchangeSecret }
    output: { stored: boolean }
  }

  /** Every set of an environment, as the vault has them now. */
  'credentials.list': { input: { environmentId: string }; output: CredentialSet[] }
  /** Asks the vault anew about one set. */
  'credentials.status': { input: SetOf; output: CredentialStatus }
  /**
   * Saves or replaces a set. Where the vault lost what the settings remember (`credential-lost`), only with `replace`.
   * The first set of an environment becomes the active one.
   */
  'credentials.save': {
    input: SetOf & { accessKey: string; secretKey: string; replace?: boolean | undefined }
    output: CredentialStatus
  }
  'credentials.useSimulatorKeys': { input: null; output: CredentialStatus }
  /** A real auth call; resolves also where it was refused. */
  'credentials.test': { input: SetOf; output: CredentialTest }
  'credentials.delete': { input: SetOf; output: CredentialStatus }
  'credentials.activate': {
    input: { environmentId: string; set: string }
    output: CredentialStatus
  }
  /** The person says that these keys may be used at the environment's present origin, which they name. */
  'credentials.confirmOrigin': { input: SetOf & { origin: string }; output: CredentialStatus }
  /** Where in a pasted JSON or `.env` text the keys stand. */
  'credentials.findInSnippet': { input: { text: string }; output: SnippetFinding }
  /** Gives up waiting for the keychain's own dialog. */
  'credentials.cancelWait': { input: null; output: null }
}
