import { access, constants, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { language, m } from '../../../messages/index.ts'
import type { ReadinessReport, ReportFiles } from '../../model/readiness.ts'
import { reportHtml } from './html.ts'
import { reportJunit } from './junit.ts'
import { manifestName, manifestOf, pageName, pageSealName, sealPage, sha256 } from './manifest.ts'

/** The files of a report, by name, with the manifest's hash. Pure, so that the same report gives the same bytes. */
export function reportFiles(
  report: ReadinessReport,
  spoken = language(),
): { files: Map<string, string>; manifestSha256: string } {
  const page = reportHtml(report, spoken)
  const files = new Map([
    ['report.json', `${JSON.stringify(report, null, 2)}\n`],
    ['junit.xml', reportJunit(report, spoken)],
    [pageSealName, `${sha256(page)}  ${pageName}\n`],
  ])
  const manifest = manifestOf(files)
  const manifestSha256 = sha256(manifest)
  files.set(manifestName, manifest)
  files.set(pageName, sealPage(page, manifestSha256))
  return { files, manifestSha256 }
}

/** The files of a report; nothing else may lie beside them, or the report could not be told from a changed one. */
const names: ReadonlySet<string> = new Set([
  'report.json',
  'junit.xml',
  pageSealName,
  manifestName,
  pageName,
])

/**
 * Makes the folder of a report, and sees whether it can be written and holds nothing but an earlier report.
 * @throws Error with a sentence where it cannot take one
 */
export async function prepareFolder(folder: string): Promise<string> {
  const place = resolve(folder)
  await mkdir(place, { recursive: true })
  await access(place, constants.W_OK)
  const other = (await readdir(place)).find((name) => !names.has(name))
  if (other !== undefined) throw new Error(m.report_folder_holds({ name: other }))
  return place
}

/** Writes a report into a folder, which is made; files of an earlier report there are replaced. */
export async function writeReport(report: ReadinessReport, folder: string): Promise<ReportFiles> {
  const { files, manifestSha256 } = reportFiles(report)
  const place = await prepareFolder(folder)
  await Promise.all(
    [...files].map(([name, content]) => writeFile(join(place, name), content, { mode: 0o600 })),
  )
  return { folder: place, files: [...files.keys()], page: join(place, pageName), manifestSha256 }
}
