import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { m } from '../../messages/index.ts'
import { asKlaviError, KlaviError, toFailure } from '../failure.ts'
import type { Scenario, ScenarioFile, ScenarioResult, ScenarioRun } from '../model/scenario.ts'
import { generateDocument } from '../payments/document.ts'
import type { ScenarioCalls, ScenarioRunOptions } from '../scenario-api.ts'
import { isoTime } from '../system.ts'
import type { Context } from '../use-cases/context.ts'
import { isGuarded } from '../use-cases/guard.ts'
import { outcomeOf } from '../watch/outcome.ts'
import type { Workbench } from '../workbench-api.ts'
import { scenarioBody } from './build-body.ts'
import { judge } from './judge.ts'
import { readScenarios, scenarioSchema } from './read-scenario.ts'
import { fileName, writeScenario } from './write-scenario.ts'

export type ScenarioBench = Pick<Workbench, 'payments' | 'participants' | 'watch' | 'presets'>

/** The sandbox's “Mock Bank” (docs/klavi-api.md §2). */
const mockBank = 'c8f0bf49-4744-4933-8960-7add6e590841'
const usualParallel = 4
const mostParallel = 16
const largestFile = 256 * 1024
const mostFiles = 500
const ending = /\.ya?ml$/i

interface Active {
  run: ScenarioRun
  abort: AbortController
  done: Promise<void>
}

/** Scenario files of the profile, and runs of scenarios of this process. */
export function scenarioDesk(
  context: Context,
  bench: ScenarioBench,
): ScenarioCalls & { close(): Promise<void> } {
  const { ports, environments, journal } = context
  const { clock, random } = ports
  const folder = join(ports.profileFolder, 'scenarios')
  let active: Active | undefined

  const fileOf = (file: string, text: string): ScenarioFile => ({
    name: file.replace(ending, ''),
    file,
    text,
    ...readScenarios(text),
  })
  const filesThere = async (): Promise<string[]> =>
    (await readdir(folder).catch(() => [])).filter((file) => ending.test(file))
  /** Beside the scenarios, whose first line names it for editors; an older one is replaced. */
  const writeSchema = async (): Promise<void> => {
    const schema = z.toJSONSchema(scenarioSchema, { io: 'input' })
    const file = join(folder, 'scenario.schema.json')
    await writeFile(file, `${JSON.stringify(schema, null, 2)}\n`, { mode: 0o600 })
  }
  const snapshot = (it: Active): ScenarioRun => ({
    ...it.run,
    results: [...it.run.results],
    running: [...it.run.running],
  })
  const tell = (it: Active): void => context.publish('scenarios', snapshot(it))

  const runOne = async (
    source: string,
    scenario: Scenario,
    options: ScenarioRunOptions,
    signal: AbortSignal,
  ): Promise<ScenarioResult> => {
    const begun = clock.monotonic()
    const time = new AbortController()
    const stopTime = beforeLimit(options, () => time.abort(new KlaviError('aborted')))
    const ended = (
      rest: Pick<ScenarioResult, 'verdict' | 'reasons'> & Partial<ScenarioResult>,
    ) => ({
      source,
      name: scenario.name,
      durationMs: Math.round(clock.monotonic() - begun),
      ...rest,
    })
    try {
      const environment = environments.find(scenario.environment)
      if (isGuarded(environment)) {
        return ended({
          verdict: 'failed',
          reasons: [m.scenario_guarded()],
          errorCode: 'production-locked',
        })
      }
      const participant = await bankOf(
        environment.id,
        scenario,
        AbortSignal.any([signal, time.signal]),
      )
      const body = scenarioBody(scenario, environment, await presetOf(environment.id, scenario), {
        uuid: random.uuid(),
        now: clock.now(),
        cpf: generateDocument('cpf', random.fraction),
        participantId: participant,
      })
      const within = scenario.expect.within
      const watch = {
        ...options.watch,
        // A little longer than what is expected: what comes late is told as late.
        ...(within !== undefined &&
          options.watch?.timeoutMs === undefined && { timeoutMs: within * 1_000 + 5_000 }),
      }
      const sent = await bench.payments.send(
        environment.id,
        { body },
        { signal, watch, before: time.signal },
      )
      stopTime()
      const { localId } = sent.payment
      const outcome = await bench.watch.finished(localId, signal).catch((thrown: unknown) => {
        bench.watch.stop(localId)
        throw thrown
      })
      const payment = bench.payments.get(localId)
      if (payment.state === 'unsent' && sent.error !== undefined) {
        return ended({
          verdict: 'failed',
          reasons: [sent.error.message],
          errorCode: sent.error.code,
          hint: sent.error.hint,
          localId,
        })
      }
      const final =
        payment.state === 'refused' ? outcomeOf(payment, 'refused', false, clock.now()) : outcome
      const exchanges = journal.exchanges.list({ localId, limit: 1_000 })
      const reasons = judge(scenario.expect, { payment, outcome: final, exchanges })
      if (reasons.length > 0 && sent.error !== undefined) reasons.push(sent.error.message)
      const verdict = reasons.length === 0 ? 'passed' : 'failed'
      return ended({ verdict, reasons, outcome: final, localId })
    } catch (thrown) {
      if (time.signal.aborted && !signal.aborted) {
        const elapsedMs = Math.round(clock.monotonic() - begun)
        const outcome = { outcome: 'stopped' as const, elapsedMs, answered: false }
        return ended({ verdict: 'failed', reasons: [m.scenario_silence()], outcome })
      }
      const { code, message, hint } = toFailure(asKlaviError(thrown))
      return ended({ verdict: 'failed', reasons: [message], errorCode: code, hint })
    }
  }

  /** What comes before the POST has the time that the watch has after it. Returns how to stop counting. */
  const beforeLimit = ({ watch }: ScenarioRunOptions, over: () => void): (() => void) =>
    watch?.timeoutMs === undefined ? () => {} : clock.after(watch.timeoutMs, over)

  const bankOf = async (
    environmentId: string,
    { participant, payload }: Scenario,
    signal: AbortSignal,
  ): Promise<string> => {
    const named = payload?.['participantId'] ?? payload?.['institutionId']
    if (participant === undefined && typeof named === 'string' && !named.includes('{{'))
      return named
    if (participant !== undefined && /^[0-9a-f-]{36}$/i.test(participant)) return participant
    const list = await lists(environmentId, signal)
    const found =
      participant === undefined
        ? (list.find(({ id }) => id === mockBank) ?? list[0])
        : (list.find(({ id }) => id === participant) ??
          list.find(({ name }) => name.toLowerCase() === participant.toLowerCase()))
    if (found === undefined) {
      throw new KlaviError('scenario-invalid', {
        detail: m.scenario_no_bank({ name: participant ?? '' }),
      })
    }
    return found.id
  }

  /** Fetched once for all scenarios of a run that begin together. */
  const fetching = new Map<string, ReturnType<ScenarioBench['participants']['fetch']>>()
  const lists = async (environmentId: string, signal: AbortSignal) => {
    const known = bench.participants.cached(environmentId)
    if (known !== null) return known.participants
    const running = fetching.get(environmentId) ?? bench.participants.fetch(environmentId, signal)
    fetching.set(environmentId, running)
    try {
      return (await running).participants
    } finally {
      fetching.delete(environmentId)
    }
  }

  const presetOf = async (
    environmentId: string,
    { preset }: Scenario,
  ): Promise<string | undefined> => {
    if (preset === undefined) return undefined
    const wanted = preset.toLowerCase()
    const all = await bench.presets.list(environmentId)
    const found =
      all.find(({ id }) => id === preset) ?? all.find(({ name }) => name.toLowerCase() === wanted)
    if (found === undefined || found.problem !== undefined) {
      throw new KlaviError('preset-unknown', { id: preset })
    }
    return found.text
  }

  const carryOut = async (
    it: Active,
    list: readonly { source: string; scenario: Scenario }[],
    options: ScenarioRunOptions,
  ): Promise<void> => {
    const waiting = [...list]
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (it.abort.signal.aborted) return
        const { source, scenario } = next
        it.run.running.push(scenario.name)
        tell(it)
        const result = await runOne(source, scenario, options, it.abort.signal)
        it.run.running.splice(it.run.running.indexOf(scenario.name), 1)
        it.run.results.push(result)
        tell(it)
      }
    }
    const workers = Math.min(mostParallel, Math.max(1, options.parallel ?? usualParallel))
    await Promise.all(Array.from({ length: workers }, worker))
    it.run.state = it.abort.signal.aborted ? 'cancelled' : 'ended'
    it.run.endedAt = isoTime(clock.now())
    tell(it)
  }

  return {
    read: async (text) => readScenarios(text),
    async list() {
      const files = (await filesThere()).slice(0, mostFiles)
      const read = await Promise.all(
        files.sort().map(async (name) => {
          const path = join(folder, name)
          const found = await stat(path)
          if (!found.isFile() || found.size > largestFile) return undefined
          return fileOf(name, await readFile(path, 'utf8'))
        }),
      )
      return read.filter((file) => file !== undefined)
    },
    async fromPayment(localId) {
      const payment = bench.payments.get(localId)
      const body = journal.payments.bodyOf(payment.localId)
      if (body === undefined || body === '')
        throw new KlaviError('unknown-payment', { id: localId })
      const environment = environments.find(payment.environmentId)
      const create = journal.exchanges
        .list({ localId: payment.localId, limit: 1_000 })
        .find(({ step }) => step === 'create')
      return writeScenario(payment, environment, body, create?.httpStatus)
    },
    async save({ name, text, replace }) {
      const file = fileOf(`${fileName(name)}.yaml`, text)
      const [problem] = file.problems
      if (problem !== undefined) {
        const detail = [problem.path, problem.message].filter(Boolean).join(': ')
        throw new KlaviError('scenario-invalid', { detail })
      }
      // Scenario files are shared; a key in one would be published.
      if (context.redactor.text(text) !== text) {
        throw new KlaviError('scenario-invalid', { detail: m.scenario_secret() })
      }
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, file.file)
      if (replace !== true && (await stat(path).catch(() => undefined)) !== undefined) {
        throw new KlaviError('scenario-exists', { name: file.name })
      }
      const aside = `${path}.${process.pid}.tmp`
      await writeFile(aside, text, { mode: 0o600 })
      await rename(aside, path)
      await writeSchema()
      return file
    },
    async openFolder() {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeSchema()
      return folder
    },
    async remove(file) {
      // One of those that are listed, by its very name: nothing else of the disk can be meant.
      if (!(await filesThere()).includes(file))
        throw new KlaviError('unknown-scenario', { name: file })
      await rm(join(folder, file))
    },
    async start(list, options = {}) {
      if (active !== undefined && active.run.endedAt === undefined) {
        throw new KlaviError('scenarios-running')
      }
      const it: Active = {
        run: {
          runId: random.uuid(),
          startedAt: isoTime(clock.now()),
          state: 'running',
          total: list.length,
          results: [],
          running: [],
        },
        abort: new AbortController(),
        done: Promise.resolve(),
      }
      active = it
      it.done = carryOut(it, list, options)
      return snapshot(it)
    },
    async cancel(runId) {
      if (active?.run.runId === runId) active.abort.abort(new KlaviError('aborted'))
    },
    current: () => (active === undefined ? null : snapshot(active)),
    async finished(runId) {
      if (active?.run.runId !== runId) throw new KlaviError('unknown-run', { id: runId })
      await active.done
      return snapshot(active)
    },
    async close() {
      active?.abort.abort(new KlaviError('aborted'))
      await active?.done
    },
  }
}
