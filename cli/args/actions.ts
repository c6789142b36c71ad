/** What each verb takes as its first word: read by the parser and offered by the completion. */
export const actionsOf = {
  env: ['list', 'add', 'edit', 'remove', 'test', 'export', 'import'],
  credentials: ['set', 'test', 'delete', 'status', 'activate', 'confirm'],
  request: ['GET', 'POST'],
  inspect: ['brcode', 'pixkey', 'document', 'amount', 'curl', 'jwt'],
  payload: ['new', 'check', 'import', 'export'],
  report: ['verify', 'compare'],
  export: ['har', 'curl', 'json', 'markdown'],
  webhooks: ['listen', 'verify', 'replay'],
  completion: ['bash', 'zsh'],
} as const

/** Whether a word is one of those. */
export const isOneOf = <A extends string>(
  known: readonly A[],
  word: string | undefined,
): word is A => known.some((one) => one === word)
