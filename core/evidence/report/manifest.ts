import { createHash } from 'node:crypto'
import { manifestSlot } from './html.ts'

export const manifestName = 'MANIFEST.sha256'
export const pageName = 'report.html'
/** Hash of the page with zeros in the manifest's place: a page cannot stand in the manifest whose hash it bears. */
export const pageSealName = 'PAGE.sha256'

export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex')

/** Lines as `sha256sum` writes them, sorted by name. */
export const manifestOf = (files: ReadonlyMap<string, string>): string =>
  [...files]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, content]) => `${sha256(content)}  ${name}\n`)
    .join('')

/** `hash  name` or `hash *name`, a plain file name only; undefined where a line is none of these. */
export function readManifest(content: string): Map<string, string> | undefined {
  const files = new Map<string, string>()
  for (const line of content.split(/\r?\n/)) {
    if (line === '') continue
    const [, hash, name] = /^([0-9a-f]{64}) [ *]([\w.-]+)$/.exec(line) ?? []
    if (hash === undefined || name === undefined) return undefined
    files.set(name, hash)
  }
  return files
}

const slotPattern = /(<div class="hash mono">)([0-9a-f]{64})(<\/div>)/

export const sealPage = (page: string, hash: string): string =>
  page.replace(slotPattern, `$1${hash}$3`)

/** The manifest's hash on a page, and the page as it was before it was put there. */
export function unsealPage(page: string): { hash: string; bare: string } | undefined {
  const hash = slotPattern.exec(page)?.[2]
  return hash === undefined ? undefined : { hash, bare: sealPage(page, manifestSlot) }
}
