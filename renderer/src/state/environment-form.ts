import type {
  Dialect,
  EnvironmentDraft,
  EnvironmentView,
  ExchangeSettings,
  ProxyMode,
} from '../../../electron/contract/types.ts'

export const phases = ['connect', 'tls', 'firstByte', 'total'] as const
export type Phase = (typeof phases)[number]

/** The form of an environment: every box a text or a number, an empty one is left out of what is saved. */
export interface EnvironmentForm {
  name: string
  origin: string
  prefix: string
  dialect: Dialect
  colour: string
  risky: boolean
  caFile: string
  systemTrust: boolean
  certFile: string
  keyFile: string
  proxyMode: ProxyMode | 'inherit'
  proxyUrl: string
  noProxy: string
  contentGet: string
  contentPost: string
  timeouts: Record<Phase, number | null>
  bodyMegabytes: number | null
  tokenPolicy: 'per-payment' | 'reuse' | 'dialect'
  variables: { name: string; value: string }[]
}

const MEGABYTE = 1024 * 1024

/** What a new environment begins with: the guide's own prefix and dialect. */
export const newForm = (): EnvironmentForm => ({
  ...formOf({ name: '', origin: '', prefix: '/payment/customer/v1', dialect: 'g1' }),
})

export function formOf(from: EnvironmentDraft | EnvironmentView): EnvironmentForm {
  const exchange = from.exchange ?? {}
  const { timeoutsMs = {}, largestBodyBytes, contentTypes = {} } = exchange
  return {
    name: from.name,
    origin: from.origin,
    prefix: from.prefix,
    dialect: from.dialect,
    colour: from.colour ?? '',
    risky: from.risky ?? false,
    caFile: exchange.caFile ?? '',
    systemTrust: exchange.systemTrust ?? false,
    certFile: exchange.clientCertificate?.certFile ?? '',
    keyFile: exchange.clientCertificate?.keyFile ?? '',
    proxyMode: exchange.proxyMode ?? 'inherit',
    proxyUrl: exchange.proxyUrl ?? '',
    noProxy: exchange.noProxy ?? '',
    contentGet: contentTypes.GET ?? '',
    contentPost: contentTypes.POST ?? '',
    timeouts: {
      connect: timeoutsMs.connect ?? null,
      tls: timeoutsMs.tls ?? null,
      firstByte: timeoutsMs.firstByte ?? null,
      total: timeoutsMs.total ?? null,
    },
    bodyMegabytes: largestBodyBytes === undefined ? null : largestBodyBytes / MEGABYTE,
    tokenPolicy: exchange.tokenPolicy ?? 'dialect',
    variables: Object.entries(from.variables ?? {}).map(([name, value]) => ({ name, value })),
  }
}

export function draftOf(form: EnvironmentForm): EnvironmentDraft {
  const exchange = exchangeOf(form)
  const named = form.variables.filter(({ name }) => name.trim() !== '')
  return {
    name: form.name.trim(),
    origin: form.origin.trim(),
    prefix: form.prefix.trim(),
    dialect: form.dialect,
    ...(form.colour && { colour: form.colour }),
    ...(form.risky && { risky: true }),
    ...(Object.keys(exchange).length > 0 && { exchange }),
    ...(named.length > 0 && {
      variables: Object.fromEntries(named.map(({ name, value }) => [name.trim(), value])),
    }),
  }
}

function exchangeOf(form: EnvironmentForm): ExchangeSettings {
  const caFile = form.caFile.trim()
  const certFile = form.certFile.trim()
  const keyFile = form.keyFile.trim()
  const proxyUrl = form.proxyUrl.trim()
  const noProxy = form.noProxy.trim()
  const get = form.contentGet.trim()
  const post = form.contentPost.trim()
  const timeoutsMs: NonNullable<ExchangeSettings['timeoutsMs']> = {}
  for (const phase of phases) {
    const ms = form.timeouts[phase]
    if (ms !== null) timeoutsMs[phase] = ms
  }
  return {
    ...(caFile && { caFile }),
    ...(form.systemTrust && { systemTrust: true }),
    ...(certFile && { clientCertificate: { certFile, ...(keyFile && { keyFile }) } }),
    ...(form.proxyMode !== 'inherit' && { proxyMode: form.proxyMode }),
    ...(form.proxyMode === 'url' && proxyUrl && { proxyUrl }),
    ...(noProxy && { noProxy }),
    ...((get || post) && {
      contentTypes: { ...(get && { GET: get }), ...(post && { POST: post }) },
    }),
    ...(Object.keys(timeoutsMs).length > 0 && { timeoutsMs }),
    ...(form.bodyMegabytes !== null && {
      largestBodyBytes: Math.round(form.bodyMegabytes * MEGABYTE),
    }),
    ...(form.tokenPolicy !== 'dialect' && { tokenPolicy: form.tokenPolicy }),
  }
}

/** Whether two forms would be saved as the same environment. */
export const sameDraft = (a: EnvironmentForm, b: EnvironmentForm): boolean =>
  JSON.stringify(draftOf(a)) === JSON.stringify(draftOf(b))
