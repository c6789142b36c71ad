// node test/bench/large-body.mjs [MEGABYTES]: what reading a large JSON body costs the process that watches payments, when it
// does the work itself and when a child does, in turn. Prints a table; nothing is asserted. Wants the pinned Node
// (node_modules/.bin/node), since it runs the sources.
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createBodyDesk } from '../../core/evidence/bodies/body-desk.ts'
import { systemClock } from '../../core/system.ts'
import { largeJson } from './large-json.mjs'

const megabytes = Number(process.argv[2] ?? 40)
const child = fileURLToPath(new URL('../../core/evidence/bodies/desk-child.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'klavi-tester-bench-'))

const file = join(folder, 'body')
const text = largeJson(megabytes)
writeFileSync(file, text)
const characters = text.length
const body = { key: 'body', characters, file, text: () => text }
const detail = {
  id: 'e-1',
  environmentId: 'sandbox',
  step: 'participants',
  at: '2026-01-01T00:00:00.000Z',
  method: 'GET',
  url: 'https://klavi.example/participants',
  httpStatus: 200,
  latencyMs: 1,
  requestHeaders: [],
  responseHeaders: [],
  requestBytes: 0,
  responseBytes: statSync(file).size,
}

const spawn = () => {
  const one = fork(child, [], { execArgv: [], serialization: 'advanced' })
  return {
    post: (question) => one.send(question),
    onMessage: (listener) => one.on('message', listener),
    onExit: (listener) => one.once('exit', listener),
    kill: () => one.kill('SIGKILL'),
  }
}

/** The longest time that the event loop of this process stood still while `work` went on, in ms. */
async function measured(work) {
  let last = performance.now()
  let longest = 0
  const look = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }
  const timer = setInterval(look, 1)
  const begun = performance.now()
  await work()
  const took = performance.now() - begun
  look()
  clearInterval(timer)
  return { took, longest }
}

async function run(desk, name) {
  const path = join(folder, `${name}.har`)
  let last = 0
  const steps = {
    'first lines, indented': async () => {
      last = (await desk.lines(body, 'pretty', { offset: 0, limit: 200 })).total
    },
    'last lines': () => desk.lines(body, 'pretty', { offset: last - 200, limit: 200 }),
    'all places of a word': () => desk.find(body, 'pretty', 'banco'),
    'JSON path of the last line': () => desk.pathAt(body, last - 5),
    'tree, 200 children': () => desk.tree(body, '$.data', { offset: 0, limit: 200 }),
    'first lines, as it came': () => desk.lines(body, 'raw', { offset: 0, limit: 200 }),
    'export as HAR, masked': async () => {
      const options = { format: 'har', maskPersonal: true, version: '1', language: 'en', path }
      const out = desk.export(options, true)
      const request = { key: 'request', text: '' }
      await out.add([{ detail, request, response: { key: 'body', file } }])
      await out.end()
      await out.close()
    },
  }
  const figures = {}
  for (const [step, work] of Object.entries(steps)) figures[step] = await measured(work)
  const memory = process.memoryUsage().rss / 2 ** 20
  desk.drop()
  return { figures, memory }
}

const before = process.memoryUsage().rss / 2 ** 20
// The child first: what this process then holds is not its own doing.
const there = await run(createBodyDesk(systemClock, spawn), 'child')
const here = await run(createBodyDesk(systemClock), 'here')

const ms = (figure) => figure.toFixed(0)
console.log(
  `${(characters / 1e6).toFixed(0)} MB, Node ${process.versions.node}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB\n`,
)
console.log(
  '| What | itself: longest stop | child: longest stop | itself: answer | child: answer |',
)
console.log('|---|---|---|---|---|')
for (const step of Object.keys(here.figures)) {
  const [own, other] = [here.figures[step], there.figures[step]]
  console.log(
    `| ${step} | ${ms(own.longest)} ms | ${ms(other.longest)} ms | ${ms(own.took)} ms | ${ms(other.took)} ms |`,
  )
}
console.log(
  `| memory of this process | +${ms(here.memory - before)} MiB | +${ms(there.memory - before)} MiB | | |`,
)
rmSync(folder, { recursive: true, force: true })
