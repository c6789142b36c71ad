import { m } from '../../messages/index.ts'
import { actionsOf, isOneOf } from './actions.ts'
import type { CommandOf } from './command.ts'
import { readWhole } from './numbers.ts'
import { lastValue, type RawArguments } from './read-tokens.ts'
import { UsageError } from './usage-error.ts'

/** `run SCENARIO… [--parallel N]`. */
export function readRun(raw: RawArguments, words: string[]): CommandOf<'run'> {
  const verb = 'run'
  if (words.length === 0) throw new UsageError(m.cli_run_no_file(), m.cli_see_verb_help({ verb }))
  const parallel = lastValue(raw, 'parallel')
  return {
    verb,
    files: [...new Set(words)],
    ...(parallel !== undefined && { parallel: readWhole('--parallel', parallel, 1, 16) }),
  }
}

/** `readiness [--report DIR] [--participant BANK]`. */
export function readReadiness(raw: RawArguments): CommandOf<'readiness'> {
  const report = lastValue(raw, 'report')
  const participant = lastValue(raw, 'participant')
  if (report === '') {
    const option = { option: '--report', value: 'DIR' }
    throw new UsageError(m.cli_option_value(option), m.cli_see_verb_help({ verb: 'readiness' }))
  }
  return {
    verb: 'readiness',
    ...(report !== undefined && { reportFolder: report }),
    ...(participant !== undefined && { participant }),
  }
}

/** `report verify FOLDER [SHA256]`, `report compare BEFORE AFTER`. */
export function readReport(words: string[]): CommandOf<'report'> {
  const verb = 'report'
  const hint = m.cli_see_verb_help({ verb })
  const [action, first, second, ...more] = words
  if (!isOneOf(actionsOf.report, action)) {
    throw new UsageError(m.cli_report_action(), hint)
  }
  if (more[0] !== undefined) throw new UsageError(m.cli_extra_word({ text: more[0], verb }), hint)
  if (action === 'compare') {
    if (first === undefined || second === undefined) throw new UsageError(m.cli_report_two(), hint)
    return { verb, action, before: first, after: second }
  }
  if (first === undefined) throw new UsageError(m.cli_report_folder(), hint)
  if (second !== undefined && !/^[0-9a-f]{64}$/i.test(second)) {
    throw new UsageError(m.cli_report_hash({ text: second }), hint)
  }
  return { verb, action, folder: first, ...(second !== undefined && { sha256: second }) }
}

/** `completion bash|zsh`. */
export function readCompletion(words: string[]): CommandOf<'completion'> {
  const verb = 'completion'
  const [shell, more] = words
  const hint = m.cli_see_verb_help({ verb })
  if (more !== undefined) throw new UsageError(m.cli_extra_word({ text: more, verb }), hint)
  if (!isOneOf(actionsOf.completion, shell)) throw new UsageError(m.cli_completion_shell(), hint)
  return { verb, shell }
}
