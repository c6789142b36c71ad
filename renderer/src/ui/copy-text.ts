let write: (text: string) => Promise<void> = writeFromPage

/** Lets the host hand in its own clipboard (the desktop app denies the page the clipboard permission). */
export function useClipboard(writer: (text: string) => Promise<void>): void {
  write = writer
}

/** Puts text on the clipboard. Answers false where the system refused; never throws. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await write(text)
    return true
  } catch {
    return false
  }
}

async function writeFromPage(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    copyBySelection(text)
  }
}

// Needs no permission, only a person's click, which every copy here comes from.
function copyBySelection(text: string): void {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.className = 'ui-offscreen'
  area.value = text
  document.body.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  if (!done) throw new Error('copy refused')
}
