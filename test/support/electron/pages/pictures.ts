import type { ElectronApplication, Page } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { surroundings } from '../surroundings.ts'
import { setLook, setSize, sizes, type Look } from './look.ts'

/** Two looks that differ in everything: what a change broke shows in one of them. */
const looks: Look[] = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'pt-BR' },
]

/**
 * Takes pictures of what the window shows, in both looks and sizes, as `images-small/<group>-<name>-<look>.png`.
 * `ready` waits for what comes from main a moment after the page stands.
 */
export function pictureTaker(
  electron: ElectronApplication,
  window: Page,
  group: string,
  ready: () => Promise<void> = async () => {},
): (name: string) => Promise<void> {
  const folder = join(surroundings.results, 'images-small')
  mkdirSync(folder, { recursive: true })
  return async (name) => {
    for (const look of looks) {
      await setLook(window, look)
      for (const size of sizes) {
        await setSize(electron, window, size)
        await settled(window)
        await ready()
        await settled(window)
        const file = `${group}-${name}-${look.theme}-${look.language}-${size[0]}.png`
        await window.screenshot({ path: join(folder, file), animations: 'disabled' })
      }
    }
    await usualLook(electron, window)
  }
}

/** What tests go through the app in. */
export async function usualLook(electron: ElectronApplication, window: Page): Promise<void> {
  await setLook(window, { theme: 'light', language: 'en' })
  await setSize(electron, window, [1280, 800])
}

const settled = (window: Page): Promise<unknown> =>
  window.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )
