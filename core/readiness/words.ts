import { m } from '../../messages/index.ts'
import { explainError } from '../../messages/error-table.ts'
import { isErrorCode } from '../failure.ts'
import type { CheckGroup, CheckInfo, CheckReason, CheckVerdict } from '../model/readiness.ts'
import type { Check } from './check.ts'
import { checkWords, reasonSentences, type Sentence } from './sentences.ts'

type Values = Record<string, string | number>

const say = (sentence: Sentence | undefined, values: Values): string =>
  (sentence as ((values: Values) => string) | undefined)?.(values) ?? ''

/** A check as people read about it, in the language in force. */
export function checkInfo(check: Check): CheckInfo {
  const words = checkWords()[check.textKey ?? check.id]
  const values = check.values ?? {}
  return {
    id: check.id,
    group: check.group,
    section: check.section,
    title: say(words?.title, values) || check.id,
    proves: say(words?.proves, values),
    how: say(words?.how, values),
    negative: check.negative === true,
    sends: check.sends === true,
  }
}

/** A reason in words, in the language in force. */
export function reasonWords({ code, values }: CheckReason): string {
  const { code: cause } = values
  if ((code === 'error' || code === 'call') && typeof cause === 'string' && isErrorCode(cause)) {
    const { message } = explainError(cause, values)
    return message
  }
  const sentence = reasonSentences()[code]
  return sentence === undefined ? code : say(sentence, values).trim()
}

export const verdictWords = (verdict: CheckVerdict): string =>
  ({
    passed: m.verdict_passed,
    failed: m.verdict_failed,
    'not-applicable': m.verdict_not_applicable,
    'needs-person': m.verdict_needs_person,
  })[verdict]()

export const groupWords = (group: CheckGroup): string =>
  ({
    transport: m.readiness_group_transport,
    auth: m.readiness_group_auth,
    participants: m.readiness_group_participants,
    payload: m.readiness_group_payload,
    course: m.readiness_group_course,
    conduct: m.readiness_group_conduct,
  })[group]()
