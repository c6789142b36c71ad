import { render, screen, waitFor } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { EditorView } from '@codemirror/view'
import { expect, test, vi } from 'vitest'
import Host from './hosts/json-editor-host.svelte'

vi.setConfig({ testTimeout: 30_000 })
// jsdom measures nothing.
Range.prototype.getClientRects ??= () => [] as unknown as DOMRectList

const box = (): Promise<HTMLElement> =>
  screen.findByRole('textbox', { name: 'Payload' }, { timeout: 10_000 })
/** CodeMirror reads keys through contenteditable, which jsdom does not have: the text is put in as a plug-in would. */
async function write(text: string): Promise<void> {
  const view = EditorView.findFromDOM(await box())
  view?.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
}

test('is a named text box that shows the value and tells every change', async () => {
  const onchange = vi.fn()
  render(Host, { onchange })
  expect(await box()).toHaveTextContent('{"a":1}')
  await write('{"a":2}')
  expect(onchange).toHaveBeenCalledExactlyOnceWith('{"a":2}')
  expect(screen.getByRole('status')).toHaveTextContent('{"a":2}')
})

test('follows the value that the page puts in, without telling it back', async () => {
  const onchange = vi.fn()
  render(Host, { onchange })
  await box()
  await userEvent.click(screen.getByRole('button', { name: 'Replace' }))
  await waitFor(async () => expect(await box()).toHaveTextContent('[]'))
  expect(onchange).not.toHaveBeenCalled()
})

test('read only: cannot be edited, but is reached by the keyboard', async () => {
  render(Host, { readonly: true })
  const text = await box()
  expect(text).toHaveAttribute('contenteditable', 'false')
  expect(text).toHaveAttribute('aria-readonly', 'true')
  await userEvent.tab()
  expect(text).toHaveFocus()
})

test('says what is wrong with the value', async () => {
  render(Host, { error: 'Unknown field' })
  await waitFor(async () => expect(await box()).toHaveAccessibleDescription('Unknown field'))
  expect(await box()).toHaveAttribute('aria-invalid', 'true')
})

test('keeps text and selection through a change of language', async () => {
  render(Host)
  await write('{"b":3}')
  const view = EditorView.findFromDOM(await box())
  view?.dispatch({ selection: { anchor: 2, head: 4 } })
  await userEvent.click(screen.getByRole('button', { name: 'Switch' }))
  await waitFor(() => expect(view?.state.phrase('Find')).toBe('Localizar'))
  expect(view?.state.doc.toString()).toBe('{"b":3}')
  expect(view?.state.selection.main.to).toBe(4)
})

test('takes the page’s nonce, without which its styles would be refused', async () => {
  const meta = document.createElement('meta')
  meta.name = 'csp-nonce'
  meta.content = 'abc123'
  document.head.append(meta)
  render(Host)
  const view = EditorView.findFromDOM(await box())
  expect(view?.state.facet(EditorView.cspNonce)).toBe('abc123')
  meta.remove()
})
