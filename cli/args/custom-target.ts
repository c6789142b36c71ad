import { KlaviError } from '../../core/failure.ts'
import { parseOrigin } from '../../core/klavi/origin.ts'
import type { Dialect } from '../../core/model/environment.ts'
import { m } from '../../messages/index.ts'
import { dialectIds, isDialect } from '../../shared/dialects.ts'
import type { CustomTarget } from './command.ts'
import { UsageError } from './usage-error.ts'

interface CustomFlags {
  origin?: string | undefined
  ca?: string | undefined
  dialect?: string | undefined
  proxy?: string | undefined
}

/**
 * Reads `--env custom --origin URL [--ca FILE] [--dialect D] [--proxy URL]`; undefined for any other environment.
 * @throws UsageError; KlaviError `insecure-origin` for http to anything but loopback
 */
export function readCustomTarget(
  env: string | undefined,
  flags: CustomFlags,
): CustomTarget | undefined {
  if (env !== 'custom') {
    const stray = Object.entries(flags).find(([, value]) => value !== undefined)
    if (stray === undefined) return undefined
    throw new UsageError(m.cli_only_custom({ option: `--${stray[0]}` }), m.cli_only_custom_hint())
  }
  if (flags.origin === undefined) {
    throw new UsageError(m.cli_origin_missing(), m.cli_origin_hint())
  }
  const dialect = readDialect(flags.dialect)
  return {
    origin: readOrigin(flags.origin),
    dialect,
    ...(flags.ca !== undefined && { ca: flags.ca }),
    ...(flags.proxy !== undefined && { proxy: readProxy(flags.proxy) }),
  }
}

/** The dialect that is named, else the guide's own (docs/klavi-api.md §2). */
export function readDialect(text = 'g1'): Dialect {
  if (isDialect(text)) return text
  throw new UsageError(m.cli_bad_choice({ option: '--dialect', text }), dialectIds.join(', '))
}

/** As parseOrigin, but what is no origin at all is told as a wrong option. */
function readOrigin(text: string): string {
  try {
    return parseOrigin(text)
  } catch (error) {
    if (error instanceof KlaviError && error.code === 'insecure-origin') throw error
    throw new UsageError(m.cli_bad_origin({ text: withoutPassword(text) }), m.cli_origin_hint())
  }
}

function readProxy(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (
    url !== undefined &&
    /^(?:https?|socks[45]?[ah]?):$/.test(url.protocol) &&
    url.hostname !== ''
  )
    return text
  throw new UsageError(m.cli_bad_proxy({ text: withoutPassword(text) }), m.cli_bad_proxy_hint())
}

const withoutPassword = (text: string): string => text.replace(/\/\/[^/@]*@/, '//***@')
