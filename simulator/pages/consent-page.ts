import { logoOf } from '../participants/logo.ts'
import type { PaymentView } from '../dialects/dialect.ts'
import { escapeHtml, maskedCpf, reais } from './html.ts'
import type { PageLanguage } from './words.ts'
import { PAGE_WORDS } from './words.ts'

const STYLE = `
:root{color-scheme:light dark;--bg:#eef1f5;--card:#fff;--text:#1a2330;--soft:#5a6675;--line:#d5dce5;--go:#0b6b46;--stop:#a3211f}
@media (prefers-color-scheme:dark){:root{--bg:#10151c;--card:#1a222d;--text:#eef2f7;--soft:#a3b0c0;--line:#344050;--go:#1c7a53;--stop:#e06a66}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,sans-serif}
main{width:100%;max-width:420px;background:var(--card);border:1px solid var(--line);border-radius:16px;padding:24px}
header{display:flex;gap:12px;align-items:center}
header svg{width:48px;height:48px;flex:none}
h1{font-size:1.15rem;margin:0}
p.sandbox{margin:0;color:var(--soft);font-size:.85rem}
dl{margin:20px 0;border-top:1px solid var(--line)}
dl div{display:flex;justify-content:space-between;gap:16px;padding:10px 0;border-bottom:1px solid var(--line)}
dt{color:var(--soft)}dd{margin:0;text-align:right;overflow-wrap:anywhere}
dd.amount{font-size:1.3rem;font-weight:700}
form{display:grid;gap:10px}
button{font:inherit;font-weight:600;padding:12px;border-radius:10px;border:2px solid transparent;cursor:pointer}
button.go{background:var(--go);color:#fff}
button.stop{background:none;color:var(--stop);border-color:currentColor}
button:focus-visible{outline:3px solid #4c8dff;outline-offset:2px}
`

function page(language: PageLanguage, title: string, body: string): string {
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width,initial-scale=1">' +
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>` +
    `<body><main>${body}</main></body></html>`
  )
}

/** A bank's question to the payer. `ticket` proves that the answer comes from this very page. */
export function consentPage(view: PaymentView, ticket: string, language: PageLanguage): string {
  const { record, institution } = view
  const words = PAGE_WORDS[language]
  const row = (name: string, value: string, extra = ''): string =>
    `<div><dt>${name}</dt><dd${extra}>${escapeHtml(value)}</dd></div>`
  return page(
    language,
    `${institution.name} – ${words.authorizePayment}`,
    `<header>${logoOf(institution)}<div><h1>${escapeHtml(institution.name)}</h1>` +
      `<p class="sandbox">${words.sandbox}</p></div></header>` +
      '<dl>' +
      row(words.amount, reais(record.centavos), ' class="amount"') +
      row(words.payer, record.payer.name) +
      row('CPF', maskedCpf(record.payer.taxId)) +
      row(words.order, record.externalId) +
      '</dl>' +
      `<form method="post" action="/consent/${record.consentToken}">` +
      `<input type="hidden" name="ticket" value="${ticket}">` +
      `<button class="go" name="decision" value="authorize">${words.authorize}</button>` +
      `<button class="stop" name="decision" value="reject">${words.reject}</button></form>`,
  )
}

/** A page that only says something. */
export function messagePage(language: PageLanguage, title: string, text: string): string {
  return page(language, title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>`)
}
