import type { Dialect } from '../../../../electron/contract/types.ts'
import type { FieldSpec } from '../../../../shared/payload/fields.ts'
import { wireOf } from '../../../../shared/payload/form.ts'

/** A line of the list, and what it becomes on the wire. */
export interface SeriesValue {
  typed: string
  wire: string
}

/**
 * One value for each line, typed as in the form: amounts in reais, documents with or without dots. A line of two double
 * quotes is the empty value; empty lines are none.
 */
export const seriesValues = (typed: string, spec: FieldSpec, dialect: Dialect): SeriesValue[] =>
  typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ typed: line, wire: line === '""' ? '' : wireOf(spec, line, dialect) }))
