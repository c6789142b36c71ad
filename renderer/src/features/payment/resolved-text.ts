import type { ResolvedVariable } from '../../../../electron/contract/types.ts'

/** A text with its variables' values in place; null where it holds none, or none that is known. */
export function resolvedText(text: string, variables: readonly ResolvedVariable[]): string | null {
  if (!text.includes('{{')) return null
  const values = new Map(variables.map(({ name, value }) => [name, value]))
  const made = text.replace(
    /\{\{\s*([^{}]*?)\s*\}\}/g,
    (whole, name: string) => values.get(name) ?? whole,
  )
  return made === text ? null : made
}
