import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'
import { m } from '../../messages/index.ts'
import { editItems } from './menu.ts'

/** What a right click offers: editing in a text field, Copy where text is selected, nothing elsewhere. */
export function contextMenuTemplate(
  params: Pick<ContextMenuParams, 'isEditable' | 'selectionText'>,
): MenuItemConstructorOptions[] {
  if (params.isEditable) return editItems()
  if (params.selectionText.trim() !== '') return [{ role: 'copy', label: m.menu_copy() }]
  return []
}
