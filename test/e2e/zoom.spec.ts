import { expect, test } from '../support/electron/fixtures.ts'
import { Flow } from '../support/electron/pages/flow.ts'
import { setLook, setSize } from '../support/electron/pages/look.ts'
import { screens } from '../support/electron/pages/screens.ts'

// 900×600 at 200 % leaves the page 450×300 of its own pixels.
for (const factor of [1, 1.5, 2]) {
  test(`at 900×600 and ${factor * 100} % everything can be reached`, async ({ launchApp }) => {
    const { electron, window } = await launchApp({
      env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '300' },
    })
    const flow = new Flow(window)
    await setLook(window, { theme: 'light', language: 'pt-BR' })
    await setLook(window, { theme: 'light', language: 'en' })
    await flow.prepare('300,06')
    await flow.send()
    await expect(flow.status).toContainText('CONSENT_REJECTED', { timeout: 20_000 })
    await setLook(window, { theme: 'light', language: 'pt-BR' })
    await setSize(electron, window, [900, 600])
    await electron.evaluate(({ BrowserWindow }, zoom) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(zoom)
    }, factor)
    await window.waitForFunction((width) => innerWidth === width, Math.round(900 / factor))
    for (const screen of screens) {
      await window.evaluate((hash) => (location.hash = hash), `#/${screen}`)
      await expect(window.getByRole('heading', { level: 1 }).first()).toBeVisible()
      await window.screenshot({ path: test.info().outputPath(`${screen.replace('/', '-')}.png`) })
      const lost = await window.evaluate(unreachable)
      expect.soft(lost, `${screen} at ${factor * 100} %`).toEqual([])
    }
  })
}

/** The controls that cannot be brought into the window by scrolling, or would be too small to hit (WCAG 2.5.8). */
function unreachable(): string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    'a[href], button, input, [role="combobox"], [role="grid"], [role="tab"], h1',
  )
  return [...controls].flatMap((control) => {
    if (!control.checkVisibility({ visibilityProperty: true })) return []
    if (control.closest('.skip, .ui-offscreen, [aria-hidden="true"]')) return []
    control.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    const box = control.getBoundingClientRect()
    const name = `${control.tagName} ${control.getAttribute('aria-label') ?? control.textContent}`
    const sight = sightOf(control)
    const wide = Math.min(box.right, sight.right) - Math.max(box.left, sight.left)
    const high = Math.min(box.bottom, sight.bottom) - Math.max(box.top, sight.top)
    const enough = wide >= Math.min(24, box.width) - 1 && high >= Math.min(24, box.height) - 1
    return enough ? [] : [`${name.trim()}: ${Math.round(wide)}×${Math.round(high)} to be seen`]
  })

  /** What of the window the elements around leave to one inside them. */
  function sightOf(control: Element): { left: number; right: number; top: number; bottom: number } {
    const sight = { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
    for (let at = control.parentElement; at; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at)
      const box = at.getBoundingClientRect()
      if (overflowX !== 'visible') {
        sight.left = Math.max(sight.left, box.left)
        sight.right = Math.min(sight.right, box.right)
      }
      if (overflowY !== 'visible') {
        sight.top = Math.max(sight.top, box.top)
        sight.bottom = Math.min(sight.bottom, box.bottom)
      }
    }
    return sight
  }
}
