import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { KlaviError } from '../../failure.ts'
import {
  manifestName,
  pageName,
  pageSealName,
  readManifest,
  sha256,
  unsealPage,
} from './manifest.ts'

export type ReportProblem = {
  file: string
  problem: 'missing' | 'changed' | 'extra' | 'not-the-printed-hash' | 'unreadable'
}

export interface Verification {
  manifestSha256: string
  /** Files that were held against their hashes. */
  files: string[]
  problems: ReportProblem[]
}

const largest = 256 * 1024 * 1024

/**
 * Whether a report is still what it was when it was written: every file of the manifest, the page by its own seal, nothing
 * beside them, and, where it is given, the hash that was printed with the outcome.
 * @throws KlaviError `report-unreadable` where there is no manifest
 */
export async function verifyReport(folder: string, printedSha256?: string): Promise<Verification> {
  const manifest = await read(folder, manifestName)
  const listed = manifest === undefined ? undefined : readManifest(manifest.toString('utf8'))
  if (manifest === undefined || listed === undefined) {
    throw new KlaviError('report-unreadable', { file: join(folder, manifestName) })
  }
  const manifestSha256 = sha256(manifest)
  const problems: ReportProblem[] = []
  for (const [file, hash] of listed) {
    const content = await read(folder, file)
    if (content === undefined) problems.push({ file, problem: 'missing' })
    else if (sha256(content) !== hash) problems.push({ file, problem: 'changed' })
  }
  const page = await read(folder, pageName)
  const seal = (await read(folder, pageSealName))?.toString('utf8').slice(0, 64)
  if (page === undefined) problems.push({ file: pageName, problem: 'missing' })
  else {
    const unsealed = unsealPage(page.toString('utf8'))
    const whole = unsealed !== undefined && sha256(unsealed.bare) === seal
    if (!whole || unsealed.hash !== manifestSha256) {
      problems.push({ file: pageName, problem: 'changed' })
    }
  }
  const own = new Set([manifestName, pageName, ...listed.keys()])
  for (const file of await readdir(folder)) {
    if (!own.has(file)) problems.push({ file, problem: 'extra' })
  }
  if (printedSha256 !== undefined && printedSha256.toLowerCase() !== manifestSha256) {
    problems.push({ file: manifestName, problem: 'not-the-printed-hash' })
  }
  return { manifestSha256, files: [...listed.keys(), pageName], problems }
}

async function read(folder: string, file: string): Promise<Buffer | undefined> {
  try {
    const path = join(folder, file)
    const found = await stat(path)
    return found.isFile() && found.size <= largest ? await readFile(path) : undefined
  } catch {
    return undefined
  }
}
