import type {
  CredentialSet,
  CredentialStatus,
  CredentialTest,
  SnippetFinding,
} from './model/credential.ts'
import type {
  ConnectionTest,
  EditableFields,
  EnvironmentCheck,
  EnvironmentDraft,
  EnvironmentRemoval,
  EnvironmentState,
  ExchangeSecret,
  ImportCandidate,
} from './model/environment.ts'

export interface EnvironmentCases {
  /** What is known now, without asking the keychain: see `credentials.lookUp`. */
  list(): Promise<EnvironmentState[]>
  /** By id or, ignoring case, by name. @throws KlaviError unknown-environment */
  find(nameOrId: string): Promise<EnvironmentState>
  /** Judges a typed environment as `edit` (or, for null, `add`) would. */
  check(environmentId: string | null, draft: EnvironmentDraft): EnvironmentCheck
  editable(environmentId: string): EditableFields
  /** @throws KlaviError environment-invalid, with the field in its details */
  add(draft: EnvironmentDraft): Promise<EnvironmentState>
  /** Keys stay bound to the origin that they were saved for. @throws KlaviError environment-invalid */
  edit(environmentId: string, draft: EnvironmentDraft): Promise<EnvironmentState>
  /** With the same settings and no keys. @throws KlaviError environment-invalid */
  duplicate(environmentId: string, name: string): Promise<EnvironmentState>
  /** Gives a built-in environment back what was edited of it. @throws KlaviError environment-fixed */
  reset(environmentId: string): Promise<EnvironmentState>
  /** What a removal would delete. @throws KlaviError environment-fixed */
  removal(environmentId: string): EnvironmentRemoval
  /**
   * Deletes keys first and the environment last, so that what fails in between leaves an environment to try again with.
   * The history stays. @throws KlaviError environment-fixed, vault-locked, vault-denied, vault-unavailable
   */
  remove(environmentId: string): Promise<EnvironmentRemoval>
  /** DNS, TCP, TLS and HTTP on a connection of its own, with no key and no token. */
  test(environmentId: string, signal?: AbortSignal): Promise<ConnectionTest>
  /** JSON text without secrets; absent: all that the person made or edited. */
  export(environmentIds?: readonly string[]): string
  /** @throws KlaviError import-unreadable */
  importPreview(text: string): ImportCandidate[]
  /** @throws KlaviError import-unreadable, environment-invalid */
  import(text: string, indexes: readonly number[]): Promise<EnvironmentState[]>
  /** @returns whether there is one then */
  setSecret(environmentId: string, which: ExchangeSecret, secret: string | null): Promise<boolean>
  hasSecret(environmentId: string, which: ExchangeSecret): Promise<boolean>
}

export interface CredentialCases {
  /** Asks the vault about every environment that was not asked about yet; what it says is published as it comes. */
  lookUp(): Promise<void>
  status(environmentId: string, set?: string): Promise<CredentialStatus>
  list(environmentId: string): Promise<CredentialSet[]>
  /** @throws KlaviError credential-lost, credential-changed (both unless `replace`), credential-set, vault-locked, vault-denied, vault-unavailable */
  save(
    environmentId: string,
    keys: { accessKey: string; secretKey: string },
    options?: { set?: string; replace?: boolean },
  ): Promise<CredentialStatus>
  /** Stores the embedded simulator's own keys for the simulator environment. */
  useSimulatorKeys(): Promise<CredentialStatus>
  /** A real auth call with a set; resolves also where it was refused. */
  test(environmentId: string, set?: string, signal?: AbortSignal): Promise<CredentialTest>
  delete(environmentId: string, set?: string): Promise<CredentialStatus>
  /** @throws KlaviError credential-set where there is no such set */
  activate(environmentId: string, set: string): Promise<CredentialStatus>
  /** @throws KlaviError credential-origin where `origin` is not the environment's present one */
  confirmOrigin(environmentId: string, origin: string, set?: string): Promise<CredentialStatus>
  /** Where in a pasted text the keys stand. */
  findInSnippet(text: string): SnippetFinding
  /** Gives up a keychain call that waits for the person. */
  cancelWait(): void
}
