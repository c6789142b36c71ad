import type { Dialect } from '../core/model/environment.ts'

/** Every dialect of Klavi's payment API that this program speaks, oldest first (docs/klavi-api.md §2). */
export const dialectIds = ['g1', 'g2', 'g3'] as const

/** What window and core both need to know of a dialect; the rest is the core's (core/klavi/dialects). */
export interface DialectFacts {
  label: string
  /** Below the environment's prefix. */
  createPath: string
  /** How amounts stand on the wire: whole centavos (`4800`) or reais with two decimals (`48.00`). */
  amounts: 'centavos' | 'decimal'
  /** Whether there is a call that cancels a payment. */
  cancels: boolean
}

export const dialectFacts: Readonly<Record<Dialect, DialectFacts>> = {
  g1: { label: 'G1', createPath: '/payments', amounts: 'centavos', cancels: false },
  g2: { label: 'G2', createPath: '/payments', amounts: 'decimal', cancels: false },
  g3: { label: 'G3', createPath: '/instant/payments', amounts: 'decimal', cancels: true },
}

export const isDialect = (value: unknown): value is Dialect =>
  (dialectIds as readonly unknown[]).includes(value)
