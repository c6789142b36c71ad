import { m } from '../../messages/index.ts'
import { RECIPES, recipeNamed } from '../../simulator/faults/recipes.ts'
import type { CommandOf } from './command.ts'
import { readDialect } from './custom-target.ts'
import { nearest } from './nearest.ts'
import { readWhole } from './numbers.ts'
import { lastValue, type RawArguments } from './read-tokens.ts'
import { UsageError } from './usage-error.ts'

/** Reads the options of `simulate`. */
export function readSimulate(raw: RawArguments): CommandOf<'simulate'> {
  const env = lastValue(raw, 'env')
  if (env !== undefined && env !== 'simulator') {
    throw new UsageError(m.cli_simulate_env(), m.cli_simulate_env_hint())
  }
  const port = lastValue(raw, 'port')
  const step = lastValue(raw, 'step-ms')
  const seed = lastValue(raw, 'seed')
  const recipe = lastValue(raw, 'recipe')
  // Of --tls and --no-tls, the one that was typed last.
  const form = raw.given.findLast(({ spec }) => spec?.name === 'tls' || spec?.name === 'no-tls')
  return {
    verb: 'simulate',
    tls: form?.spec?.name !== 'no-tls',
    dialect: readDialect(lastValue(raw, 'dialect')),
    ...(port !== undefined && { port: readWhole('--port', port, 0, 65_535) }),
    ...(step !== undefined && { stepMs: readWhole('--step-ms', step, 1, 600_000) }),
    ...(seed !== undefined && { seed: readWhole('--seed', seed, 0, 2 ** 31 - 1) }),
    ...(recipe !== undefined && { recipe: readRecipe(recipe) }),
  }
}

function readRecipe(text: string): string {
  const found = recipeNamed(text)
  if (found !== undefined) return found.name
  const names = RECIPES.map(({ name }) => name)
  const meant = nearest(text, names)
  const hint = m.cli_simulate_recipe_hint({ names: names.join(', ') })
  throw new UsageError(
    m.cli_bad_choice({ option: '--recipe', text }),
    meant === undefined ? hint : `${m.cli_did_you_mean({ word: meant })} ${hint}`,
  )
}
