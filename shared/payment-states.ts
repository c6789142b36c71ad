/**
 * Where a payment stands for this program. `intent`: on disk, the POST is under way. `unsent`: the POST surely never
 * left (no connection). `unknown`: the POST's answer was lost, or was a 5xx. `refused`: it was answered 4xx.
 * `accepted`: created and not ended. The rest are ends, as in docs/cli.md "outcome".
 */
export const paymentStates = [
  'intent',
  'unsent',
  'unknown',
  'refused',
  'accepted',
  'completed',
  'rejected',
  'error',
  'canceled',
  'expired',
  'stopped',
] as const
