// Every shared piece, by the name that screens import it under.
export { default as AmountInput } from './amount-input.svelte'
export { default as Badge } from './badge.svelte'
export { default as Button } from './button.svelte'
export { default as Callout } from './callout.svelte'
export { default as Card } from './card.svelte'
export { default as Checkbox } from './checkbox.svelte'
export { default as Combobox } from './combobox.svelte'
export { default as ConfirmByTyping } from './confirm-by-typing.svelte'
export { default as CopyButton } from './copy-button.svelte'
export { default as DefinitionList } from './definition-list.svelte'
export { default as Dialog } from './dialog.svelte'
export { default as EmptyState } from './empty-state.svelte'
export { default as ErrorState } from './error-state.svelte'
export { default as Field } from './field.svelte'
export { default as IconButton } from './icon-button.svelte'
export { default as JsonEditor } from './json-editor.svelte'
export { default as JsonView } from './json-view.svelte'
export { default as Kbd } from './kbd.svelte'
export { default as KeyHint } from './key-hint.svelte'
export { default as LiveRegion } from './live-region.svelte'
export { default as Menu } from './menu.svelte'
export { default as NumberField } from './number-field.svelte'
export { default as MergeView } from './merge-view.svelte'
export { default as Panel } from './panel.svelte'
export { default as Progress } from './progress.svelte'
export { default as QrCode } from './qr-code.svelte'
export { default as SecretInput } from './secret-input.svelte'
export { default as Select } from './select.svelte'
export { default as Spinner } from './spinner.svelte'
export { default as SplitPane } from './split-pane.svelte'
export { default as StatusDot } from './status-dot.svelte'
export { default as Tabs } from './tabs.svelte'
export { default as TextArea } from './text-area.svelte'
export { default as TextInput } from './text-input.svelte'
export { default as Toasts } from './toasts.svelte'
export { default as Tooltip } from './tooltip.svelte'
export { default as VirtualTable } from './virtual-table.svelte'
export { default as VisuallyHidden } from './visually-hidden.svelte'
export { applyAccent } from './accent.ts'
export { copyText, useClipboard } from './copy-text.ts'
export { fold } from './fold.ts'
export { keyCaps, onMac } from './key-caps.ts'
export { toasts } from './toasts.svelte.ts'
export type { Toast, ToastKind, ToastRequest } from './toasts.svelte.ts'
export type {
  Column,
  Definition,
  Failure,
  FieldControl,
  Icon,
  MenuItem,
  Option,
  Tab,
  Tone,
  TriggerProps,
  TriggerSnippet,
} from './types.ts'
