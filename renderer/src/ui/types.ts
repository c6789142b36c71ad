import type { Component, Snippet } from 'svelte'

/** An icon component, for example from `@lucide/svelte/icons/check`. Pieces set its size; colour is inherited. */
export type Icon = Component<{ size?: number | string; 'aria-hidden'?: 'true' }>

/** What a colour means. A tone never stands alone: every piece that takes one also shows a text or an icon. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'accent'

/** What Field hands to the control inside it: spread it on the control. */
export interface FieldControl {
  id: string
  describedBy: string | undefined
  invalid: boolean
}

export interface Option {
  value: string
  label: string
  /** A second, quieter line; also searched by Combobox. */
  hint?: string | undefined
  disabled?: boolean | undefined
}

export interface MenuItem {
  id: string
  label: string
  icon?: Icon | undefined
  /** As shown, for example `Ctrl+K`; the menu does not listen to it. */
  shortcut?: string | undefined
  danger?: boolean | undefined
  disabled?: boolean | undefined
  /** Draws a line above this item. */
  separated?: boolean | undefined
  onselect: () => void
}

export interface Tab {
  id: string
  label: string
  icon?: Icon | undefined
  /** A count or a short word after the label. */
  badge?: string | undefined
  disabled?: boolean | undefined
}

/** A failure as the bridge gives it (code, message, hint, details). */
export interface Failure {
  code: string
  message: string
  hint?: string | null | undefined
  details?: unknown
}

/** Props that a trigger must spread on the element it draws. */
export type TriggerProps = Record<string, unknown>
export type TriggerSnippet = Snippet<[{ props: TriggerProps }]>

/** One column of a VirtualTable: `text` for plain words, `cell` where more is drawn. */
export interface Column<Row> {
  id: string
  header: string
  /** A CSS grid track, for example `96px` or `minmax(120px, 2fr)`. Default: an equal share. */
  width?: string | undefined
  align?: 'start' | 'end' | undefined
  mono?: boolean | undefined
  /** Its head asks for the rows in its order. */
  sortable?: boolean | undefined
  text?: ((row: Row) => string) | undefined
  cell?: Snippet<[Row]> | undefined
}

export interface Definition {
  term: string
  value: string
  mono?: boolean | undefined
  /** A quieter second reading, for example the wire value beside the reais. */
  aside?: string | undefined
  /** Adds a copy button of this name. */
  copyLabel?: string | undefined
}
