/** The rows to draw: from `first` up to but not including `end`. */
export interface RowWindow {
  first: number
  end: number
}

/**
 * Which of `count` rows of one height a viewport shows, with `overscan` more on either side so that a quick scroll
 * does not meet blank rows. Heights and offsets in pixels.
 */
export function rowWindow(
  count: number,
  rowHeight: number,
  scrollTop: number,
  viewportHeight: number,
  overscan = 8,
): RowWindow {
  const top = Math.max(0, scrollTop)
  const first = Math.floor(top / rowHeight) - overscan
  const end = Math.ceil((top + viewportHeight) / rowHeight) + overscan
  return {
    first: Math.max(0, Math.min(first, count - 1)),
    end: Math.max(0, Math.min(end, count)),
  }
}

/** The scroll offset that brings a row into view with the least movement. */
export function scrollToShow(
  index: number,
  rowHeight: number,
  scrollTop: number,
  viewportHeight: number,
): number {
  const top = index * rowHeight
  if (top < scrollTop) return top
  const bottom = top + rowHeight
  return bottom > scrollTop + viewportHeight ? bottom - viewportHeight : scrollTop
}

/** Where a key moves the current row to, or null when the key is no movement. `-1` means no row is current. */
export function rowAfterKey(
  key: string,
  current: number,
  count: number,
  page: number,
): number | null {
  const last = count - 1
  if (last < 0) return null
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, current + 1)
    case 'ArrowUp':
      return current < 0 ? last : Math.max(0, current - 1)
    case 'PageDown':
      return Math.min(last, Math.max(0, current) + page)
    case 'PageUp':
      return Math.max(0, (current < 0 ? last : current) - page)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
