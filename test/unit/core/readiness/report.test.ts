import { readdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { compareReports } from '../../../../core/evidence/report/compare.ts'
import { reportHtml } from '../../../../core/evidence/report/html.ts'
import { reportJunit } from '../../../../core/evidence/report/junit.ts'
import { readManifest, sha256 } from '../../../../core/evidence/report/manifest.ts'
import { readReport } from '../../../../core/evidence/report/read-report.ts'
import { verifyReport } from '../../../../core/evidence/report/verify.ts'
import {
  prepareFolder,
  reportFiles,
  writeReport,
} from '../../../../core/evidence/report/write-report.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'
import { sampleReport } from './sample-report.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'klavi-report-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const golden = (name: string): string => join(import.meta.dirname, '../../../golden', name)

describe('the page', () => {
  it('is the golden one', async () => {
    await expect(reportHtml(sampleReport, 'en')).toMatchFileSnapshot(golden('report.html'))
  })

  it('holds nothing that runs and nothing from outside', () => {
    const page = reportHtml(sampleReport, 'pt-BR')
    expect(page).not.toMatch(/<script|<img|<link|<iframe|src=|url\(|@import|\son\w+=/i)
    expect(page).toContain('&lt;script&gt;alert(1)')
    expect(page).toContain('Sandbox &lt;b&gt;&amp;&quot;1&quot;')
  })

  it('speaks both languages', () => {
    const page = reportHtml(sampleReport, 'en')
    expect(page).toContain('A wrong secret is refused')
    expect(page).toContain('Um secret errado é recusado')
  })

  it('tells in both languages where a payment stands that has no status, also one without an id', () => {
    const [first] = sampleReport.payments
    const { lastStatus: _status, paymentId: _id, ...payment } = first!.payment
    const refused = { ...payment, externalId: '', state: 'refused' as const }
    const page = reportHtml({ ...sampleReport, payments: [{ ...first!, payment: refused }] }, 'en')
    expect(page).toContain('<code>—</code>')
    expect(page).toContain('<b><span class="en" lang="en">Refused</span><span class="pt"')
    expect(page).not.toContain('<b>refused</b>')
  })
})

describe('JUnit', () => {
  it('is the golden one and valid by its schema', async () => {
    const xml = reportJunit(sampleReport, 'en')
    await expect(xml).toMatchFileSnapshot(golden('junit.xml'))
    const schema = await readFile(join(import.meta.dirname, '../../../contract/junit.xsd'), 'utf8')
    const { valid, errors } = await validateXML({
      xml: [{ fileName: 'junit.xml', contents: xml }],
      schema: [{ fileName: 'junit.xsd', contents: schema }],
    })
    expect(errors).toEqual([])
    expect(valid).toBe(true)
  })

  it('fails what needs a person', () => {
    expect(reportJunit(sampleReport, 'en')).toMatch(/failures="2" errors="0" time/)
  })
})

describe('the manifest', () => {
  it('is what sha256sum checks, and its hash stands on the first page', () => {
    const { files, manifestSha256 } = reportFiles(sampleReport, 'en')
    const manifest = files.get('MANIFEST.sha256') ?? ''
    const listed = readManifest(manifest)
    expect([...(listed?.keys() ?? [])]).toEqual(['PAGE.sha256', 'junit.xml', 'report.json'])
    for (const [name, hash] of listed ?? []) expect(sha256(files.get(name) ?? '')).toBe(hash)
    expect(sha256(manifest)).toBe(manifestSha256)
    expect(files.get('report.html')).toContain(manifestSha256)
  })

  it('is the same for the same report', () => {
    expect(reportFiles(sampleReport, 'en')).toEqual(reportFiles(sampleReport, 'en'))
  })

  it('verifies what was not changed', async () => {
    const { manifestSha256, files } = await writeReport(sampleReport, folder)
    expect(files).toHaveLength(5)
    expect(await verifyReport(folder, manifestSha256)).toMatchObject({ problems: [] })
    expect(await readReport(folder)).toEqual(sampleReport)
  })

  it.each(['report.html', 'report.json', 'junit.xml', 'PAGE.sha256', 'MANIFEST.sha256'])(
    'finds a byte changed in %s',
    async (name) => {
      const { manifestSha256 } = await writeReport(sampleReport, folder)
      const path = join(folder, name)
      const content = await readFile(path, 'utf8')
      const at = name === 'MANIFEST.sha256' ? 3 : Math.floor(content.length / 2)
      const other = content[at] === 'a' ? 'b' : 'a'
      await writeFile(path, content.slice(0, at) + other + content.slice(at + 1))
      const { problems } = await verifyReport(folder, manifestSha256)
      expect(problems).not.toEqual([])
    },
  )

  it('finds a file too many, one too few, and another manifest than the printed one', async () => {
    await writeReport(sampleReport, folder)
    await writeFile(join(folder, 'more.txt'), '')
    await rm(join(folder, 'junit.xml'))
    const { problems } = await verifyReport(folder, '0'.repeat(64))
    expect(problems).toEqual([
      { file: 'junit.xml', problem: 'missing' },
      { file: 'more.txt', problem: 'extra' },
      { file: 'MANIFEST.sha256', problem: 'not-the-printed-hash' },
    ])
  })

  it('leaves names that lead elsewhere alone', () => {
    expect(readManifest(`${'0'.repeat(64)}  ../secret\n`)).toBeUndefined()
  })
})

it('compares verdicts and drift', () => {
  const after = {
    ...sampleReport,
    drift: [],
    checks: sampleReport.checks.map((check) =>
      check.id === 'auth-good' ? { ...check, verdict: 'failed' as const } : check,
    ),
  }
  const { changes, driftGone, driftAppeared } = compareReports(sampleReport, after)
  expect(changes).toMatchObject([
    { id: 'auth-good', before: 'passed', after: 'failed', kind: 'worse' },
  ])
  expect([driftGone.length, driftAppeared.length]).toEqual([1, 0])
})

describe('the folder of a report', () => {
  it('is made, and may hold an earlier report', async () => {
    const folder = join(temporaryFolder(), 'new', 'report')
    await writeReport(sampleReport, folder)
    await writeReport(sampleReport, folder)
    expect((await verifyReport(folder)).problems).toEqual([])
  })

  it('is refused where it holds anything else, with nothing written', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'notes.txt'), '')
    await expect(prepareFolder(folder)).rejects.toThrow('notes.txt')
    await expect(writeReport(sampleReport, folder)).rejects.toThrow('notes.txt')
    expect(readdirSync(folder)).toEqual(['notes.txt'])
  })
})

it.each([
  ['a check that is none', { checks: [null] }],
  ['a check without its id', { checks: [{}] }],
  ['drift that is none', { drift: [7] }],
  ['no counts', { counts: null }],
])('reads no report with %s', async (_what, change) => {
  const file = join(temporaryFolder(), 'report.json')
  writeFileSync(file, JSON.stringify({ ...sampleReport, ...change }))
  await expect(readReport(file)).rejects.toMatchObject({ code: 'report-unreadable' })
})
