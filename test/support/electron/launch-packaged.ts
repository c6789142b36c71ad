import { type Browser, chromium, type Page } from '@playwright/test'
import { type ChildProcess, spawn } from 'node:child_process'
import { collectOutput, gone, killNow } from './app-process.ts'
import { appEnvironment, surroundings } from './surroundings.ts'

export interface PackagedApp {
  window: Page
  pid: number
  profile: string
  output(): string
  close(): Promise<void>
  kill(): Promise<void>
}

/**
 * Starts the packaged app and waits for its first window. Its inspector fuse is off, so that
 * Playwright cannot reach main; the window is reached by Chromium's own debugging port.
 */
export async function launchPackaged(
  executable: string,
  profile: string,
  env: Readonly<Record<string, string>> = {},
): Promise<PackagedApp> {
  const sandbox = surroundings.sandbox ? [] : ['--no-sandbox']
  const child = spawn(executable, ['--remote-debugging-port=0', ...sandbox], {
    env: appEnvironment(profile, env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = collectOutput(child)
  const browser = await chromium.connectOverCDP(await debuggingAddress(child, output))
  const window = await firstPage(browser)
  return {
    window,
    pid: child.pid ?? 0,
    profile,
    output,
    close: async () => {
      await window.close()
      await gone(child)
    },
    kill: () => killNow(child),
  }
}

function debuggingAddress(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = /DevTools listening on (ws:\/\/\S+)/.exec(output())
      if (found?.[1]) resolve(found[1])
    }
    child.stderr?.on('data', look)
    child.once('error', reject)
    child.once('exit', (code) => {
      reject(new Error(`the packaged app ended with ${String(code)}:\n${output()}`))
    })
  })
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts()
  if (!context) throw new Error('the packaged app shows no browser context')
  return context.pages()[0] ?? context.waitForEvent('page')
}
