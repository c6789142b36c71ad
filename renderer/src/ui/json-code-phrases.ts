import { EditorState, type Extension } from '@codemirror/state'
import { m } from '../../../messages/index.ts'

/** CodeMirror's own words, by its English ones, in the language in force. */
export const codePhrases = (): Extension =>
  EditorState.phrases.of({
    Find: m.ui_find(),
    Replace: m.ui_replace(),
    next: m.ui_find_next(),
    previous: m.ui_find_previous(),
    all: m.ui_find_all(),
    'match case': m.ui_find_case(),
    regexp: m.ui_find_regexp(),
    'by word': m.ui_find_word(),
    replace: m.ui_replace_one(),
    'replace all': m.ui_replace_all(),
    close: m.ui_close(),
    'current match': m.ui_find_current(),
    'on line': m.ui_find_on_line(),
    'Go to line': m.ui_go_to_line(),
    go: m.ui_go(),
    'replaced match on line $': m.ui_replaced_on_line(),
    'replaced $ matches': m.ui_replaced_count(),
    'Fold line': m.ui_fold(),
    'Unfold line': m.ui_unfold(),
    'Folded lines': m.ui_folded(),
    'Unfolded lines': m.ui_unfold(),
    'folded code': m.ui_folded(),
    unfold: m.ui_unfold(),
    to: m.ui_folded_to(),
    '$ unchanged lines': m.ui_unchanged_lines(),
    Diagnostics: m.ui_diagnostics(),
    'No diagnostics': m.ui_no_diagnostics(),
  })
