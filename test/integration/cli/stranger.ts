import { runCli, startCli, type CliResult, type CliRun } from './run-cli.ts'

/** What `simulate` says of itself. */
export interface Stranger {
  url: string
  ca: string
  accessKey: string
  secretKey: string
}

/** `simulate` as a process of its own, with a profile of its own, as a stranger's server is. */
export async function startStranger(
  profile: string,
  ...args: string[]
): Promise<Stranger & { run: CliRun; stop(): Promise<unknown> }> {
  const run = startCli(['simulate', '--profile', profile, ...args, '--json'])
  await run.until('\n')
  const stop = (): Promise<unknown> => {
    run.child.kill('SIGINT')
    return run.ended
  }
  return { ...(run.lines()[0] as unknown as Stranger), run, stop }
}

/** Runs a verb against such a server, which the command line knows only by what it is told. */
export const runAgainst = (
  { url, ca, accessKey, secretKey }: Stranger,
  profile: string,
  ...args: string[]
): Promise<CliResult> =>
  runCli(
    [
      ...args,
      ...['--env', 'custom', '--origin', url, '--ca', ca],
      ...['--profile', profile, '--json'],
    ],
    { env: { KLAVI_ACCESS_KEY: accessKey, KLAVI_SECRET_KEY: secretKey } },
  )
