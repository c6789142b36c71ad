import type { Outcome } from '../outcomes/outcome.ts'
import type { FaultRule } from './rule.ts'

/** A named bad day, to be had again at will. */
export interface Recipe {
  /** For command lines and settings. */
  name: string
  title: string
  description: string
  faults: FaultRule[]
  /** For the next payment. */
  outcome?: Outcome
}

export const RECIPES: readonly Recipe[] = [
  {
    name: 'friday-evening',
    title: 'Friday evening at the bank',
    description: 'Slow and overloaded: latency on every call, now and then 503 or 504.',
    faults: [
      { route: '*', fault: { kind: 'latency', ms: 300, jitterMs: 1500 } },
      {
        route: '*',
        probability: 0.12,
        fault: { kind: 'status', httpStatus: 503, retryAfterS: 1 },
      },
      {
        route: 'payment-status',
        probability: 0.08,
        fault: { kind: 'status', httpStatus: 504, body: 'html' },
      },
    ],
    outcome: { kind: 'held' },
  },
  {
    name: 'token-dies',
    title: 'Token dies in mid-flow',
    description: 'At the third status poll every token given out so far is revoked.',
    faults: [{ route: 'payment-status', skip: 2, count: 1, fault: { kind: 'revoke-tokens' } }],
  },
  {
    name: 'answer-lost',
    title: 'Answer lost after the debit',
    description: 'The next payment is accepted, then the connection is cut before its answer.',
    faults: [
      {
        route: 'create-payment',
        count: 1,
        fault: { kind: 'reset', when: 'after-processing' },
      },
    ],
  },
  {
    name: 'never-arrived',
    title: 'The payment never arrived',
    description: 'The connection is cut before the next payment is read.',
    faults: [
      {
        route: 'create-payment',
        count: 1,
        fault: { kind: 'reset', when: 'before-processing' },
      },
    ],
  },
  {
    name: 'rate-limited',
    title: 'Polling too fast',
    description: 'Two of three status polls are answered 429 with Retry-After.',
    faults: [
      {
        route: 'payment-status',
        probability: 0.66,
        fault: { kind: 'status', httpStatus: 429, retryAfterS: 1 },
      },
    ],
  },
  {
    name: 'maintenance',
    title: 'Maintenance window',
    description: 'For 15 seconds every call gets the HTML page of a load balancer with 503.',
    faults: [
      {
        route: '*',
        durationMs: 15_000,
        fault: { kind: 'status', httpStatus: 503, retryAfterS: 5, body: 'html' },
      },
    ],
  },
  {
    name: 'bad-line',
    title: 'Bad line',
    description: 'Connections break before, in and after answers; bodies trickle in.',
    faults: [
      {
        route: 'payment-status',
        probability: 0.15,
        fault: { kind: 'reset', when: 'before-processing' },
      },
      { route: 'payment-status', probability: 0.15, fault: { kind: 'reset', when: 'mid-body' } },
      { route: 'participants', fault: { kind: 'bandwidth', bytesPerSecond: 20_000 } },
    ],
  },
  {
    name: 'hanging-poll',
    title: 'A poll that never ends',
    description: 'The second status poll is never answered.',
    faults: [
      {
        route: 'payment-status',
        skip: 1,
        count: 1,
        fault: { kind: 'hang', where: 'before-headers' },
      },
    ],
  },
  {
    name: 'contract-drift',
    title: 'The contract has moved',
    description: 'Fields renamed, missing, added and of another type.',
    faults: [
      {
        route: 'create-payment',
        fault: { kind: 'drift', change: 'rename', field: 'createAt', to: 'createdAt' },
      },
      { route: 'payment-status', fault: { kind: 'drift', change: 'retype', field: 'amount' } },
      { route: 'payment-status', fault: { kind: 'drift', change: 'remove', field: 'updatedAt' } },
      {
        route: 'participants',
        fault: { kind: 'drift', change: 'add', field: 'data.isOutage', to: 'no' },
      },
    ],
  },
  {
    name: 'garbage',
    title: 'Garbage instead of JSON',
    description: 'Status polls answer cut-off JSON, no JSON, a BOM or another content type.',
    faults: [
      { route: 'payment-status', count: 1, fault: { kind: 'truncated-json' } },
      { route: 'payment-status', skip: 1, count: 1, fault: { kind: 'invalid-json' } },
      { route: 'payment-status', skip: 2, count: 1, fault: { kind: 'bom' } },
      {
        route: 'payment-status',
        skip: 3,
        count: 1,
        fault: { kind: 'content-type', value: 'text/plain' },
      },
    ],
  },
  {
    name: 'bad-certificate',
    title: 'The certificate has expired',
    description: 'New connections are shown an expired certificate for 15 seconds.',
    faults: [
      { route: '*', durationMs: 15_000, fault: { kind: 'certificate', problem: 'expired' } },
    ],
  },
  {
    name: 'talkative-errors',
    title: 'Talkative errors',
    description: 'Replies repeat the request with its token and keys.',
    faults: [{ route: '*', fault: { kind: 'echo-secrets' } }],
  },
  {
    name: 'wrong-clock',
    title: 'The server’s clock is wrong',
    description: 'The server lives two hours in the past: tokens look expired at birth.',
    faults: [{ route: '*', fault: { kind: 'clock-skew', seconds: -7200 } }],
  },
]

/** A recipe by its name or title, in any case. */
export function recipeNamed(name: string): Recipe | undefined {
  const wanted = name.trim().toLowerCase()
  return RECIPES.find((it) => it.name === wanted || it.title.toLowerCase() === wanted)
}
