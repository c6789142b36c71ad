import { secureHeaders } from './csp.ts'

export interface LogoSource {
  get(
    environmentId: string,
    participantId: string,
  ): Promise<{ type: string; bytes: Uint8Array } | undefined>
}

/** Nothing in an image may run or load anything, should it ever be opened by itself. */
const imagePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** The two ids in `/logo/<environment>/<participant>`, or undefined for another address. */
export function logoIds(
  pathname: string,
): [environmentId: string, participantId: string] | undefined {
  const match = /^\/logo\/([^/]{1,600})\/([^/]{1,600})$/.exec(pathname)
  try {
    return match === null
      ? undefined
      : [decodeURIComponent(match[1] ?? ''), decodeURIComponent(match[2] ?? '')]
  } catch {
    return undefined
  }
}

/** A bank's logo as the app's own scheme serves it; 404 where there is none, and the page shows initials. */
export async function logoResponse(
  source: LogoSource,
  [environmentId, participantId]: [string, string],
): Promise<Response> {
  const logo = await source.get(environmentId, participantId)
  const headers = { ...secureHeaders, 'Content-Security-Policy': imagePolicy }
  if (logo === undefined) return new Response(null, { status: 404, headers })
  return new Response(new Uint8Array(logo.bytes), {
    headers: { ...headers, 'Content-Type': logo.type, 'Cache-Control': 'private, max-age=86400' },
  })
}
