import { m } from '../../messages/index.ts'
import type { Recipe } from '../../simulator/faults/recipes.ts'

const sentences: Readonly<Record<string, () => string>> = {
  'friday-evening': m.simulator_recipe_friday_evening_text,
  'token-dies': m.simulator_recipe_token_dies_text,
  'answer-lost': m.simulator_recipe_answer_lost_text,
  'never-arrived': m.simulator_recipe_never_arrived_text,
  'rate-limited': m.simulator_recipe_rate_limited_text,
  maintenance: m.simulator_recipe_maintenance_text,
  'bad-line': m.simulator_recipe_bad_line_text,
  'hanging-poll': m.simulator_recipe_hanging_poll_text,
  'contract-drift': m.simulator_recipe_contract_drift_text,
  garbage: m.simulator_recipe_garbage_text,
  'bad-certificate': m.simulator_recipe_bad_certificate_text,
  'talkative-errors': m.simulator_recipe_talkative_errors_text,
  'wrong-clock': m.simulator_recipe_wrong_clock_text,
}

/** What a recipe of the simulator does, in the person's language; in English where it is not translated yet. */
export const recipeWords = ({ name, description }: Recipe): string =>
  sentences[name]?.() ?? description
