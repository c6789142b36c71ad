import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json, jsonParseLinter } from '@codemirror/lang-json'
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language'
import { type Diagnostic, linter, lintGutter, lintKeymap } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { m } from '../../../messages/index.ts'
import { codePhrases } from './json-code-phrases.ts'
import { codeColours, codeTheme } from './json-code-theme.ts'

/** What may change while the editor is open. */
export interface JsonCodeLook {
  label: string
  readonly: boolean
  /** The words inside the editor follow it. */
  language: string
  describedBy: string | undefined
}

export interface JsonCode {
  wear(look: JsonCodeLook): void
  /** Puts another text in; the same text leaves the selection where it is. */
  show(text: string): void
  close(): void
}

/** Opens CodeMirror in an element. The module is only reached by `import()`: it is as large as the rest of a screen. */
export function openJsonCode(
  parent: HTMLElement,
  { text, onchange }: { text: string; onchange: (text: string) => void },
): JsonCode {
  const worn = new Compartment()
  // A change that came from outside is not told back.
  let silent = false
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      ...fixed(),
      worn.of([]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !silent) onchange(update.state.doc.toString())
      }),
    ],
  })
  return {
    wear: (look) => view.dispatch({ effects: worn.reconfigure(wornExtensions(look)) }),
    show(next) {
      if (next === view.state.doc.toString()) return
      silent = true
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } })
      silent = false
    },
    close: () => view.destroy(),
  }
}

function fixed(): Extension[] {
  return [
    nonceOfPage(),
    lineNumbers(),
    foldGutter(),
    history(),
    drawSelection(),
    highlightSpecialChars(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    indentOnInput(),
    bracketMatching(),
    EditorView.lineWrapping,
    EditorState.tabSize.of(2),
    json(),
    search({ top: true }),
    syntaxHighlighting(codeColours),
    codeTheme,
    // Tab is not bound: it leaves the editor, as a keyboard's user expects (WCAG 2.1.2).
    keymap.of([...searchKeymap, ...lintKeymap, ...foldKeymap, ...historyKeymap, ...defaultKeymap]),
  ]
}

function wornExtensions({ label, readonly, describedBy }: JsonCodeLook): Extension[] {
  return [
    codePhrases(),
    EditorState.readOnly.of(readonly),
    EditorView.editable.of(!readonly),
    EditorView.contentAttributes.of({
      'aria-label': label,
      tabindex: '0',
      ...(readonly ? { 'aria-readonly': 'true' } : {}),
      ...(describedBy ? { 'aria-describedby': describedBy, 'aria-invalid': 'true' } : {}),
    }),
    ...(readonly ? [] : [linter(jsonMarks), lintGutter()]),
  ]
}

const parseMarks = jsonParseLinter()

/** An empty text is not wrong, only not there yet. The engine's own sentence is English: only its place is taken. */
function jsonMarks(view: EditorView): Diagnostic[] {
  const { doc } = view.state
  if (doc.length === 0) return []
  return parseMarks(view).map((mark) => {
    const line = doc.lineAt(mark.from)
    const place = { line: line.number, column: mark.from - line.from + 1 }
    return { ...mark, message: m.ui_json_invalid(place) }
  })
}

/** The content security policy lets only styles with the page's nonce in. */
function nonceOfPage(): Extension {
  const meta = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')
  return meta ? EditorView.cspNonce.of(meta.content) : []
}
