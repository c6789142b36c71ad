import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json, jsonParseLinter } from '@codemirror/lang-json'
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language'
import { type Diagnostic, forceLinting, linter, lintGutter, lintKeymap } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, StateEffect, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { m } from '../../../messages/index.ts'
import { between } from '../../../shared/payload/json-edit.ts'
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

/** A remark at a place of the text, besides what is no JSON. */
export interface JsonCodeMark {
  from: number
  to: number
  severity: 'error' | 'warning' | 'hint'
  message: string
}

export interface JsonCode {
  wear(look: JsonCodeLook): void
  /** Puts another text in; only what differs is replaced, so that selection and scroll stay where they are. */
  show(text: string): void
  mark(marks: readonly JsonCodeMark[]): void
  /** Puts the cursor at a place and the focus with it. */
  goTo(offset: number): void
  close(): void
}

export interface JsonCodeOptions {
  text: string
  onchange: (text: string) => void
  /** The caller keeps the history of the text: the editor has none of its own. */
  foreignHistory?: boolean
}

/** The marks came from outside: the text is the same, what is said about it is not. */
const markedAnew = StateEffect.define<null>()

/** Opens CodeMirror in an element. The module is only reached by `import()`: it is as large as the rest of a screen. */
export function openJsonCode(
  parent: HTMLElement,
  { text, onchange, foreignHistory = false }: JsonCodeOptions,
): JsonCode {
  const worn = new Compartment()
  const linted = new Compartment()
  let marks: readonly JsonCodeMark[] = []
  const marked = (): Extension =>
    linter((view) => [...jsonMarks(view), ...inside(view, marks)], {
      needsRefresh: ({ transactions }) =>
        transactions.some(({ effects }) => effects.some((effect) => effect.is(markedAnew))),
    })
  // A change that came from outside is not told back.
  let silent = false
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      ...fixed(),
      foreignHistory ? [] : [history(), keymap.of(historyKeymap)],
      worn.of([]),
      linted.of([]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !silent) onchange(update.state.doc.toString())
      }),
    ],
  })
  return {
    wear: (look) =>
      view.dispatch({
        effects: [
          worn.reconfigure(wornExtensions(look)),
          linted.reconfigure(look.readonly ? [] : [marked(), lintGutter()]),
        ],
      }),
    show(next) {
      const changes = between(view.state.doc.toString(), next)
      if (changes === null) return
      silent = true
      view.dispatch({ changes })
      silent = false
    },
    mark(next) {
      marks = next
      view.dispatch({ effects: markedAnew.of(null) })
      forceLinting(view)
    },
    goTo(offset) {
      const anchor = Math.min(offset, view.state.doc.length)
      view.dispatch({ selection: { anchor }, scrollIntoView: true })
      view.focus()
    },
    close: () => view.destroy(),
  }
}

function fixed(): Extension[] {
  return [
    nonceOfPage(),
    lineNumbers(),
    foldGutter(),
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
    keymap.of([...searchKeymap, ...lintKeymap, ...foldKeymap, ...defaultKeymap]),
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

/** Marks that still lie in the text: it may have become shorter since they were made. */
function inside({ state }: EditorView, marks: readonly JsonCodeMark[]): Diagnostic[] {
  return marks
    .filter(({ to }) => to <= state.doc.length)
    .map((mark) => ({ ...mark, markClass: `ui-code-${mark.severity}` }))
}

/** The content security policy lets only styles with the page's nonce in. */
export function nonceOfPage(): Extension {
  const meta = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')
  return meta ? EditorView.cspNonce.of(meta.content) : []
}
