import { m } from '../../messages/index.ts'
import type { JsonProblem } from '../../shared/payload/json-tree.ts'

/** Why a text is no JSON, as people read it. */
export function jsonProblemWords(problem: JsonProblem): string {
  return {
    empty: m.json_empty,
    unexpected: m.json_unexpected,
    'unexpected-end': m.json_unexpected_end,
    'unterminated-string': m.json_unterminated,
    'bad-escape': m.json_bad_escape,
    'control-character': m.json_control_character,
    'bad-number': m.json_bad_number,
    'too-deep': m.json_too_deep,
    trailing: m.json_trailing,
  }[problem]()
}
