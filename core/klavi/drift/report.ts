import type { DriftFinding } from '../../model/drift.ts'

/** The findings as a Markdown table, for an issue or a mail to Klavi's support. */
export function driftAsMarkdown(findings: readonly DriftFinding[]): string {
  const rows = findings.map((finding) =>
    [
      finding.verdict,
      finding.step,
      code(finding.path),
      finding.kind,
      finding.expected,
      finding.seen,
      finding.example === '' ? '' : code(finding.example),
      String(finding.count),
      finding.firstAt,
      finding.lastAt,
    ].map(cell),
  )
  const head = [
    'verdict',
    'call',
    'path',
    'kind',
    'expected',
    'seen',
    'example',
    'count',
    'first',
    'last',
  ]
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('')
}

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
