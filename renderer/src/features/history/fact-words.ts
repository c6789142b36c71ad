import { m } from '../../../../messages/index.ts'

const catalogue = m as unknown as Record<string, (() => string) | undefined>

/** The name of a fact of a comparison (core/model/history.ts); its own name where the window has no word for it. */
export const factText = (name: string): string => catalogue[`history_fact_${name}`]?.() ?? name
