import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type {
  ConnectionTest,
  EnvironmentDraft,
  EnvironmentState,
} from '../../core/model/environment.ts'
import { m } from '../../messages/index.ts'
import type { CommandOf } from '../args/command.ts'
import type { EnvironmentFlags } from '../args/read-env.ts'
import { UsageError } from '../args/usage-error.ts'
import type { Run } from '../host/host.ts'
import { withSession, type Session } from '../host/session.ts'
import { chooseTarget } from '../host/target.ts'
import { connectionJson, environmentJson } from '../output/environment-json.ts'
import { connectionLines, environmentLines } from '../output/environment-lines.ts'
import { exitCodeOfError } from './exit-code.ts'

/** The profile's environments: the same that the app shows. Asks the keychain only where keys must be deleted. */
export async function env(run: Run, command: CommandOf<'env'>): Promise<number> {
  const target = chooseTarget(command, run.env)
  return withSession(run, target.bench, async (session) => {
    const { environments } = session.bench
    switch (command.action) {
      case 'list': {
        tell(run, await environments.list())
        return 0
      }
      case 'add':
        tell(run, [await add(session, command)])
        return 0
      case 'edit': {
        const current = await environments.find(command.name)
        const edited = command.reset
          ? await environments.reset(current.id)
          : await environments.edit(current.id, withFlags(draftOf(current), command.flags))
        tell(run, [edited])
        return 0
      }
      case 'remove': {
        const { id } = await environments.find(command.name)
        target.bench.keys.keychain.add(id)
        const gone = await environments.remove(id)
        run.reporter.data({ type: 'removed', ...gone })
        const sets = gone.credentialSets.join(', ') || m.cli_env_no_sets()
        run.reporter.result(m.cli_env_removed({ name: gone.name, sets, payments: gone.payments }))
        return 0
      }
      case 'test': {
        const { id } = await environments.find(command.name)
        const found = await environments.test(id, run.signal)
        return tellTest(run, found)
      }
      case 'export': {
        const ids = await Promise.all(
          command.names.map(async (name) => (await environments.find(name)).id),
        )
        const file = environments.export(ids.length === 0 ? undefined : ids)
        run.reporter.raw(file)
        return 0
      }
      case 'import': {
        const file = await readFile(run, command.file)
        const candidates = environments.importPreview(file)
        const refused = candidates.find(({ does }) => does === 'refused')
        if (refused !== undefined) {
          const why = refused.issues.map(({ message }) => message).join(' ')
          throw new UsageError(`${refused.name}: ${why}`, m.cli_see_verb_help({ verb: 'env' }))
        }
        for (const { issues } of candidates) {
          for (const { message } of issues) run.reporter.warn(message)
        }
        // A file may reroute what is called Production: it does so only where that is asked for.
        const taken = candidates.filter(({ does }) => does === 'adds' || command.editBuiltIn)
        for (const { name } of candidates.filter((one) => !taken.includes(one))) {
          run.reporter.warn(m.cli_env_import_skipped({ name }))
        }
        const indexes = taken.map(({ index }) => index)
        tell(run, await environments.import(file, indexes))
        return 0
      }
    }
  })
}

async function add(
  { bench: { environments } }: Session,
  { name, copyOf, flags }: Extract<CommandOf<'env'>, { action: 'add' }>,
): Promise<EnvironmentState> {
  if (copyOf !== undefined) {
    const copied = await environments.duplicate((await environments.find(copyOf)).id, name)
    if (Object.keys(flags).length === 0) return copied
    return environments.edit(copied.id, withFlags(draftOf(copied), flags))
  }
  if (flags.origin === undefined) {
    throw new UsageError(m.cli_origin_missing_add(), m.cli_see_verb_help({ verb: 'env' }))
  }
  const { prefix } = await environments.find('sandbox')
  const blank: EnvironmentDraft = { name, origin: flags.origin, prefix, dialect: 'g1' }
  return environments.add(withFlags(blank, flags))
}

function draftOf(environment: EnvironmentState): EnvironmentDraft {
  const { name, origin, prefix, dialect, colour, risky, exchange, variables } = environment
  return {
    name,
    origin,
    prefix,
    dialect,
    ...(colour !== undefined && { colour }),
    ...(risky !== undefined && { risky }),
    ...(exchange !== undefined && { exchange }),
    ...(variables !== undefined && { variables }),
  }
}

/** `--ca` and `--proxy` with nothing after them take away what was there. */
function withFlags(draft: EnvironmentDraft, flags: EnvironmentFlags): EnvironmentDraft {
  const { ca, proxy, ...fields } = flags
  const { caFile, proxyMode, proxyUrl, ...others } = draft.exchange ?? {}
  const authorities = ca === undefined ? caFile : ca === '' ? undefined : resolve(ca)
  const way =
    proxy === undefined
      ? { proxyMode, proxyUrl }
      : proxy === ''
        ? {}
        : { proxyMode: 'url' as const, proxyUrl: proxy }
  const exchange = {
    ...others,
    ...(authorities !== undefined && { caFile: authorities }),
    ...(way.proxyMode !== undefined && { proxyMode: way.proxyMode }),
    ...(way.proxyUrl !== undefined && { proxyUrl: way.proxyUrl }),
  }
  const { exchange: _, ...rest } = draft
  return { ...rest, ...fields, ...(Object.keys(exchange).length > 0 && { exchange }) }
}

function tell({ reporter }: Run, environments: readonly EnvironmentState[]): void {
  for (const environment of environments) reporter.data(environmentJson(environment))
  for (const line of environmentLines(environments, reporter.look.style)) reporter.result(line)
}

function tellTest({ reporter }: Run, found: ConnectionTest): number {
  reporter.data(connectionJson(found))
  for (const line of connectionLines(found, reporter.look.style)) reporter.result(line)
  if (found.error === undefined) return 0
  reporter.failure(found.error)
  return exitCodeOfError(found.error.code)
}

async function readFile({ stdin }: Run, file: string): Promise<string> {
  try {
    return file === '-' ? await text(stdin) : readFileSync(file, 'utf8')
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new UsageError(
      m.cli_unreadable({ name: file, reason }),
      m.cli_see_verb_help({ verb: 'env' }),
    )
  }
}
