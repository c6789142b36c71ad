import type {
  SimulatorMoment,
  SimulatorPayment,
  SimulatorRequest,
  SimulatorRunning,
} from '../../contract/types.ts'
import type { EmbeddedControl } from '../../../simulator/embedded.ts'
import type { ControlState, RequestLine, SimulatedPayment } from '../../../simulator/index.ts'
import { planFor } from '../../../simulator/payments/plan.ts'

/** The simulator's own words as the contract's. */
export function runningView(
  { caFile, hostedHere }: Pick<EmbeddedControl, 'caFile' | 'hostedHere'>,
  state: ControlState,
): SimulatorRunning {
  return {
    running: true,
    hostedHere,
    url: state.url,
    caFile,
    dialect: state.dialect,
    stepMs: state.stepMs,
    speed: state.speed,
    autoAuthorize: state.autoAuthorize,
    consentMs: state.consentMs,
    recipe: state.recipe,
    faults: state.faults,
    nextOutcome: state.nextOutcome,
    webhookUrl: state.webhookUrl,
    served: state.served,
    payments: state.payments,
  }
}

export function paymentView(payment: SimulatedPayment): SimulatorPayment {
  return {
    id: payment.id,
    externalId: payment.externalId,
    centavos: payment.centavos,
    payerName: payment.payerName,
    outcome: payment.outcome,
    status: payment.status,
    awaitingConsent: payment.timeline.at(-1)?.consent === true,
    ended: payment.ended,
    nextAt: payment.nextAt,
    passed: payment.timeline.map(({ status, at, reason }) => ({
      status,
      at,
      ...(reason !== undefined && { reason: reason.code }),
    })),
    coming: comingOf(payment),
  }
}

/**
 * What is left of its outcome's plan. Each status so far is one stage of it (what a person did beside the plan ends the
 * payment), and only the next one's time is known from outside.
 */
function comingOf({ ended, timeline, outcome, flow, nextAt }: SimulatedPayment): SimulatorMoment[] {
  if (ended) return []
  const scheduledMs = flow === 'scheduled' ? 1 : null
  const plan = planFor(outcome, { stepMs: 1, consentMs: 1, scheduledMs })
  return plan.slice(timeline.length).map(({ status, reason }, index) => ({
    status,
    at: index === 0 ? nextAt : null,
    ...(reason !== undefined && { reason: reason.code }),
  }))
}

export function requestView({
  seq,
  at,
  method,
  path,
  status,
  latencyMs,
  fault,
}: RequestLine): SimulatorRequest {
  return {
    seq,
    at,
    method,
    path,
    latencyMs,
    ...(status !== undefined && { status }),
    ...(fault !== undefined && { fault }),
  }
}
