import { inLanguage, m, type Language } from '../../../messages/index.ts'
import { stateSentences } from '../../../messages/state-words.ts'
import { formatReais } from '../../payments/amount.ts'
import type {
  CheckGroup,
  EvidenceExchange,
  EvidencePayment,
  ReadinessReport,
} from '../../model/readiness.ts'
import { suiteFor } from '../../readiness/suite.ts'
import { checkInfo, groupWords, reasonWords, verdictWords } from '../../readiness/words.ts'
import { reportStyle } from './style.ts'

/** Where the manifest's hash stands, until it is known. */
export const manifestSlot = '0'.repeat(64)

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** Text as HTML; control characters become visible. */
export const text = (value: string | number): string =>
  String(value)
    .replace(/[&<>"']/g, (found) => escapes[found] ?? found)
    .replace(/[^\P{Cc}\t\n\r]/gu, '�')

/** A sentence in both languages; the page's switch shows one of them. */
function both(say: () => string): string {
  const en = inLanguage('en', say)
  const pt = inLanguage('pt-BR', say)
  if (en === pt) return text(en)
  return `<span class="en" lang="en">${text(en)}</span><span class="pt" lang="pt-BR">${text(pt)}</span>`
}

const shortest = 8
const short = (id: string): string => id.slice(0, shortest)
const utc = (iso: string): string => iso.replace('T', ' ').replace('Z', '')
const signs = { passed: '✓', failed: '✕', 'needs-person': '●', 'not-applicable': '–' } as const
/** Characters of a body on the page; report.json holds more. */
const longestOnPage = 2_400

/**
 * The report as one page: no script, nothing from outside, both languages in it. The manifest's hash is put into its slot
 * afterwards (write-report.ts).
 */
export function reportHtml(report: ReadinessReport, language: Language): string {
  const chosen = (id: Language): string => (id === language ? ' checked' : '')
  const title = inLanguage(language, m.report_title)
  const { environment } = report
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(`${title} · ${environment.name} · ${report.endedAt.slice(0, 10)}`)}</title>
<style>${reportStyle}</style>
</head>
<body>
<input class="language" type="radio" name="language" id="en" aria-label="English"${chosen('en')}>
<input class="language" type="radio" name="language" id="pt" aria-label="Português"${chosen('pt-BR')}>
<div class="languages" aria-hidden="true"><label for="en">English</label><label for="pt">Português</label></div>
<main>
${firstPage(report)}
${requirements(report)}
${timelines(report)}
${driftTable(report)}
${exchangeList(report)}
</main>
</body>
</html>
`
}

function firstPage(report: ReadinessReport): string {
  const { environment, tool, verdict, counts } = report
  const summary = {
    passed: () => m.report_summary_passed(),
    failed: () => m.report_summary_failed({ count: counts.failed }),
    'needs-person': () => m.report_summary_needs_person({ count: counts['needs-person'] }),
  }[verdict]
  const seconds = (Date.parse(report.endedAt) - Date.parse(report.startedAt)) / 1_000
  const facts: [() => string, string][] = [
    [m.report_environment, text(environment.name)],
    [m.report_origin, `<code>${text(environment.origin + environment.prefix)}</code>`],
    [m.report_dialect, text(environment.dialect.toUpperCase())],
    [m.report_started, text(utc(report.startedAt))],
    [m.report_duration, text(`${seconds.toFixed(1)} s`)],
    [m.report_by, text(report.by)],
    [m.report_versions, text(`${tool.name} ${tool.version} · ${tool.runtime} · ${tool.platform}`)],
    [m.report_id, `<code>${text(report.reportId)}</code>`],
  ]
  return `<section class="first">
<div class="brand">${both(m.report_tool)}</div>
<h1>${both(m.report_title)}</h1>
<div class="verdict ${verdict}"><span class="sign" aria-hidden="true">${signs[verdict]}</span><span>${both(summary)}</span></div>
<ul class="counts">${(['passed', 'failed', 'needs-person', 'not-applicable'] as const)
    .map(
      (each) =>
        `<li class="${each}"><b>${counts[each]}</b><span>${both(() => verdictWords(each))}</span></li>`,
    )
    .join('')}</ul>
<dl class="facts">${facts.map(([name, value]) => `<dt>${both(name)}</dt><dd>${value}</dd>`).join('')}</dl>
<div class="seal"><div class="label">${both(m.report_manifest)}</div><div class="hash mono">${manifestSlot}</div><p>${both(m.report_manifest_hint)}</p></div>
</section>`
}

const groups: readonly CheckGroup[] = [
  'transport',
  'auth',
  'participants',
  'course',
  'payload',
  'conduct',
]

function requirements(report: ReadinessReport): string {
  const suite = suiteFor(report.environment.dialect)
  const known = new Set(report.exchanges.map(({ id }) => id))
  const row = (result: ReadinessReport['checks'][number]): string => {
    const check = suite.find(({ id }) => id === result.id)
    const say = (part: 'title' | 'proves' | 'how'): string =>
      both(() =>
        check === undefined ? (part === 'title' ? result.id : '') : checkInfo(check)[part],
      )
    const { reason } = result
    const links = [
      ...result.exchangeIds.filter((id) => known.has(id)).map((id) => link('x', id)),
      ...result.localIds.map((id) => link('p', id)),
    ]
    return `<tr id="c-${text(result.id)}">
<td class="check"><span class="title">${say('title')}</span>${result.negative ? `<span class="tag">${both(m.report_negative)}</span>` : ''}<div class="note">${say('proves')} ${say('how')}</div></td>
<td class="verdict-cell"><span class="chip ${result.verdict}">${signs[result.verdict]} ${both(() => verdictWords(result.verdict))}</span>${reason === undefined ? '' : `<div class="note">${both(() => reasonWords(reason))}</div>`}</td>
<td class="mono">${text(result.section)}</td>
<td><div class="links mono">${links.join('')}</div></td>
</tr>`
  }
  const table = (group: CheckGroup): string => {
    const rows = report.checks.filter((result) => result.group === group)
    if (rows.length === 0) return ''
    return `<h3>${both(() => groupWords(group))}</h3>
<table class="checks"><thead><tr><th>${both(m.report_column_check)}</th><th>${both(m.report_column_verdict)}</th><th>${both(m.report_column_section)}</th><th>${both(m.report_column_evidence)}</th></tr></thead><tbody>
${rows.map(row).join('\n')}
</tbody></table>`
  }
  return `<section><h2>${both(m.report_checks)}</h2>
${groups.map(table).join('\n')}
</section>`
}

const link = (kind: 'x' | 'p', id: string): string =>
  `<a href="#${kind}-${text(id)}">${text(short(id))}</a>`

function timelines(report: ReadinessReport): string {
  const watched = report.payments.filter(({ observations }) => observations.length > 0)
  const others = report.payments.filter(({ observations }) => observations.length === 0)
  return `<section><h2>${both(m.report_payments)}</h2>
${watched.map(timeline).join('\n')}
${others.map((each) => `<div class="payment" id="p-${text(each.payment.localId)}">${head(each)}<div class="note">${both(m.report_no_observations)}</div></div>`).join('\n')}
</section>`
}

function head({ payment }: EvidencePayment): string {
  const reais = payment.amountCentavos > 0 ? ` = ${formatReais(payment.amountCentavos)}` : ''
  const amount = `"${payment.amountWire}"${reais}`
  // A payment that was refused for want of its externalId has no id at all.
  const id = payment.paymentId ?? (payment.externalId || '—')
  const stands =
    payment.lastStatus === undefined
      ? both(stateSentences[payment.state])
      : text(payment.lastStatus)
  return `<div class="head"><code>${text(id)}</code><span>${text(amount)} · <b>${stands}</b></span></div>`
}

function timeline(evidence: EvidencePayment): string {
  const rows = evidence.observations
    .filter(({ changed, errorCode }) => changed || errorCode !== undefined)
    .map(
      ({ at, status, errorCode, httpStatus, latencyMs, event }) =>
        `<tr><td class="mono">${text(utc(at))}</td><td class="mono">${text(status ?? errorCode ?? '')}${event === undefined ? '' : `<span class="tag">${text(event)}</span>`}</td><td class="num">${text(httpStatus ?? '—')}</td><td class="num">${text(latencyMs)} ms</td></tr>`,
    )
  return `<div class="payment" id="p-${text(evidence.payment.localId)}">${head(evidence)}
<table><thead><tr><th>${both(m.report_column_at)}</th><th>${both(m.report_column_status)}</th><th class="num">${both(m.report_column_http)}</th><th class="num">${both(m.report_column_latency)}</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>`
}

function driftTable({ drift }: ReadinessReport): string {
  if (drift.length === 0) {
    return `<section><h2>${both(m.report_drift)}</h2><p class="note">${both(m.report_no_drift)}</p></section>`
  }
  const rows = drift.map(
    ({ step, path, kind, verdict, expected, seen, example }) =>
      `<tr><td class="mono">${text(step)} ${text(path)}</td><td>${text(kind)}<span class="tag">${text(verdict)}</span></td><td class="mono">${text(expected)}</td><td class="mono">${text(seen)} ${text(example)}</td></tr>`,
  )
  return `<section><h2>${both(m.report_drift)}</h2>
<table><thead><tr><th>${both(m.report_column_path)}</th><th>${both(m.report_column_kind)}</th><th>${both(m.report_column_expected)}</th><th>${both(m.report_column_seen)}</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></section>`
}

const exchangeList = ({ exchanges }: ReadinessReport): string => `<section>
<h2>${both(m.report_exchanges)}</h2>
<p class="note">${both(m.report_exchanges_note)}</p>
${exchanges.map(exchangeBlock).join('\n')}
</section>`

function exchangeBlock(exchange: EvidenceExchange): string {
  const { id, at, method, url, httpStatus, errorCode, latencyMs } = exchange
  const answer =
    httpStatus === undefined
      ? `${both(m.report_no_answer)} ${text(errorCode ?? '')}`
      : text([httpStatus, errorCode].filter(Boolean).join(' · '))
  const bad = httpStatus === undefined || httpStatus >= 500 || exchange.incomplete === true
  const left = Math.max(0, exchange.responseBody.length - longestOnPage) + (exchange.omitted ?? 0)
  return `<article class="exchange" id="x-${text(id)}">
<div class="line"><code>${text(short(id))}</code><b>${text(method)}</b><code class="url">${text(url)}</code><span class="${bad ? 'failed' : ''}">${answer}</span><span class="num note">${text(latencyMs)} ms</span></div>
<div class="sides"><div><div class="label">${both(m.report_request)} · ${text(utc(at))}</div><pre>${headers(exchange.requestHeaders)}${body(exchange.requestBody)}</pre></div>
<div><div class="label">${both(m.report_response)}</div><pre>${headers(exchange.responseHeaders)}${body(exchange.responseBody.slice(0, longestOnPage))}</pre>${left > 0 ? `<div class="note">${both(() => m.report_omitted({ count: left }))}</div>` : ''}</div></div>
</article>`
}

const headers = (list: readonly [string, string][]): string =>
  list.map(([name, value]) => `${text(name)}: ${text(value)}\n`).join('')

/** Laid out where it is JSON. */
function body(raw: string): string {
  if (raw === '') return ''
  try {
    return `\n${text(JSON.stringify(JSON.parse(raw), null, 2))}`
  } catch {
    return `\n${text(raw)}`
  }
}
