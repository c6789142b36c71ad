import type { Page } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../support/electron/fixtures.ts'
import { Flow } from '../support/electron/pages/flow.ts'
import { setLook, setSize, sizes } from '../support/electron/pages/look.ts'
import { screens } from '../support/electron/pages/screens.ts'
import { appFolder } from '../support/electron/surroundings.ts'

/** The catalogue's texts as patterns: `{place}` stands for anything. */
function patterns(language: 'en' | 'pt-BR'): string[] {
  const folder = join(appFolder, 'messages', language)
  return (
    readdirSync(folder)
      .flatMap((file) =>
        Object.values(JSON.parse(readFileSync(join(folder, file), 'utf8')) as object),
      )
      .filter((text): text is string => typeof text === 'string')
      // A text that is nothing but places to fill would match everything.
      .filter((text) => /\p{L}/u.test(text.replace(/\{\w+\}/g, '')))
      .map((text) => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '.+?'))
  )
}

/**
 * What stays as it is in every language: codes, ids, addresses, amounts, names. Such text is marked by how it is
 * drawn (`code`, `.mono`), by where it stands, or by its own shape.
 */
const data = {
  within: 'code, pre, .cm-content, .mono, kbd, [data-data], input, textarea, [role="option"]',
  shape: [
    /^[^\p{L}]*$/u,
    /^\p{L}$/u,
    /^(R\$|GMT|UTC|Ctrl)/,
    /^[\d.,:]+ ?(ms|s|min|m|h|d|[kM]?B)\b/,
    // Dates, and zones of the person's own.
    /^([A-Z][a-z]{2} \d\d|\d\d de [a-z]{3}\.?)/,
    /^[A-Z0-9_]{3,}$/,
    // A dialect's name.
    /^G[123]$/,
    /^(GET|POST|HTTP|PIX_MANU_AUTO|Pix.*)$/,
    // A call of the API.
    /^(GET|POST) \/\S*$/,
    // A language is named in itself.
    /^(English|Português \(Brasil\))$/,
    /^(Simulator|Sandbox|Production|Simulador|Produção)$/,
    /^[a-z0-9-]+$/,
    /Mock Bank|Banco |Maria da Silva|Saldo insuficiente/,
  ].map((one) => one.source),
}

interface Findings {
  /** Texts that no catalogue has. */
  missing: string[]
  /** Elements that cut their text without a way to read it, or that stand outside of the window. */
  clipped: string[]
}

/**
 * Looks at every text that is on the screen, then makes each longer by a part of its length, as another language
 * would, and looks for what does not fit: words that are cut off, run out of their button or leave the window.
 */
function inspect(page: Page, texts: string[], longer: number): Promise<Findings> {
  const { shape: shapes, within } = data
  return page.evaluate(
    async ({ texts, shapes, within, longer }) => {
      const known = texts.map((text) => new RegExp(`^${text}$`, 's'))
      const constant = shapes.map((shape) => new RegExp(shape, 'u'))
      const shown = (element: Element): boolean =>
        element.checkVisibility({ visibilityProperty: true }) &&
        !element.closest('.ui-offscreen') &&
        getComputedStyle(element).clipPath === 'none'
      const nodes: Text[] = []
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const node = walker.currentNode as Text
        const parent = node.parentElement
        if (!parent || parent.closest('script, style') || !node.data.trim() || !shown(parent))
          continue
        nodes.push(node)
      }
      const isData = (node: Text): boolean =>
        node.parentElement?.closest(within) != null ||
        constant.some((one) => one.test(node.data.trim()))
      const words = nodes.filter((node) => !isData(node))
      const whole = (node: Text): string =>
        (node.parentElement?.textContent ?? '').replace(/\s+/g, ' ').trim()
      const missing = words
        .filter((node) => {
          const has = (text: string): boolean => known.some((one) => one.test(text))
          if (has(node.data.replace(/\s+/g, ' ').trim()) || has(whole(node))) return false
          // Texts that stand side by side in one line are texts of their own.
          const pieces = node.data.split(/[·()]/).map((piece) => piece.replace(/\s+/g, ' ').trim())
          return !pieces.every((piece) => has(piece) || constant.some((one) => one.test(piece)))
        })
        .map((node) => node.data.trim())

      for (const node of words) {
        const own = node.data.trim()
        const more = '~'.repeat(Math.ceil(own.length * longer))
        // With places to break at, as words have.
        node.data = node.data.replace(own, `${own} ${more.replace(/(~{6})(?=~)/g, '$1 ')}`)
      }
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      const clipped = cut(words)
      return { missing: [...new Set(missing)], clipped: [...new Set(clipped)] }

      function readElsewhere(element: Element): boolean {
        return element.closest('[title], [aria-label]') !== null
      }

      function cut(all: Text[]): string[] {
        return all.flatMap((node) => {
          const element = node.parentElement
          if (!element) return []
          const range = document.createRange()
          range.selectNodeContents(node)
          const box = range.getBoundingClientRect()
          const name = `${element.tagName.toLowerCase()}.${element.className} in ${
            element.closest('[class]')?.parentElement?.className ?? ''
          }: ${node.data.replace(/~.*/s, '').trim()}`
          for (let at: Element | null = element; at; at = at.parentElement) {
            const style = getComputedStyle(at)
            const bounds = at.getBoundingClientRect()
            // What scrolls can be brought into sight.
            if (style.overflowX === 'auto' || style.overflowX === 'scroll') return []
            // An ellipsis is an honest way to cut, where the whole text can be had too.
            const ellipsis = style.textOverflow === 'ellipsis'
            if (ellipsis && (!words.includes(node) || readElsewhere(at))) return []
            const hides = style.overflowX === 'hidden' || style.overflowX === 'clip'
            if (hides && box.right > bounds.right + 1) return [`cut at the side: ${name}`]
            const hidesBelow = style.overflowY === 'hidden' || style.overflowY === 'clip'
            if (style.overflowY === 'auto' || style.overflowY === 'scroll') return []
            if (hidesBelow && box.bottom > bounds.bottom + 1) return [`cut below: ${name}`]
          }
          const own = element.getBoundingClientRect()
          const boxed = element.closest('button, [role="tab"], [role="columnheader"], .badge')
          const room = (boxed ?? element).getBoundingClientRect()
          if (own.width > 0 && (box.right > room.right + 1 || box.bottom > room.bottom + 2)) {
            return [`out of its box: ${name}`]
          }
          return box.right > innerWidth + 1 ? [`out of the window: ${name}`] : []
        })
      }
    },
    { texts, shapes, within, longer },
  )
}

test('every text is in the catalogue, and has room to be 40 % longer', async ({ launchApp }) => {
  test.setTimeout(180_000)
  const { electron, window } = await launchApp({
    env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '300' },
  })
  const flow = new Flow(window)
  await setLook(window, { theme: 'light', language: 'en' })
  await flow.prepare('300,06')
  await flow.send()
  await expect(flow.status).toContainText('CONSENT_REJECTED', { timeout: 20_000 })

  for (const size of sizes) {
    await setSize(electron, window, size)
    for (const language of ['en', 'pt-BR'] as const) {
      for (const screen of screens) {
        await setLook(window, { theme: 'light', language })
        await window.evaluate((hash) => (location.hash = hash), `#/${screen}`)
        // The texts were made longer by hand: each look starts from a fresh page.
        await window.reload()
        await expect(window.getByRole('heading', { level: 1 }).first()).toBeVisible()
        const found = await inspect(window, patterns(language), language === 'en' ? 0.4 : 0)
        expect
          .soft(found, `${screen} in ${language} at ${size.join('×')}`)
          .toEqual({ missing: [], clipped: [] })
      }
    }
  }
})
