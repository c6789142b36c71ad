/**
 * A command line that cannot be carried out as it was typed: error code `invalid-input`, exit 2. The sentence and the
 * hint are already in the person's language.
 */
export class UsageError extends Error {
  readonly hint: string

  constructor(detail: string, hint: string) {
    super(detail)
    this.name = 'UsageError'
    this.hint = hint
  }
}
