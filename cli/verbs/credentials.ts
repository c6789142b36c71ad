import { KlaviError } from '../../core/failure.ts'
import type { CredentialSet } from '../../core/model/credential.ts'
import { reasonWords } from '../../core/klavi/vault-refusal.ts'
import { m } from '../../messages/index.ts'
import type { CommandOf } from '../args/command.ts'
import type { Run } from '../host/host.ts'
import { withSession } from '../host/session.ts'
import { readStdinKeys } from '../host/stdin-keys.ts'
import { chooseTarget } from '../host/target.ts'
import { credentialJson, credentialTestJson } from '../output/environment-json.ts'
import { credentialLines } from '../output/environment-lines.ts'
import { exitCodeOfError } from './exit-code.ts'

/**
 * The keys of one environment, in the system's keychain. They come by standard input or by environment variables, never
 * by an argument, and none is ever shown.
 */
export async function credentials(run: Run, command: CommandOf<'credentials'>): Promise<number> {
  const target = chooseTarget(command, run.env)
  const { action, set } = command
  const { keys } = target.bench
  return withSession(run, target.bench, async ({ bench }) => {
    const environment = await bench.environments.find(
      target.extra?.id ?? command.env ?? 'simulator',
    )
    const { id } = environment
    // Keys that came with this run are tested as they are; all else is about those that were saved.
    const given = action === 'test' ? target.keys : undefined
    if (given === undefined) {
      keys.memory.delete(id)
      keys.keychain.add(id)
    } else {
      keys.memory.add(id)
      await bench.credentials.save(id, given, set === undefined ? {} : { set })
    }
    const state = async (): Promise<number> => {
      const sets = await bench.credentials.list(id)
      const told = set === undefined ? sets : sets.filter((one) => one.set === set)
      return tell(run, environment, told)
    }

    switch (action) {
      case 'status':
        return state()
      case 'set': {
        if (environment.kind === 'simulator') await bench.credentials.useSimulatorKeys()
        else {
          const typed =
            target.keys ?? (await readStdinKeys(run.stdin, bench.credentials.findInSnippet))
          await bench.credentials.save(id, typed, {
            replace: command.replace,
            ...(set !== undefined && { set }),
          })
        }
        return state()
      }
      case 'delete':
        await bench.credentials.delete(id, set)
        run.reporter.result(m.cli_credentials_deleted({ environment: environment.name }))
        run.reporter.data(
          credentialJson(environment, {
            ...(await bench.credentials.status(id, set)),
            active: set === undefined,
          }),
        )
        return 0
      case 'activate':
        await bench.credentials.activate(id, set ?? 'default')
        return state()
      case 'confirm':
        await bench.credentials.confirmOrigin(id, environment.origin, set)
        return state()
      case 'test': {
        const result = await bench.credentials.test(id, set, run.signal)
        run.reporter.data(credentialTestJson(environment, result))
        if (result.error !== undefined) {
          run.reporter.failure(result.error)
          return run.signal.aborted ? 130 : exitCodeOfError(result.error.code)
        }
        const { latencyMs } = result
        run.reporter.result(m.cli_credentials_good({ environment: environment.name, latencyMs }))
        return 0
      }
    }
  })
}

/** @throws KlaviError where the keychain itself said no, so that a script sees it by the exit code */
function tell(
  { reporter }: Run,
  environment: { id: string; name: string },
  sets: readonly CredentialSet[],
): number {
  for (const one of sets) reporter.data(credentialJson(environment, one))
  for (const line of credentialLines(environment, sets, reporter.look.style)) reporter.result(line)
  const [refused] = sets.filter(({ state }) =>
    ['unavailable', 'locked', 'denied', 'foreign'].includes(state),
  )
  if (refused === undefined) return 0
  if (refused.state === 'locked') throw new KlaviError('vault-locked')
  if (refused.state === 'denied') throw new KlaviError('vault-denied')
  if (refused.state === 'foreign') {
    const { set } = refused
    throw new KlaviError('credential-changed', { environment: environment.name, set })
  }
  const { detail } = refused.vault
  throw new KlaviError('vault-unavailable', { reason: detail || reasonWords('failed') })
}
