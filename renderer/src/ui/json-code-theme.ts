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
})
