import type { FaultRule, FaultState } from '../../../simulator/index.ts'

/**
 * The rules in force as new rules that go on where these stand. The simulator takes only whole lists and counts from
 * nought for each; without this a fault that had fired once and for all would fire again because another was added.
 */
export function rulesLeft(states: readonly FaultState[]): FaultRule[] {
  return states
    .filter((state) => !state.spent)
    .map(({ rule, matched, fired }) => ({
      ...rule,
      ...(rule.skip !== undefined && { skip: Math.max(0, rule.skip - matched) }),
      ...(rule.count !== undefined && { count: rule.count - fired }),
    }))
}
