import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { language } from '../../../messages/index.ts'
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

/** Writes a report into a folder, which is made; files of an earlier report there are replaced. */
export async function writeReport(report: ReadinessReport, folder: string): Promise<ReportFiles> {
  const place = resolve(folder)
  const { files, manifestSha256 } = reportFiles(report)
  await mkdir(place, { recursive: true })
  await Promise.all(
    [...files].map(([name, content]) => writeFile(join(place, name), content, { mode: 0o600 })),
  )
  return { folder: place, files: [...files.keys()], page: join(place, pageName), manifestSha256 }
}
