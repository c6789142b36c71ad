import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, relative, resolve } from 'node:path'
import { APP_ORIGIN, originOf } from './app-origin.ts'
import { buildCsp, secureHeaders } from './csp.ts'
import { logoIds, logoResponse, type LogoSource } from './logo-response.ts'

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

const NONCE_META = /<meta\s+name="csp-nonce"[^>]*>/i

/**
 * The file that an address of the app's scheme means, or undefined for what must not be served: another host, a type
 * that is not listed, or a path that leaves the folder, however it is written.
 */
export function resolveAppPath(folder: string, address: string): string | undefined {
  if (originOf(address) !== APP_ORIGIN) return undefined
  let path: string
  try {
    path = decodeURIComponent(new URL(address).pathname)
  } catch {
    return undefined
  }
  if (/[\0\\:]/.test(path)) return undefined
  const file = resolve(folder, `.${path === '/' ? '/index.html' : path}`)
  const inside = relative(folder, file)
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return undefined
  return MIME[extname(file).toLowerCase()] === undefined ? undefined : file
}

/** Puts the nonce where the page can read it: `<meta name="csp-nonce">`, added to the head when it is not there. */
export function withNonce(html: string, nonce: string): string {
  const meta = `<meta name="csp-nonce" content="${nonce}">`
  return NONCE_META.test(html)
    ? html.replace(NONCE_META, meta)
    : html.replace(/<head[^>]*>/i, (head) => head + meta)
}

/** Answers the app's scheme with the files under `folder`, which must be absolute, and logos; all else is 404 or 405. */
export function createAppHandler(
  folder: string,
  newNonce: () => string = () => randomBytes(16).toString('base64'),
  logos?: LogoSource,
): (request: { url: string; method: string }) => Promise<Response> {
  return async ({ url, method }) => {
    const nonce = newNonce()
    const headers = { ...secureHeaders, 'Content-Security-Policy': buildCsp(nonce) }
    if (method !== 'GET') return new Response(null, { status: 405, headers })
    const ids = originOf(url) === APP_ORIGIN ? logoIds(new URL(url).pathname) : undefined
    if (ids !== undefined && logos !== undefined) return logoResponse(logos, ids)
    const file = resolveAppPath(folder, url)
    const body = file === undefined ? undefined : await readFile(file).catch(() => undefined)
    if (file === undefined || body === undefined) {
      return new Response(null, { status: 404, headers })
    }
    const type = MIME[extname(file).toLowerCase()] ?? 'application/octet-stream'
    const page = type.startsWith('text/html')
    return new Response(page ? withNonce(body.toString('utf8'), nonce) : new Uint8Array(body), {
      headers: {
        ...headers,
        'Content-Type': type,
        // The page carries its nonce; the assets' names carry their contents' hash.
        'Cache-Control': page ? 'no-store' : 'max-age=31536000, immutable',
      },
    })
  }
}
