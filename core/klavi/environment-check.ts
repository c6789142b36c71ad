import { m } from '../../messages/index.ts'
import { KlaviError } from '../failure.ts'
import type {
  Environment,
  EnvironmentCheck,
  EnvironmentDraft,
  EnvironmentField,
  EnvironmentIssue,
} from '../model/environment.ts'
import { isTimeouts } from '../settings/limits.ts'
import {
  isColour,
  isPrefix,
  isVariableName,
  longestName,
  namesSecret,
  readExchange,
} from './environment-rules.ts'
import { builtInEnvironments, editableFields, isGuarded, isProductionHost } from './environments.ts'
import { skeletonOf } from './look-alikes.ts'
import { mentionsKlavi, parseOrigin, unicodeHost } from './origin.ts'
import { isProxyAddress } from './proxy-rules.ts'

export interface CheckFacts {
  /** All environments there are. */
  known: readonly Environment[]
  /** The one that is edited; absent for a new one. */
  current?: Environment
  fileExists(path: string): boolean
}

type Tell = (
  field: EnvironmentField,
  code: string,
  message: string,
  severity?: EnvironmentIssue['severity'],
) => void

/** Everything that is wrong or doubtful about a typed environment, in the order of the form. */
export function checkEnvironment(draft: EnvironmentDraft, facts: CheckFacts): EnvironmentCheck {
  const issues: EnvironmentIssue[] = []
  const tell: Tell = (field, code, message, severity = 'error') =>
    void issues.push({ field, severity, code, message })

  checkName(draft, facts, tell)
  const origin = checkOrigin(draft, facts, tell)
  if (!isPrefix(draft.prefix)) tell('prefix', 'prefix-malformed', m.environment_issue_prefix())
  if (draft.colour !== undefined && !isColour(draft.colour)) {
    tell('colour', 'colour-malformed', m.environment_issue_colour())
  }
  checkExchange(draft, facts, tell)
  checkVariables(draft, tell)
  checkFixed(draft, facts, tell)

  const kind = facts.current?.kind ?? 'custom'
  const read = origin === undefined ? undefined : unicodeHost(origin)
  return {
    issues,
    saveable: issues.every(({ severity }) => severity !== 'error'),
    guarded:
      kind === 'production' ||
      draft.risky === true ||
      (origin !== undefined && isGuarded({ kind, origin })),
    ...(origin !== undefined && { origin }),
    ...(read !== undefined && { unicodeHost: read }),
  }
}

/** Names of the built-in environments as they are shown in either language, and the command line's own word. */
const claimed = ['simulator', 'sandbox', 'production', 'simulador', 'produção', 'custom']

function checkName({ name }: EnvironmentDraft, { known, current }: CheckFacts, tell: Tell): void {
  if (current !== undefined && current.kind !== 'custom') return
  const typed = name.trim()
  if (typed === '') return tell('name', 'name-missing', m.environment_issue_name_missing())
  if ([...typed].length > longestName) {
    return tell('name', 'name-too-long', m.environment_issue_name_too_long({ limit: longestName }))
  }
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(typed) || typed.startsWith('-')) {
    return tell('name', 'name-characters', m.environment_issue_name_characters())
  }
  const skeleton = skeletonOf(typed)
  const builtIn = [...claimed, ...builtInEnvironments.map((one) => one.name)]
  if (builtIn.some((one) => skeletonOf(one) === skeleton)) {
    return tell('name', 'name-claimed', m.environment_issue_name_claimed({ name: typed }))
  }
  const taken = known.find((one) => one.id !== current?.id && skeletonOf(one.name) === skeleton)
  if (taken !== undefined) {
    tell('name', 'name-taken', m.environment_issue_name_taken({ name: taken.name }))
  }
}

/** @returns the origin as it would be used */
function checkOrigin(
  draft: EnvironmentDraft,
  { current }: CheckFacts,
  tell: Tell,
): string | undefined {
  if (current?.kind === 'simulator') return current.origin
  let origin: string
  try {
    origin = parseOrigin(draft.origin.trim())
  } catch (thrown) {
    const code = thrown instanceof KlaviError ? thrown.code : 'internal'
    const details = thrown instanceof KlaviError ? thrown.details : {}
    if (code === 'insecure-origin') tell('origin', code, m.environment_issue_origin_insecure())
    else if (code === 'origin-look-alike') {
      const { host, ascii, like } = details as Record<string, string>
      tell(
        'origin',
        code,
        m.error_origin_look_alike({ host: host ?? '', ascii: ascii ?? '', like: like ?? '' }),
      )
    } else tell('origin', 'origin-malformed', m.environment_issue_origin())
    return undefined
  }
  const { hostname } = new URL(origin)
  const read = unicodeHost(origin)
  if (read !== undefined) {
    const message = m.environment_issue_origin_ascii({ host: read, ascii: hostname })
    tell('origin', 'origin-ascii', message, 'warning')
  }
  if (mentionsKlavi(origin)) {
    const message = m.environment_issue_origin_mentions({ host: hostname })
    tell('origin', 'origin-mentions', message, 'warning')
  }
  if (isProductionHost(origin) && current?.kind !== 'production') {
    tell('origin', 'origin-production', m.environment_issue_origin_production(), 'warning')
  }
  return origin
}

function checkExchange({ exchange }: EnvironmentDraft, facts: CheckFacts, tell: Tell): void {
  if (exchange === undefined) return
  const { proxyMode, proxyUrl, timeoutsMs, clientCertificate, caFile, contentTypes } = exchange
  if (proxyUrl !== undefined && proxyUrl !== '' && !isProxyAddress(proxyUrl)) {
    tell('exchange', 'proxy-malformed', m.environment_issue_proxy())
  } else if (proxyMode === 'url' && !proxyUrl) {
    tell('exchange', 'proxy-missing', m.environment_issue_proxy_missing())
  }
  if (timeoutsMs !== undefined && !isTimeouts(timeoutsMs)) {
    tell('exchange', 'timeouts-range', m.environment_issue_timeouts())
  }
  const kept = readExchange({ contentTypes })?.contentTypes ?? {}
  if (Object.keys(contentTypes ?? {}).length !== Object.keys(kept).length) {
    tell('exchange', 'content-type-malformed', m.environment_issue_content_type())
  }
  for (const file of [caFile, clientCertificate?.certFile, clientCertificate?.keyFile]) {
    if (file === undefined || file === '' || facts.fileExists(file)) continue
    tell('exchange', 'file-missing', m.environment_issue_file({ file }), 'warning')
  }
}

function checkVariables({ variables = {} }: EnvironmentDraft, tell: Tell): void {
  for (const name of Object.keys(variables)) {
    if (!isVariableName(name)) {
      tell('variables', 'variable-name', m.environment_issue_variable_name({ name }))
    } else if (namesSecret(name)) {
      tell('variables', 'variable-secret', m.environment_issue_variable_secret({ name }))
    }
  }
}

/** A built-in environment keeps what makes it what it is. */
function checkFixed(draft: EnvironmentDraft, { current }: CheckFacts, tell: Tell): void {
  if (current === undefined || current.kind === 'custom') return
  const { fields, origins } = editableFields(current)
  const fixed = (field: EnvironmentField): void =>
    tell(field, 'fixed', m.environment_issue_fixed({ name: current.name }))
  if (draft.name.trim() !== current.name) fixed('name')
  if (draft.risky === true) fixed('risky')
  if (!fields.includes('prefix') && draft.prefix !== current.prefix) fixed('prefix')
  if (!fields.includes('colour') && draft.colour !== undefined) fixed('colour')
  if (current.kind === 'simulator') return
  const allowed = origins ?? [current.origin]
  if (!allowed.includes(draft.origin.trim().replace(/\/$/, ''))) fixed('origin')
}
