// npm run bench:cli [-- --peers FOLDER]: the flow of a payment on the command line against a server on loopback, beside a
// bare script and, where FOLDER holds them (npm i --prefix FOLDER newman @usebruno/cli), newman and the Bruno CLI. All in
// turn in one run; whole processes; medians and ratios. Linux only (memory is read from /proc). Run it on a quiet machine.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuild } from '../../scripts/lib/ensure-build.mjs'

const RUNS = 9
const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const args = process.argv.slice(2)
const peers = args.includes('--peers') ? args[args.indexOf('--peers') + 1] : undefined

await ensureBuild()
const server = spawn(process.execPath, [here('cli-flow/server.mjs')], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
const port = await new Promise((resolve) =>
  server.stdout.once('data', (data) => resolve(String(data).trim())),
)
const base = `http://127.0.0.1:${port}`
const profile = mkdtempSync(join(tmpdir(), 'klavi-bench-'))

const programs = {
  'bare Node script': [here('cli-flow/bare.mjs'), base],
  'Klavi Tester': [
    ...[here('../../out/cli/klavi-tester.js'), 'pay', here('cli-flow/payment.json')],
    ...['--participant', 'Mock Bank', '--watch'],
    ...['--env', 'custom', '--origin', base, '--profile', profile, '--interval', '0.01', '--json'],
  ],
}
if (peers !== undefined) {
  const newman = join(peers, 'node_modules/newman/bin/newman.js')
  const bruno = join(peers, 'node_modules/@usebruno/cli/bin/bru.js')
  if (existsSync(newman)) {
    programs['newman'] = [
      newman,
      'run',
      here('cli-flow/newman.json'),
      ...['--env-var', `base=${base}`],
    ]
  }
  if (existsSync(bruno)) programs['Bruno CLI'] = [bruno, 'run', '--env-var', `base=${base}`]
}

/** Highest memory of one process in MiB, looked at while it runs. */
function peakOf(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return 0
  }
}

async function measure(name) {
  const started = performance.now()
  const child = spawn(process.env['KLAVI_BENCH_NODE'] ?? process.execPath, programs[name], {
    cwd: here('cli-flow/bruno/'),
    env: { ...process.env, KLAVI_ACCESS_KEY: 'bench-access', KLAVI_SECRET_KEY: 'bench-secret' },
    stdio: 'ignore',
  })
  let peak = 0
  const looking = setInterval(() => (peak = Math.max(peak, peakOf(child.pid) || 0)), 4)
  const code = await new Promise((resolve) => child.once('exit', resolve))
  clearInterval(looking)
  if (code !== 0) throw new Error(`${name} ended with exit ${code}`)
  return { wall: performance.now() - started, peak }
}

const results = Object.fromEntries(Object.keys(programs).map((name) => [name, []]))
try {
  for (let run = 0; run <= RUNS; run += 1) {
    for (const name of Object.keys(programs)) {
      const figures = await measure(name)
      // The first of each warms the caches.
      if (run > 0) results[name].push(figures)
    }
  }
} finally {
  server.kill()
  rmSync(profile, { recursive: true, force: true })
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]
const of = (name, figure) => median(results[name].map((one) => one[figure]))
console.log(
  `Node ${process.versions.node}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${RUNS} runs each in turn, medians`,
)
console.log('| Program | whole process | of ours | peak memory | of ours |\n|---|---|---|---|---|')
for (const name of Object.keys(programs)) {
  const ratio = (figure) => `${(of(name, figure) / of('Klavi Tester', figure)).toFixed(2)} ×`
  console.log(
    `| ${name} | ${of(name, 'wall').toFixed(0)} ms | ${ratio('wall')} | ${of(name, 'peak').toFixed(0)} MiB | ${ratio('peak')} |`,
  )
}
