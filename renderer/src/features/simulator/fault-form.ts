import type {
  SimulatorFault,
  SimulatorFaultParameter,
  SimulatorFaultRule,
} from '../../../../electron/contract/types.ts'
import type { FaultForm } from '../../state/simulator.svelte.ts'
import { wholeNumber } from '../../ui/whole-number.ts'

/** Where a typed value is wrong: a number out of its bounds, or a text that is missing. */
export type FaultIssue = { min: number; max: number } | 'missing'

export type FaultReading =
  { rule: SimulatorFaultRule } | { issues: Partial<Record<string, FaultIssue>> }

const bounds: Record<string, { min: number; max: number }> = {
  probability: { min: 1, max: 100 },
  skip: { min: 0, max: 1_000_000 },
  count: { min: 1, max: 1_000_000 },
  duration: { min: 1, max: 86_400 },
  httpStatus: { min: 200, max: 599 },
  retryAfterS: { min: 0, max: 86_400 },
  bytes: { min: 1, max: 100_000_000 },
  bytesPerSecond: { min: 1, max: 100_000_000 },
  seconds: { min: -315_360_000, max: 315_360_000 },
}
const otherNumber = { min: 0, max: 86_400_000 }

/** The first values of a kind of fault. */
export function firstValues(parameters: readonly SimulatorFaultParameter[]): FaultForm['values'] {
  return Object.fromEntries(parameters.map((one) => [one.name, firstValue(one)]))
}

function firstValue(parameter: SimulatorFaultParameter): string {
  if (parameter.type === 'choice') return parameter.optional ? '' : String(parameter.options[0])
  return parameter.initial === null ? '' : String(parameter.initial)
}

/** The form as a rule, or what is wrong with it, by field. */
export function readFaultForm(
  form: FaultForm,
  parameters: readonly SimulatorFaultParameter[],
): FaultReading {
  const issues: Partial<Record<string, FaultIssue>> = {}
  const number = (name: string, typed: string): number | undefined => {
    if (typed.trim() === '') return undefined
    const limits = bounds[name] ?? otherNumber
    const value = wholeNumber(typed, limits.min, limits.max)
    if (value === null) issues[name] = limits
    return value ?? undefined
  }
  const value = (one: SimulatorFaultParameter): string | number | undefined => {
    const typed = form.values[one.name] ?? ''
    if (typed.trim() === '') {
      if (!one.optional) issues[one.name] = one.type === 'number' ? limitsOf(one.name) : 'missing'
      return undefined
    }
    if (one.type === 'number') return number(one.name, typed)
    if (one.type === 'choice') return one.options.find((option) => String(option) === typed)
    return typed
  }
  const fault: Record<string, unknown> = { kind: form.kind }
  for (const one of parameters) {
    const read = value(one)
    if (read !== undefined) fault[one.name] = read
  }
  const percent = number('probability', form.probability)
  const skip = number('skip', form.skip)
  const count = number('count', form.count)
  const seconds = number('duration', form.duration)
  if (Object.keys(issues).length > 0) return { issues }
  return {
    rule: {
      // A certificate belongs to connections, and those to no route.
      route: (form.kind === 'certificate' ? '*' : form.route) as SimulatorFaultRule['route'],
      // Main checks it again, kind by kind.
      fault: fault as SimulatorFault,
      ...(percent !== undefined && percent < 100 && { probability: percent / 100 }),
      ...(skip !== undefined && skip > 0 && { skip }),
      ...(count !== undefined && { count }),
      ...(seconds !== undefined && { durationMs: seconds * 1000 }),
    },
  }
}

const limitsOf = (name: string): { min: number; max: number } => bounds[name] ?? otherNumber
