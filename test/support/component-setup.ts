import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/svelte'
import { afterEach } from 'vitest'
import { useLanguage } from '../../messages/index.ts'

// As in vitest.config.ts: a limit beyond what a busy machine takes.
configure({ asyncUtilTimeout: 20_000 })

// What jsdom leaves out and the pieces need.
class QuietResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver ??= QuietResizeObserver
Element.prototype.scrollIntoView ??= () => {}
Element.prototype.setPointerCapture ??= () => {}
Element.prototype.releasePointerCapture ??= () => {}
Element.prototype.hasPointerCapture ??= () => false
Element.prototype.getAnimations ??= () => []
globalThis.matchMedia ??= (query: string): MediaQueryList => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener: () => {},
  removeEventListener: () => {},
  addListener: () => {},
  removeListener: () => {},
  dispatchEvent: () => false,
})

// jsdom lays nothing out: every box is 0 by 0 in a window of 0 by 0, and what floats beside a box that cannot be
// seen is hidden. One size for all boxes is enough for it to be shown.
Object.defineProperties(document.documentElement, {
  clientWidth: { value: 1024 },
  clientHeight: { value: 768 },
})
Element.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 100, 20)
Range.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 100, 20)
Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Element.prototype.getClientRects = () => [new DOMRect(0, 0, 100, 20)] as unknown as DOMRectList

afterEach(() => {
  cleanup()
  useLanguage(() => 'en')
})
