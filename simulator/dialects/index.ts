import type { SimulatorDialect } from '../options.ts'
import type { Dialect } from './dialect.ts'
import { g1 } from './g1.ts'
import { g2, g3 } from './g2.ts'

const DIALECTS: Record<SimulatorDialect, Dialect> = { g1, g2, g3 }

export const dialectOf = (name: SimulatorDialect): Dialect => DIALECTS[name]
