import { inLanguage, type Language } from '../../../messages/index.ts'
import type { ReadinessReport } from '../../model/readiness.ts'
import { suiteFor } from '../../readiness/suite.ts'
import { checkInfo, reasonWords } from '../../readiness/words.ts'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
}
/** Text as an attribute; what XML 1.0 cannot hold is left out. */
const attribute = (value: string | number): string =>
  String(value)
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"\n\r\t]/g, (found) => escapes[found] ?? found)

/**
 * The run as JUnit XML, a suite per group (schema: test/contract/junit.xsd). What does not apply is skipped; what needs a
 * person fails, because nothing was proved.
 */
export function reportJunit(report: ReadinessReport, language: Language): string {
  return inLanguage(language, () => {
    const suite = suiteFor(report.environment.dialect)
    const groups = [...new Set(report.checks.map(({ group }) => group))]
    const cases = groups.map((group) => {
      const results = report.checks.filter((result) => result.group === group)
      return { group, results }
    })
    const failures = (results: ReadinessReport['checks']): number =>
      results.filter(({ verdict }) => verdict === 'failed' || verdict === 'needs-person').length
    const skipped = (results: ReadinessReport['checks']): number =>
      results.filter(({ verdict }) => verdict === 'not-applicable').length
    const seconds = (startedAt: string, endedAt: string): string =>
      ((Date.parse(endedAt) - Date.parse(startedAt)) / 1_000).toFixed(3)
    const timeOf = (results: ReadinessReport['checks']): string =>
      results
        .reduce((sum, each) => sum + Number(seconds(each.startedAt, each.endedAt)), 0)
        .toFixed(3)
    const { environment, tool } = report
    const properties: [string, string][] = [
      ['report', report.reportId],
      ['environment', environment.name],
      ['origin', environment.origin],
      ['dialect', environment.dialect],
      ['tool', `${tool.name} ${tool.version}`],
      ['runtime', tool.runtime],
    ]
    const testCase = (result: ReadinessReport['checks'][number]): string => {
      const check = suite.find(({ id }) => id === result.id)
      const title = check === undefined ? result.id : checkInfo(check).title
      const message = attribute(result.reason === undefined ? '' : reasonWords(result.reason))
      const inner = {
        passed: '',
        failed: `<failure message="${message}" type="failed"/>`,
        'needs-person': `<failure message="${message}" type="needs-person"/>`,
        'not-applicable': `<skipped message="${message}"/>`,
      }[result.verdict]
      const open = `    <testcase name="${attribute(`${result.id}: ${title}`)}" classname="${attribute(`readiness.${result.group}`)}" time="${seconds(result.startedAt, result.endedAt)}"`
      return inner === '' ? `${open}/>` : `${open}>${inner}</testcase>`
    }
    const all = report.checks
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name="klavi-tester readiness" tests="${all.length}" failures="${failures(all)}" errors="0" time="${timeOf(all)}">`,
      ...cases.flatMap(({ group, results }) => [
        `  <testsuite name="${attribute(group)}" tests="${results.length}" failures="${failures(results)}" errors="0" skipped="${skipped(results)}" time="${timeOf(results)}" timestamp="${report.startedAt.slice(0, 19)}" hostname="${attribute(new URL(environment.origin).hostname)}">`,
        '    <properties>',
        ...properties.map(
          ([name, value]) =>
            `      <property name="${attribute(name)}" value="${attribute(value)}"/>`,
        ),
        '    </properties>',
        ...results.map(testCase),
        '  </testsuite>',
      ]),
      '</testsuites>',
      '',
    ].join('\n')
  })
}
