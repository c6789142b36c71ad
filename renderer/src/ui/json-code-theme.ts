import { HighlightStyle } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** The same colours as JsonView's, from the tokens, so that they follow theme and contrast by themselves. */
export const codeColours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--json-key)' },
  { tag: tags.string, color: 'var(--json-string)' },
  { tag: tags.number, color: 'var(--json-number)' },
  { tag: [tags.bool, tags.null], color: 'var(--json-literal)' },
  { tag: tags.invalid, color: 'var(--danger-text)' },
])

export const codeTheme = EditorView.theme({
  '&': {
    flex: '1',
    minWidth: '0',
    maxHeight: '100%',
    color: 'var(--text)',
    backgroundColor: 'var(--surface-1)',
    fontSize: 'var(--text-sm)',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.55', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--text)', padding: 'var(--space-2) 0' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--surface-2)',
    borderRight: '1px solid var(--line)',
    color: 'var(--text-subtle)',
  },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--surface-2)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--accent-bg) !important',
  },
  '.cm-selectionMatch, .cm-searchMatch': {
    backgroundColor: 'var(--warning-bg)',
    outline: '1px solid var(--warning-line)',
  },
  '.cm-searchMatch.cm-searchMatch-selected': { outline: '2px solid var(--warning-text)' },
  '.cm-matchingBracket': {
    backgroundColor: 'var(--accent-bg) !important',
    outline: '1px solid var(--accent-line)',
  },
  '.cm-foldPlaceholder': {
    backgroundColor: 'var(--surface-2)',
    border: '1px solid var(--line-strong)',
    color: 'var(--text-muted)',
  },
  '.cm-panels': {
    backgroundColor: 'var(--surface-2)',
    color: 'var(--text)',
    fontFamily: 'var(--font-sans)',
  },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: 'var(--space-2) var(--space-6) var(--space-2) var(--space-2)' },
  '.cm-textfield': {
    backgroundColor: 'var(--surface-1)',
    border: '1px solid var(--control-line)',
    borderRadius: 'var(--radius-sm)',
    fontSize: 'var(--text-sm)',
  },
  '.cm-button': {
    background: 'var(--surface-1)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-sm)',
    color: 'var(--text)',
    fontSize: 'var(--text-sm)',
  },
  '.cm-panel.cm-search [name=close]': { color: 'var(--text-muted)', fontSize: 'var(--text-lg)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface-popup)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-md)',
  },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--danger-text)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warning-text)' },
  '.cm-diagnostic-hint': { borderLeftColor: 'var(--info-text)' },
  '.cm-lintRange.ui-code-error': {
    backgroundImage: 'none',
    borderBottom: '2px solid var(--danger-text)',
  },
  '.cm-lintRange.ui-code-warning': {
    backgroundImage: 'none',
    borderBottom: '2px dotted var(--warning-text)',
  },
  '.cm-lintRange.ui-code-hint': {
    backgroundImage: 'none',
    borderBottom: '1px dotted var(--info-text)',
  },
  '&.cm-merge-b .cm-changedText, .cm-changedText': {
    background: 'var(--success-bg)',
    outline: '1px solid var(--success-line)',
  },
  '&.cm-merge-b .cm-changedLine, .cm-changedLine, .cm-inlineChangedLine': {
    backgroundColor: 'var(--surface-2)',
  },
  '.cm-deletedChunk': { backgroundColor: 'var(--danger-bg)', paddingLeft: 'var(--space-2)' },
  '.cm-deletedChunk .cm-deletedText': {
    background: 'var(--danger-bg)',
    outline: '1px solid var(--danger-line)',
  },
  '.cm-collapsedLines': {
    background: 'var(--surface-2)',
    color: 'var(--text-muted)',
    padding: '2px var(--space-3)',
  },
  '.cm-changeGutter': { width: '3px' },
  '.cm-changedLineGutter': { background: 'var(--success-text)' },
  '.cm-deletedLineGutter': { background: 'var(--danger-text)' },
})
