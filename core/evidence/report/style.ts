/** The report's own style: no fonts and no images from anywhere, black on white on paper. */
export const reportStyle = `
:root{--ink:#16181d;--quiet:#5b6270;--line:#dfe2e8;--soft:#f6f7f9;--good:#0a7a43;--good-bg:#e6f5ec;--bad:#b3261e;--bad-bg:#fdecea;--wait:#8a5300;--wait-bg:#fff3dc;--none:#5b6270;--none-bg:#eef0f3}
*{box-sizing:border-box}
body{margin:0;background:var(--soft);color:var(--ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:1040px;margin:24px auto;background:#fff;border:1px solid var(--line);border-radius:10px;padding:40px 48px}
h1{font-size:26px;line-height:1.2;margin:4px 0 0;letter-spacing:-.01em}
h2{font-size:17px;margin:40px 0 10px;padding-bottom:6px;border-bottom:1px solid var(--line)}
h3{font-size:13px;margin:22px 0 6px;color:var(--quiet);font-weight:600}
p{margin:0 0 8px}
code,pre,.mono{font:12px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
a{color:inherit;text-decoration-color:var(--line);text-underline-offset:2px}
a:focus-visible,label:focus-within{outline:2px solid #2f6fed;outline-offset:2px;border-radius:3px}
.brand{color:var(--quiet);font-size:12px;letter-spacing:.02em}
.verdict{display:flex;align-items:center;gap:14px;margin:22px 0;padding:16px 18px;border-radius:8px;font-size:18px;font-weight:600}
.verdict .sign{font-size:22px;line-height:1}
.passed{color:var(--good)}.failed{color:var(--bad)}.needs-person{color:var(--wait)}.not-applicable{color:var(--none)}
.verdict.passed{background:var(--good-bg)}.verdict.failed{background:var(--bad-bg)}.verdict.needs-person{background:var(--wait-bg)}
.counts{display:flex;gap:28px;margin:0 0 24px;padding:0;list-style:none}
.counts b{display:block;font-size:22px;line-height:1.2;font-variant-numeric:tabular-nums}
.counts span{color:var(--quiet);font-size:12px}
dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:5px 20px;margin:0}
dl.facts dt{color:var(--quiet)}
dl.facts dd{margin:0;overflow-wrap:anywhere}
.seal{margin-top:22px;padding:12px 14px;border:1px solid var(--line);border-radius:8px}
.seal .label{color:var(--quiet);font-size:12px}
.seal .hash{overflow-wrap:anywhere;font-weight:600}
.seal p{margin:6px 0 0;color:var(--quiet);font-size:12px}
table{width:100%;border-collapse:collapse}
th{font-size:12px;color:var(--quiet);font-weight:600;text-align:left;padding:4px 12px 4px 0;border-bottom:1px solid var(--line)}
td{vertical-align:top;padding:8px 12px 8px 0;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
tr{break-inside:avoid}
table.checks{table-layout:fixed}table.checks th:nth-child(1){width:46%}table.checks th:nth-child(2){width:28%}table.checks th:nth-child(3){width:7%}
td.verdict-cell{overflow-wrap:anywhere}
.title{font-weight:600}
.tag{display:inline-block;margin-left:6px;padding:0 6px;border:1px solid var(--line);border-radius:9px;color:var(--quiet);font-size:11px;font-weight:400}
.note{color:var(--quiet);font-size:12.5px}
.chip{display:inline-block;padding:1px 8px;border-radius:9px;font-size:12px;font-weight:600;white-space:nowrap}
.chip.passed{background:var(--good-bg)}.chip.failed{background:var(--bad-bg)}.chip.needs-person{background:var(--wait-bg)}.chip.not-applicable{background:var(--none-bg)}
.links{display:flex;flex-wrap:wrap;gap:2px 8px}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.payment{margin:18px 0;break-inside:avoid}
.payment td,.payment th{padding-top:3px;padding-bottom:3px}
.payment .head{display:flex;justify-content:space-between;gap:16px;margin-bottom:4px}
.exchange{margin:16px 0;border:1px solid var(--line);border-radius:8px;overflow:hidden}
.exchange>.line{display:flex;gap:12px;padding:8px 12px;background:var(--soft);border-bottom:1px solid var(--line);align-items:baseline}
.exchange>.line .url{flex:1;overflow-wrap:anywhere}
.exchange .sides{display:grid;grid-template-columns:1fr 1fr}
.exchange .sides>div{padding:8px 12px;min-width:0}
.exchange .sides>div+div{border-left:1px solid var(--line)}
.exchange .label{color:var(--quiet);font-size:11px}
pre{margin:4px 0 0;white-space:pre-wrap;overflow-wrap:anywhere;font-size:11px;line-height:1.45;max-height:20rem;overflow:auto}
.en,.pt{display:inline}
input.language{position:absolute;opacity:0;pointer-events:none}
.languages{display:flex;justify-content:flex-end;gap:4px;max-width:1040px;margin:16px auto -12px;padding:0 4px}
.languages label{padding:3px 10px;border-radius:6px;cursor:pointer;color:var(--quiet)}
#en:checked~.languages label[for=en],#pt:checked~.languages label[for=pt]{background:#fff;color:var(--ink);box-shadow:0 0 0 1px var(--line)}
#en:focus-visible~.languages label[for=en],#pt:focus-visible~.languages label[for=pt]{outline:2px solid #2f6fed}
#en:checked~main .pt,#pt:checked~main .en{display:none}
@media (max-width:760px){main{padding:24px 18px;margin:0;border:0;border-radius:0}.exchange .sides{grid-template-columns:1fr}.exchange .sides>div+div{border-left:0;border-top:1px solid var(--line)}}
@page{size:A4;margin:16mm 14mm}
@media print{body{background:#fff;font-size:10.5px}main{max-width:none;margin:0;border:0;border-radius:0;padding:0}.languages{display:none}h1{font-size:22px}h2{break-after:avoid;margin-top:22px}h3{break-after:avoid}.first{break-after:page}pre{max-height:none;font-size:8px}.exchange{margin:8px 0}.exchange>.line{break-after:avoid}code,.mono{font-size:9px}td{padding-top:4px;padding-bottom:4px}.note{font-size:9.5px}.chip{font-size:9.5px}th{font-size:9.5px}h3{font-size:11.5px}.tag{font-size:8.5px}.payment{margin:10px 0}.seal .label,.seal p,.counts span{font-size:9.5px}}
`.trim()
