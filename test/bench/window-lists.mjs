// xvfb-run -a node_modules/.bin/node test/bench/window-lists.mjs [MEGABYTES] [ROWS]: how long window and main process stand
// still while a large JSON body is opened, searched and walked through, and while a log of 100,000 polls is scrolled. Prints
// a table; nothing is asserted. Run it on a quiet machine.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron } from '@playwright/test'
import { openDatabase } from '../../core/journal/database.ts'
import { openJournal } from '../../core/journal/journal.ts'
import { ensureBuild } from '../../scripts/lib/ensure-build.mjs'
import { ensureElectron } from '../../scripts/lib/electron-runtime.mjs'
import { largeJson } from './large-json.mjs'

const megabytes = Number(process.argv[2] ?? 40)
const rows = Number(process.argv[3] ?? 100_000)
const { executable, version } = await ensureElectron()
await ensureBuild()
const profile = mkdtempSync(join(tmpdir(), 'klavi-tester-bench-'))
fill()

const electron = await _electron.launch({
  executablePath: executable,
  args: [fileURLToPath(new URL('../../', import.meta.url))],
  env: { ...process.env, KLAVI_TESTER_PROFILE: profile },
  chromiumSandbox: process.getuid?.() !== 0,
})
const window = await electron.firstWindow()
const steps = window.getByRole('navigation', { name: 'Steps' })
await steps.getByRole('link', { name: 'Credentials' }).waitFor()

console.log(
  `Electron ${version}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; body of ${megabytes} MB, log of ${rows} rows`,
)
console.log(
  '| What | until it is there | window: longest stop | main: longest stop |\n|---|---|---|---|',
)

const dock = window.getByRole('region', { name: 'Exchanges' })
const body = dock.getByRole('listbox', { name: 'Response body' })
await window.keyboard.press('Control+j')
const row = dock.getByText('/participants').first()
await row.waitFor()
await measured('Body: first lines, indented', async () => {
  await row.click()
  await body.getByText('"data"').waitFor()
})
await measured('Body: last lines', async () => {
  await body.press('End')
  await body.getByRole('option', { selected: true }).getByText('}').waitFor()
})
await measured('Body: all places of a word', async () => {
  await dock.getByRole('searchbox', { name: 'Find in the body' }).fill('banco')
  await dock
    .getByText(/^1 of /, { selector: '.count' })
    .first()
    .waitFor()
})
await measured('Body: as a tree', async () => {
  await dock.getByRole('button', { name: 'Tree' }).click()
  await dock.getByRole('treeitem').getByText('data', { exact: true }).click()
  await dock.getByRole('treeitem').nth(5).waitFor()
})
await measured('Body: as code, HAR', async () => {
  await dock.getByRole('tab', { name: 'As code' }).click()
  await dock.getByRole('combobox', { name: 'Format' }).click()
  await window.getByRole('option', { name: 'HAR' }).click()
  await dock.getByText('"creator"').waitFor()
})
await window.keyboard.press('Control+j')

const log = window.getByRole('grid', { name: 'Status log' })
await measured('Log: opened and read whole', async () => {
  await steps.getByRole('link', { name: 'Watch' }).click()
  await window.locator(`[role=grid][aria-rowcount="${rows + 1}"]`).waitFor()
})
await measured('Log: scrolled from top to end in 400 frames', () => scroll(log, 400))
await measured('Log: scrolled by 3 rows a frame, 400 frames', () => scroll(log, 400, 84))

await electron.close()
rmSync(profile, { recursive: true, force: true })

/** Scrolls in every frame: by so many pixels, or from the top to the end. */
function scroll(grid, frames, pixels) {
  return grid.evaluate(
    (scroller, [count, step]) =>
      new Promise((resolve) => {
        const by = step ?? (scroller.scrollHeight - scroller.clientHeight) / count
        scroller.scrollTop = 0
        let frame = 0
        const next = () => {
          scroller.scrollTop += by
          frame += 1
          if (frame < count) globalThis.requestAnimationFrame(next)
          else resolve()
        }
        globalThis.requestAnimationFrame(next)
      }),
    [frames, pixels],
  )
}

async function measured(what, work) {
  // In the window: the longest task, as the browser counts them, and the longest time between two frames.
  await window.evaluate(() => {
    const seen = (globalThis.klaviBench = { task: 0, frames: [], on: true })
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.task = Math.max(seen.task, duration)
    })
    tasks.observe({ type: 'longtask' })
    let last = performance.now()
    const frame = (now) => {
      seen.frames.push(now - last)
      last = now
      if (seen.on) globalThis.requestAnimationFrame(frame)
      else tasks.disconnect()
    }
    globalThis.requestAnimationFrame(frame)
  })
  await electron.evaluate(() => {
    const seen = (globalThis.klaviBench = { longest: 0, last: performance.now() })
    seen.timer = setInterval(() => {
      const now = performance.now()
      seen.longest = Math.max(seen.longest, now - seen.last)
      seen.last = now
    }, 1)
  })
  const begun = performance.now()
  await work()
  const took = performance.now() - begun
  const page = await window.evaluate(() => {
    const seen = globalThis.klaviBench
    seen.on = false
    const frames = seen.frames.slice(1).sort((a, b) => a - b)
    const at = (part) => frames[Math.min(frames.length - 1, Math.floor(frames.length * part))] ?? 0
    return { task: seen.task, median: at(0.5), p99: at(0.99), longest: at(1) }
  })
  const main = await electron.evaluate(() => {
    clearInterval(globalThis.klaviBench.timer)
    return globalThis.klaviBench.longest
  })
  const ms = (figure) => figure.toFixed(0)
  const task = page.task === 0 ? 'no task over 50 ms' : `longest task ${ms(page.task)} ms`
  console.log(
    `| ${what} | ${ms(took)} ms | ${task}; frames: median ${ms(page.median)}, p99 ${ms(page.p99)}, most ${ms(page.longest)} ms | ${ms(main)} ms |`,
  )
}

/** A profile with an exchange of a large body and a payment that was polled very often. */
function fill() {
  const start = Date.parse('2026-01-01T00:00:00.000Z')
  const at = (index) => new Date(start + index * 1_000).toISOString()
  const { journal } = openJournal(profile, 'bench', Date.now())
  const folder = journal.bodies.folder()
  mkdirSync(folder, { recursive: true })
  const text = largeJson(megabytes)
  const bytes = Buffer.byteLength(text)
  const file = join(folder, 'coming')
  writeFileSync(file, text)
  const kept = { sha256: 'a'.repeat(64), bytes, characters: text.length, checkpoints: [[0, 0]] }
  const responseBodyKey = journal.bodies.keep(file, kept)
  const exchange = {
    id: 'c8f0bf49-4744-4933-8960-000000000001',
    environmentId: 'simulator',
    step: 'participants',
    at: at(0),
    method: 'GET',
    url: 'https://127.0.0.1:4433/payment/customer/v1/participants',
    httpStatus: 200,
    latencyMs: 1,
    requestHeaders: [],
    requestBody: '',
    requestBytes: 0,
    responseHeaders: [['content-type', 'application/json']],
    responseBody: '',
    responseBytes: bytes,
    responseBodyKey,
  }
  journal.exchanges.insert(exchange)
  journal.close()

  const { db } = openDatabase(join(profile, 'journal.db'), 0)
  const localId = 'c8f0bf49-4744-4933-8960-7add6e590841'
  db.prepare(
    `INSERT INTO payments (local_id, environment_id, environment_name, origin, external_id, payment_id, state,
       amount_centavos, amount_wire, participant_id, participant_name, payer_name, body, created_at)
     VALUES (?, 'simulator', 'Simulator', 'https://127.0.0.1:4433', 'order-1', 'pay-1', 'completed', 4800, '4800', 'bank-1',
       'Mock Bank', 'Ana', '{}', ?)`,
  ).run(localId, at(0))
  const insert = db.prepare(
    'INSERT INTO observations (local_id, seq, at, record) VALUES (?, ?, ?, ?)',
  )
  db.transaction(() => {
    for (let index = 0; index < rows; index += 1) {
      const record = {
        localId,
        paymentId: 'pay-1',
        seq: index + 1,
        at: at(index),
        elapsedMs: index * 1_000,
        latencyMs: index % 90,
        httpStatus: 200,
        status: index < rows / 2 ? 'ENQUEUED' : 'PAYMENT_PENDING',
        changed: index % 1_000 === 0,
        exchangeId: exchange.id,
      }
      insert.run(localId, index + 1, record.at, JSON.stringify(record))
    }
  })()
  db.close()
}
