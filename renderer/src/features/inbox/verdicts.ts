import { m } from '../../../../messages/index.ts'
import type { WebhookVerdict } from '../../../../electron/contract/types.ts'

const words: Record<WebhookVerdict, () => string> = {
  valid: m.inbox_verdict_valid,
  invalid: m.inbox_verdict_invalid,
  late: m.inbox_verdict_late,
  unsigned: m.inbox_verdict_unsigned,
  'no-key': m.inbox_verdict_no_key,
}
const why: Record<WebhookVerdict, () => string> = {
  valid: m.inbox_why_valid,
  invalid: m.inbox_why_invalid,
  late: m.inbox_why_late,
  unsigned: m.inbox_why_unsigned,
  'no-key': m.inbox_why_no_key,
}
const tones = {
  valid: 'success',
  invalid: 'danger',
  late: 'warning',
  unsigned: 'danger',
  'no-key': 'warning',
} as const

export const verdicts = Object.keys(words) as WebhookVerdict[]
export const verdictText = (verdict: WebhookVerdict): string => words[verdict]()
/** What the verdict means, in a sentence. */
export const verdictWhy = (verdict: WebhookVerdict): string => why[verdict]()
export const verdictTone = (verdict: WebhookVerdict) => tones[verdict]
