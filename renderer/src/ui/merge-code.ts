import { json } from '@codemirror/lang-json'
import { syntaxHighlighting } from '@codemirror/language'
import { unifiedMergeView } from '@codemirror/merge'
import { EditorState } from '@codemirror/state'
import { EditorView, lineNumbers } from '@codemirror/view'
import { codePhrases } from './json-code-phrases.ts'
import { codeColours, codeTheme } from './json-code-theme.ts'
import { nonceOfPage } from './json-code.ts'

/** Opens a read-only view of what differs between two JSON texts. Only reached by `import()`, as json-code.ts is. */
export function openMerge(
  parent: HTMLElement,
  { before, after, label }: { before: string; after: string; label: string },
): { close(): void } {
  const view = new EditorView({
    parent,
    doc: after,
    extensions: [
      nonceOfPage(),
      lineNumbers(),
      EditorView.lineWrapping,
      json(),
      syntaxHighlighting(codeColours),
      codePhrases(),
      codeTheme,
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.contentAttributes.of({
        'aria-label': label,
        'aria-readonly': 'true',
        tabindex: '0',
      }),
      unifiedMergeView({
        original: before,
        mergeControls: false,
        collapseUnchanged: { margin: 2, minSize: 6 },
      }),
    ],
  })
  return { close: () => view.destroy() }
}
