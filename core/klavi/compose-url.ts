import type { Environment } from '../model/environment.ts'
import type { HeaderList } from '../model/exchange.ts'

export interface UrlParts {
  /** Begins with `/`. */
  path: string
  /** The path stands at the root and not below the environment's prefix. */
  fromRoot?: boolean
  query?: HeaderList
}

/**
 * `{scheme}://{host}/{resource-path}?{query-string}` in UTF-8, always on the environment's own origin
 * (docs/klavi-api.md §1).
 */
export function composeUrl(
  { origin, prefix }: Pick<Environment, 'origin' | 'prefix'>,
  { path, fromRoot = false, query = [] }: UrlParts,
): string {
  const url = new URL(origin)
  url.pathname = fromRoot ? path : prefix + path
  if (query.length > 0) url.search = new URLSearchParams(query).toString()
  return url.href
}
