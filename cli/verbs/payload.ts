import type { Environment } from '../../core/model/environment.ts'
import type { PayloadFinding, PayloadPreview } from '../../core/model/payload.ts'
import type { Workbench } from '../../core/workbench-api.ts'
import { m } from '../../messages/index.ts'
import { setAt, type JsonValue } from '../../shared/payload/json-edit.ts'
import { methods } from '../../shared/payload/fields.ts'
import { layOut } from '../../shared/payload/json-layout.ts'
import type { CommandOf } from '../args/command.ts'
import { nearest } from '../args/nearest.ts'
import { valueOfSet } from '../args/set-path.ts'
import { UsageError } from '../args/usage-error.ts'
import type { Run } from '../host/host.ts'
import { readText } from '../host/read-text.ts'
import { withSession } from '../host/session.ts'
import { chooseTarget } from '../host/target.ts'
import { plainText } from '../output/plain-text.ts'
import { amountWords } from '../output/words.ts'

type PayloadCommand = CommandOf<'payload'>

interface Desk {
  run: Run
  bench: Workbench
  environment: Environment
}

/** Makes, checks, reads and rewrites payloads; sends nothing. */
export async function payload(run: Run, command: PayloadCommand): Promise<number> {
  const target = chooseTarget(command, run.env)
  // Read before anything is opened: a pipe may be slow, and a file may not be there.
  const text = command.file === undefined ? '' : await readFile(run, command.file)
  return withSession(run, target.bench, async ({ bench }) => {
    const name = target.extra?.id ?? command.env ?? 'simulator'
    const desk = { run, bench, environment: await bench.environments.find(name) }
    switch (command.action) {
      case 'new':
        return makeNew(desk, command)
      case 'check':
        return check(desk, changed(text, command))
      case 'import':
        return importText(desk, text)
      case 'export':
        return exportText(desk, changed(text, command), command)
    }
  })
}

async function readFile(run: Run, file: string): Promise<string> {
  const name = file === '-' ? m.cli_stdin() : file
  const text = (await readText(file, name, run.stdin)).replace(/^\uFEFF/, '')
  if (text.trim() === '') throw new UsageError(m.cli_payload_empty({ name }), m.cli_payload_hint())
  return text
}

/** `--set path=value`, written into the text without touching the rest of it. */
function changed(text: string, { sets }: PayloadCommand): string {
  return sets.reduce((current, change) => {
    const result = setAt(current, change.path, valueOfSet(current, change) as JsonValue)
    if (result.ok) return result.text
    const path = change.path.join('.')
    throw new UsageError(m.cli_set_no_object({ path }), m.cli_bad_set_hint())
  }, text)
}

async function makeNew(desk: Desk, command: PayloadCommand): Promise<number> {
  const { bench, environment, run } = desk
  const dialect = command.dialect ?? environment.dialect
  const id = idOfPreset(command, dialect)
  const presets = await bench.presets.list(environment.id, '', dialect)
  const found = presets.find((preset) => preset.id === id || preset.name === id)
  if (found === undefined) {
    const names = presets.map((preset) => preset.id.replace(/^(?:builtin|own):/, ''))
    const meant = nearest(id, names)
    throw new UsageError(
      m.cli_payload_no_preset({ name: id }),
      meant === undefined ? m.cli_payload_presets() : m.cli_did_you_mean({ word: meant }),
    )
  }
  if (found.problem !== undefined) {
    throw new UsageError(found.problem, m.cli_payload_presets())
  }
  write(run, changed(found.text, command))
  return 0
}

/** `--method PIX_DICT`, `--preset outcome:30006`, `--preset NAME` of an own one. */
function idOfPreset({ method, preset }: PayloadCommand, dialect: Environment['dialect']): string {
  if (method !== undefined) {
    const known = methods(dialect).find((one) => one.toLowerCase() === method.toLowerCase())
    if (known !== undefined) return `builtin:method:${known}`
    throw new UsageError(
      m.cli_bad_choice({ option: '--method', text: method }),
      methods(dialect).join(', '),
    )
  }
  if (preset === undefined) return 'builtin:minimal'
  const builtin = /^(?:builtin:|own:)/.test(preset)
  if (builtin) return preset
  const isBuiltin =
    /^(?:minimal|scheduled|business|method:.+|outcome:\d+)$/.test(preset) ||
    methods(dialect).includes(preset)
  if (!isBuiltin) return preset
  return methods(dialect).includes(preset) ? `builtin:method:${preset}` : `builtin:${preset}`
}

function check({ run, bench, environment }: Desk, text: string): number {
  const preview = bench.payload.preview(environment.id, text)
  const of = (severity: PayloadFinding['severity']) =>
    preview.findings
      .filter((finding) => finding.severity === severity)
      .map(({ path, code, message, source }) => ({ path: path.join('.'), code, message, source }))
  const errors = of('error')
  run.reporter.object({
    valid: errors.length === 0,
    errors,
    warnings: of('warning'),
    hints: of('hint'),
    bytes: preview.bytes,
    amount: preview.amount,
    externalId: preview.externalId,
    participantId: preview.participantId,
    method: preview.method,
  })
  for (const line of checkLines(preview)) run.reporter.result(line)
  return errors.length === 0 ? 0 : 2
}

function checkLines({ findings, amount, bytes }: PayloadPreview): string[] {
  const words = { error: m.check_error, warning: m.check_warning, hint: m.check_hint }
  const lines = findings.map(({ severity, path, message, source }) => {
    const where = path.length === 0 ? '' : `${plainText(path.join('.'))}: `
    return `${words[severity]()}  ${where}${plainText(message)}  [${source}]`
  })
  const money = amountWords(amount.wire, amount.centavos ?? 0)
  const sum = m.check_summary({ bytes, amount: money === '' ? '–' : money })
  return findings.length === 0 ? [m.check_good(), sum] : [...lines, sum]
}

function importText({ run, bench }: Desk, text: string): number {
  const imported = bench.payload.import(text)
  write(run, imported.text)
  for (const note of imported.notes) run.reporter.warn(plainText(note))
  return 0
}

function exportText(
  { run, bench, environment }: Desk,
  text: string,
  command: PayloadCommand,
): number {
  const { form = 'curl' } = command
  // As JSON too: here a payload is written to be sent, and KLAVI_VAR_* are not there another time.
  const { body } = bench.payload.preview(environment.id, text)
  const exported = bench.payload.export(environment.id, form === 'json' ? body : text, form)
  const { variables, notes } = exported
  const unset = form === 'json' ? unresolved(bench.payload.preview(environment.id, body)) : []
  run.reporter.document(
    withLineEnd(exported.text),
    JSON.stringify({ form, text: exported.text, variables, notes: [...notes, ...unset] }),
  )
  for (const note of [...notes, ...unset]) run.reporter.warn(plainText(note))
  if (variables.length > 0) {
    run.reporter.warn(m.cli_export_variables({ names: variables.join(', ') }))
  }
  return 0
}

const unresolved = ({ variables }: PayloadPreview): string[] => {
  const names = variables.filter(({ problem }) => problem !== undefined).map(({ name }) => name)
  return names.length === 0 ? [] : [m.cli_variables_unknown({ names: names.join(', ') })]
}

/** A payload as it is; with --json in one line, and what is no JSON as a JSON string. */
const write = (run: Run, text: string): void =>
  run.reporter.document(withLineEnd(text), layOut(text, 'one-line') ?? JSON.stringify(text))

const withLineEnd = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`)
