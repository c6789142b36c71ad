import { m } from '../../messages/index.ts'
import { fieldOf } from '../../shared/payload/fields.ts'
import { readAt, setAt, type JsonValue } from '../../shared/payload/json-edit.ts'
import { KlaviError, toFailure } from '../failure.ts'
import type { MatrixPlan, MatrixRow, MatrixRun } from '../model/payload.ts'
import type { SendResult } from '../model/payment.ts'
import { isoTime } from '../system.ts'
import type { Context } from './context.ts'
import { isGuarded } from './guard.ts'
import type { PayloadBench, PayloadToSend } from './payload-api.ts'

type Send = (
  environmentId: string,
  what: PayloadToSend,
  options: { negative: boolean },
) => Promise<SendResult>

/** Where a bank stands, in the words of either dialect. */
const bankPaths = new Set(
  (['g1', 'g2'] as const).map((dialect) => fieldOf(dialect, 'participantId')?.path.join('.')),
)

export interface Matrix {
  cases: PayloadBench['matrix']
  close(): void
}

/** Sends one payload many times with other values in one field, one after the other and no faster than stated. */
export function matrixCases(context: Context, send: Send): Matrix {
  const { environments, ports, publish } = context
  let run: MatrixRun | null = null
  let stopTimer: () => void = () => undefined

  const tell = (): void => {
    if (run !== null) publish('matrix', structuredClone(run))
  }

  const sendRow = async (plan: MatrixPlan, row: MatrixRow): Promise<void> => {
    row.state = 'sending'
    tell()
    try {
      const text = withValue(plan, row.value)
      const { negative } = plan
      // A series over banks has no bank of its own; what is not in the list has no name.
      const participantName = bankPaths.has(plan.path.join('.')) ? '' : plan.participantName
      const { payment, error } = await send(
        plan.environmentId,
        { text, participantName },
        { negative },
      )
      row.localId = payment.localId
      row.state = error === undefined ? 'sent' : 'failed'
      if (error !== undefined) row.error = error
    } catch (thrown) {
      const { code, message, hint } = toFailure(thrown)
      row.state = 'failed'
      row.error = { code, message, hint }
    }
  }

  const next = async (plan: MatrixPlan, mine: MatrixRun): Promise<void> => {
    const row = mine.rows.find(({ state }) => state === 'waiting')
    if (row === undefined || mine.state !== 'running') return
    const began = ports.clock.monotonic()
    await sendRow(plan, row)
    const more = mine.rows.some(({ state }) => state === 'waiting')
    if (!more && mine.state === 'running') mine.state = 'done'
    tell()
    if (!more || mine.state !== 'running') return
    const passed = ports.clock.monotonic() - began
    stopTimer = ports.clock.after(Math.max(0, 60_000 / plan.perMinute - passed), () => {
      void next(plan, mine)
    })
  }

  const cancel = (): void => {
    if (run?.state !== 'running') return
    stopTimer()
    run.state = 'canceled'
    for (const row of run.rows) if (row.state === 'waiting') row.state = 'canceled'
    tell()
  }

  return {
    close: cancel,
    cases: {
      start(plan) {
        const environment = environments.find(plan.environmentId)
        if (isGuarded(environment)) {
          throw new KlaviError('matrix-guarded', { environment: environment.name })
        }
        if (run?.state === 'running') {
          throw new KlaviError('invalid-input', { detail: m.matrix_running() })
        }
        // Told before the first is sent: a place that cannot take a value would fail every row.
        withValue(plan, plan.values[0] ?? '')
        run = {
          id: ports.random.uuid(),
          environmentId: environment.id,
          path: plan.path,
          perMinute: plan.perMinute,
          state: 'running',
          startedAt: isoTime(ports.clock.now()),
          rows: plan.values.map((value, index) => ({ index, value, state: 'waiting' })),
        }
        void next(plan, run)
        return structuredClone(run)
      },
      cancel(id) {
        if (run?.id !== id) throw new KlaviError('invalid-input', { detail: id })
        cancel()
        return structuredClone(run)
      },
      current: () => structuredClone(run),
    },
  }
}

/** The text with one value in its place: a string where a string stands or nothing; else as JSON where it is some. */
function withValue({ text, path }: MatrixPlan, value: string): string {
  const result = setAt(text, path, valueFor(readAt(text, path), value))
  if (result.ok) return result.text
  throw new KlaviError('invalid-input', { detail: m.payload_mend_first() })
}

function valueFor(present: unknown, value: string): JsonValue {
  if (present === undefined || typeof present === 'string') return value
  try {
    return JSON.parse(value) as JsonValue
  } catch {
    return value
  }
}
