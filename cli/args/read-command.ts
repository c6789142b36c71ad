import { isLoopback } from '../../core/klavi/origin.ts'
import { m } from '../../messages/index.ts'
import type { Command, CommonOptions } from './command.ts'
import { readCustomTarget } from './custom-target.ts'
import { nearest } from './nearest.ts'
import { readClient } from './read-client.ts'
import { readInspect } from './read-inspect.ts'
import { readPayload } from './read-payload.ts'
import { readCredentials } from './read-credentials.ts'
import { readEnv } from './read-env.ts'
import { readCompletion, readReadiness, readReport, readRun } from './read-readiness.ts'
import { readExport, readWebhooks } from './read-evidence.ts'
import { readSimulate } from './read-simulate.ts'
import { readSeconds, readWhole } from './numbers.ts'
import { nowhere, options, takes, verbs, type Verb } from './options.ts'
import { allValues, isGiven, lastValue, type RawArguments } from './read-tokens.ts'
import { readSet } from './set-path.ts'
import { UsageError } from './usage-error.ts'

const isVerb = (word: string): word is Verb => (verbs as readonly string[]).includes(word)

/**
 * Judges a split command line and makes it a command.
 * @throws UsageError; KlaviError `insecure-origin`
 */
export function readCommand(raw: RawArguments): Command {
  const [first, ...words] = raw.words
  if (isGiven(raw, 'version')) return { verb: 'version' }
  if (first === 'help') return helpAbout(words[0])
  if (first === undefined && isGiven(raw, 'help')) return { verb: 'help' }
  if (first === undefined) throw new UsageError(m.cli_no_verb(), m.cli_see_help())
  if (!isVerb(first)) throw unknown(m.cli_unknown_verb({ text: first }), first, verbs)
  checkOptions(raw, first)
  if (isGiven(raw, 'help')) return { verb: 'help', about: first }
  return { ...commonOptions(raw, first), ...verbOptions(raw, first, words) }
}

function helpAbout(word: string | undefined): Command {
  if (word === undefined) return { verb: 'help' }
  if (isVerb(word)) return { verb: 'help', about: word }
  throw unknown(m.cli_unknown_verb({ text: word }), word, verbs)
}

function unknown(detail: string, typed: string, known: readonly string[]): UsageError {
  const meant = nearest(typed, known)
  return new UsageError(
    detail,
    meant === undefined ? m.cli_see_help() : m.cli_did_you_mean({ word: meant }),
  )
}

function checkOptions(raw: RawArguments, verb: Verb): void {
  const hint = m.cli_see_verb_help({ verb })
  const known = options.filter((option) => takes(option, verb)).map(({ name }) => `--${name}`)
  for (const { spec: found, typed, value } of raw.given) {
    // The same name may mean another thing to another verb.
    const own = options.find((option) => option.name === found?.name && takes(option, verb))
    const spec = own ?? found
    if (spec === undefined) throw unknown(m.cli_unknown_option({ option: typed }), typed, known)
    if (!takes(spec, verb)) {
      throw new UsageError(m.cli_option_elsewhere({ option: typed, verb }), hint)
    }
    if (spec.value === undefined && value !== undefined) {
      throw new UsageError(m.cli_option_flag({ option: typed }), hint)
    }
    if (spec.value !== undefined && value === undefined) {
      throw new UsageError(m.cli_option_value({ option: typed, value: spec.value }), hint)
    }
  }
}

/** Polling more seldom than this is not offered (docs/cli.md). */
const longestIntervalMs = 60_000

function commonOptions(raw: RawArguments, verb: Verb): CommonOptions {
  const env = lastValue(raw, 'env')
  const profile = lastValue(raw, 'profile')
  const interval = lastValue(raw, 'interval')
  const timeout = lastValue(raw, 'timeout')
  if (env === '')
    throw new UsageError(m.cli_option_value({ option: '--env', value: 'NAME' }), m.cli_see_help())
  if (profile === '') {
    throw new UsageError(
      m.cli_option_value({ option: '--profile', value: 'DIR' }),
      m.cli_see_help(),
    )
  }
  if (nowhere.includes(verb)) return {}
  // Of `env` they say what is stored, and of `simulate` what is started.
  const ownOrigin = verb === 'env'
  const custom = readCustomTarget(env, {
    origin: ownOrigin ? undefined : lastValue(raw, 'origin'),
    ca: ownOrigin ? undefined : lastValue(raw, 'ca'),
    // With these verbs it has a meaning of its own, without --env custom.
    dialect:
      ownOrigin || verb === 'simulate' || (verb === 'payload' && env !== 'custom')
        ? undefined
        : lastValue(raw, 'dialect'),
    proxy: ownOrigin ? undefined : lastValue(raw, 'proxy'),
  })
  const intervalMs = interval === undefined ? undefined : readSeconds('--interval', interval)
  if (intervalMs !== undefined && intervalMs > longestIntervalMs) {
    throw new UsageError(
      m.cli_bad_seconds({ option: '--interval', text: interval ?? '' }),
      m.cli_interval_long_hint(),
    )
  }
  if (custom && intervalMs !== undefined) checkInterval(intervalMs, custom.origin)
  return {
    ...(env !== undefined && { env }),
    ...(custom && { custom }),
    ...(profile !== undefined && { profile }),
    ...(intervalMs !== undefined && { intervalMs }),
    ...(timeout !== undefined && { timeoutMs: readSeconds('--timeout', timeout) }),
  }
}

/** Polling more often than once a second is for addresses on this machine only. */
export function checkInterval(intervalMs: number, origin: string): void {
  if (intervalMs >= 1000 || isLoopback(new URL(origin))) return
  throw new UsageError(m.cli_interval_short({ origin }), m.cli_interval_short_hint())
}

function verbOptions(raw: RawArguments, verb: Verb, words: string[]) {
  switch (verb) {
    case 'demo': {
      noWords(verb, words)
      const amount = lastValue(raw, 'amount')
      const step = lastValue(raw, 'step-ms')
      const env = lastValue(raw, 'env')
      if (env !== undefined && env !== 'simulator') {
        throw new UsageError(m.cli_demo_env(), m.cli_demo_env_hint())
      }
      return {
        verb,
        ...(amount !== undefined && { amount }),
        ...(step !== undefined && { stepMs: readWhole('--step-ms', step, 1, 600_000) }),
      }
    }
    case 'pay': {
      const [file, ...more] = words
      if (file === undefined)
        throw new UsageError(m.cli_pay_no_file(), m.cli_see_verb_help({ verb }))
      noWords(verb, more)
      const confirmAmount = lastValue(raw, 'confirm-amount')
      const overrideReadiness = lastValue(raw, 'override-readiness')
      const participant = lastValue(raw, 'participant')
      return {
        verb,
        file,
        sets: allValues(raw, 'set').map(readSet),
        watch: isGiven(raw, 'watch'),
        ...(participant !== undefined && { participant }),
        ...(confirmAmount !== undefined && { confirmAmount }),
        ...(overrideReadiness !== undefined && { overrideReadiness }),
      }
    }
    case 'watch': {
      const ids = [...new Set(words.map((word) => word.trim()))].filter((id) => id !== '')
      if (ids.length === 0) throw new UsageError(m.cli_watch_no_id(), m.cli_see_verb_help({ verb }))
      const known = lastValue(raw, 'for')
      if (known !== undefined && (ids.length > 1 || known.trim() === '')) {
        throw new UsageError(m.cli_watch_for_one(), m.cli_see_verb_help({ verb }))
      }
      return { verb, ids, ...(known !== undefined && { for: known.trim() }) }
    }
    case 'auth':
    case 'participants':
    case 'payment':
    case 'cancel':
    case 'request':
    case 'drift':
      return readClient(raw, verb, words)
    case 'inspect':
      return readInspect(words)
    case 'payload':
      return readPayload(raw, words)
    case 'env':
      return readEnv(raw, words)
    case 'credentials':
      return readCredentials(raw, words)
    case 'run':
      return readRun(raw, words)
    case 'readiness':
      noWords(verb, words)
      return readReadiness(raw)
    case 'report':
      return readReport(words)
    case 'completion':
      return readCompletion(words)
    case 'simulate':
      noWords(verb, words)
      return readSimulate(raw)
    case 'export':
      return readExport(raw, words)
    case 'webhooks':
      return readWebhooks(raw, words)
    case 'history': {
      noWords(verb, words)
      const search = lastValue(raw, 'search')
      const limit = lastValue(raw, 'limit')
      return {
        verb,
        limit: limit === undefined ? 20 : readWhole('--limit', limit, 1, 100_000),
        ...(search !== undefined && { search }),
      }
    }
  }
}

function noWords(verb: Verb, words: string[]): void {
  const [word] = words
  if (word === undefined) return
  throw new UsageError(m.cli_extra_word({ text: word, verb }), m.cli_see_verb_help({ verb }))
}
