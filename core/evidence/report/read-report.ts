import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { KlaviError } from '../../failure.ts'
import type { ReadinessReport } from '../../model/readiness.ts'

const largest = 256 * 1024 * 1024

/**
 * A report.json, or the one in a folder. Only its form is looked at; whether it was changed is `verifyReport`'s to say.
 * @throws KlaviError `report-unreadable`
 */
export async function readReport(path: string): Promise<ReadinessReport> {
  try {
    const folder = (await stat(path)).isDirectory()
    const file = folder ? join(path, 'report.json') : path
    if ((await stat(file)).size > largest) throw new Error('too large')
    const report = JSON.parse(await readFile(file, 'utf8')) as Partial<ReadinessReport> | null
    if (
      report?.format !== 'klavi-tester-readiness/1' ||
      !Array.isArray(report.checks) ||
      !Array.isArray(report.drift) ||
      !isObject(report.environment) ||
      !isObject(report.counts) ||
      !report.checks.every((check) => isObject(check) && typeof check.id === 'string') ||
      !report.drift.every((found) => isObject(found) && typeof found.path === 'string')
    ) {
      throw new Error('no readiness report')
    }
    return report as ReadinessReport
  } catch (thrown) {
    throw new KlaviError('report-unreadable', { file: path }, thrown)
  }
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
