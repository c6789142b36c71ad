import type { SimulatorCatalogue, SimulatorRoute } from '../../contract/types.ts'
// Each from its own file: together they would bring the simulator's server into every start of the app.
import { RECIPES } from '../../../simulator/faults/recipes.ts'
import { ROUTE_NAMES } from '../../../simulator/http/route-table.ts'
import { AMOUNT_OUTCOMES } from '../../../simulator/outcomes/by-amount.ts'
import { PAYER_OUTCOMES } from '../../../simulator/outcomes/by-payer.ts'
import { FAULT_PARAMETERS } from './fault-parameters.ts'

/** Routes on which a fault is of no use: what drives the simulator, and what it does not have. */
const NOT_OFFERED: ReadonlySet<SimulatorRoute> = new Set(['control', 'unknown'])

export const simulatorCatalogue = (): SimulatorCatalogue => ({
  amounts: AMOUNT_OUTCOMES.map(({ centavos, outcome, source }) => ({ centavos, outcome, source })),
  payers: PAYER_OUTCOMES.map(({ cpf, outcome }) => ({ cpf, outcome })),
  recipes: RECIPES.map(({ name, title, description, faults, outcome }) => ({
    name,
    title,
    description,
    faults,
    outcome: outcome ?? null,
  })),
  faultKinds: FAULT_PARAMETERS,
  routes: ROUTE_NAMES.filter((route) => !NOT_OFFERED.has(route)),
})
