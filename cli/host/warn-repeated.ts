import { wireFields } from '../../core/payments/wire-fields.ts'
import { m } from '../../messages/index.ts'
import type { Run } from './host.ts'

/** Says which names stand more than once in a body; where sending is guarded the core refuses it. */
export function warnRepeated({ reporter }: Run, body: string): void {
  const { repeated } = wireFields(body)
  if (repeated.length > 0) reporter.warn(m.guard_repeated({ fields: repeated.join(', ') }))
}
