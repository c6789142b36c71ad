/** One line for the person, on stderr, so that stdout stays the program's own. */
export function say(line) {
  process.stderr.write(`klavi-tester: ${line}\n`)
}

/** An error whose message is meant for the person as it stands: shown without a stack. */
export class SetupError extends Error {
  name = 'SetupError'
}

/** Runs a script's main function; a SetupError becomes one line and exit 1. */
export async function runMain(main) {
  try {
    const code = await main()
    if (typeof code === 'number') process.exitCode = code
  } catch (error) {
    if (error instanceof SetupError) say(error.message)
    else console.error(error)
    process.exitCode = 1
  }
}
