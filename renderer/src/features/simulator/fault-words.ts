import { m, type Language } from '../../../../messages/index.ts'
import type {
  SimulatorFault,
  SimulatorFaultKind,
  SimulatorFaultRule,
} from '../../../../electron/contract/types.ts'
import { formatDuration } from '../../format/duration.ts'

export const faultNames: Record<SimulatorFaultKind, () => string> = {
  status: m.simulator_fault_status,
  'status-after': m.simulator_fault_status_after,
  latency: m.simulator_fault_latency,
  bandwidth: m.simulator_fault_bandwidth,
  'slow-drip': m.simulator_fault_slow_drip,
  hang: m.simulator_fault_hang,
  reset: m.simulator_fault_reset,
  'truncated-json': m.simulator_fault_truncated_json,
  'invalid-json': m.simulator_fault_invalid_json,
  'content-type': m.simulator_fault_content_type,
  bom: m.simulator_fault_bom,
  'huge-body': m.simulator_fault_huge_body,
  'duplicate-headers': m.simulator_fault_duplicate_headers,
  redirect: m.simulator_fault_redirect,
  certificate: m.simulator_fault_certificate,
  'revoke-tokens': m.simulator_fault_revoke_tokens,
  'clock-skew': m.simulator_fault_clock_skew,
  drift: m.simulator_fault_drift,
  'echo-secrets': m.simulator_fault_echo_secrets,
}

/** `httpStatus=503 retryAfterS=1`, by the names that the simulator's control takes. */
export const faultValues = ({ kind: _kind, ...values }: SimulatorFault): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')

/** When a rule fires, as far as it is not always. */
export function faultLimits(rule: SimulatorFaultRule, language: Language): string[] {
  const { probability = 1, skip = 0, count, durationMs } = rule
  return [
    probability < 1 &&
      m.simulator_fault_limit_probability({ percent: Math.round(probability * 100) }),
    skip > 0 && m.simulator_fault_limit_skip({ count: skip }),
    count !== undefined && m.simulator_fault_limit_count({ count }),
    durationMs !== undefined &&
      m.simulator_fault_limit_duration({ time: formatDuration(durationMs, language) }),
  ].filter((text) => text !== false)
}
