import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runBatch } from './run-batch.ts'
import { openSimulator, type RunningSimulator } from './simulated-bench.ts'

/** KLAVI_TESTER_SEED=N repeats a failure; KLAVI_TESTER_LONG=1 is `npm run test:long`. */
const long = process.env['KLAVI_TESTER_LONG'] === '1'
const seed = Number(process.env['KLAVI_TESTER_SEED'] ?? (long ? Date.now() % 1_000_000 : 1))
const scenarios = Number(process.env['KLAVI_TESTER_SCENARIOS'] ?? (long ? 10_000 : 200))
const size = 10
/** Each simulator serves this many batches; then the next starts with an empty record. */
const batchesPerSimulator = 10

const batches = Array.from({ length: Math.ceil(scenarios / size) }, (_it, at) => seed + at)
const groups = Array.from({ length: Math.ceil(batches.length / batchesPerSimulator) }, (_it, at) =>
  batches.slice(at * batchesPerSimulator, (at + 1) * batchesPerSimulator),
)

describe.each(groups)('random scenarios under random faults, from seed %i', (...group) => {
  let server: RunningSimulator
  beforeAll(async () => {
    server = await openSimulator({ seed })
  })
  afterAll(() => server?.close())

  it.each(group.filter((it) => typeof it === 'number'))(
    `KLAVI_TESTER_SEED=%i KLAVI_TESTER_SCENARIOS=${size}: nothing crashes, is lost, is sent twice or told wrong`,
    async (of) => {
      expect(await runBatch(server, of, size)).toEqual([])
    },
  )
})
