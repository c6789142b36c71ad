import type { Dialect } from '../../model/environment.ts'
import type { DialectRules } from './dialect.ts'
import { g1 } from './g1.ts'
import { g2 } from './g2.ts'
import { g3 } from './g3.ts'

const dialects: Readonly<Record<Dialect, DialectRules>> = { g1, g2, g3 }

export const rulesOf = (dialect: Dialect): DialectRules => dialects[dialect]
export type { DialectRules } from './dialect.ts'
