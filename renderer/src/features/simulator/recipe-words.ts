import { m } from '../../../../messages/index.ts'
import type { SimulatorCatalogue } from '../../../../electron/contract/types.ts'

type Recipe = SimulatorCatalogue['recipes'][number]

const catalogue = m as unknown as Record<string, (() => string) | undefined>
const words = (name: string, what: 'title' | 'text'): string | undefined =>
  catalogue[`simulator_recipe_${name.replaceAll('-', '_')}_${what}`]?.()

/** A recipe that no catalogue of messages knows speaks for itself, in English. */
export const recipeTitle = (recipe: Recipe): string => words(recipe.name, 'title') ?? recipe.title
export const recipeText = (recipe: Recipe): string =>
  words(recipe.name, 'text') ?? recipe.description
