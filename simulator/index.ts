export type {
  RequestLine,
  Simulator,
  SimulatorDialect,
  SimulatorOptions,
  SimulatorState,
} from './options.ts'
export { startSimulator } from './start.ts'
export { isSimulatorRunning, readSimulatorState } from './state/running.ts'
export type {
  ControlSettings,
  ControlState,
  SimulatedPayment,
  SimulatorControl,
} from './control/control.ts'
export { openRemoteControl } from './control/remote-control.ts'
export { FAULT_KINDS, readFaultRules } from './faults/read-rule.ts'
export { RECIPES } from './faults/recipes.ts'
export type { Recipe } from './faults/recipes.ts'
export type { Fault, FaultKind, FaultRule, FaultState } from './faults/rule.ts'
export { ROUTE_NAMES } from './http/route-table.ts'
export type { RouteName } from './http/route-table.ts'
export { AMOUNT_OUTCOMES } from './outcomes/by-amount.ts'
export type { AmountOutcome } from './outcomes/by-amount.ts'
export { PAYER_OUTCOMES } from './outcomes/by-payer.ts'
export type { PayerOutcome } from './outcomes/by-payer.ts'
export { readOutcome } from './outcomes/outcome.ts'
export type { Outcome } from './outcomes/outcome.ts'
export type { WebhookDelivery } from './webhooks/webhook-sender.ts'
