import { test as base, type TestInfo } from '@playwright/test'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchApp, type LaunchOptions, type RunningApp } from './launch-app.ts'
import { launchPackaged, type PackagedApp } from './launch-packaged.ts'
import { surroundings } from './surroundings.ts'

interface Fixtures {
  /** A fresh profile folder, removed after the test. */
  profile: string
  /** Starts the app; may be called again, also after kill(). What still runs is ended after the test. */
  launchApp: (options?: LaunchOptions) => Promise<RunningApp>
  /** Starts the packaged app; the test is skipped where none was built. */
  launchPackaged: (env?: Readonly<Record<string, string>>) => Promise<PackagedApp>
  /** What was started in this test. */
  started: Set<RunningApp | PackagedApp>
}

export const test = base.extend<Fixtures>({
  profile: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'klavi-profile-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },

  // Depends on profile, so that the apps are gone before their profile is.
  started: async ({ profile: _profile }, use, info) => {
    const started = new Set<RunningApp | PackagedApp>()
    await use(started)
    let number = 0
    for (const app of started) {
      number += 1
      if (info.status !== info.expectedStatus) await keepTraces(app, `app-${number}`, info)
      await app.kill()
    }
  },

  launchApp: async ({ profile, started }, use) => {
    await use(async (options = {}) => {
      const app = await launchApp(options.profile ?? profile, options)
      started.add(app)
      return app
    })
  },

  launchPackaged: async ({ profile, started }, use, info) => {
    await use(async (env) => {
      const executable = surroundings.packaged
      info.skip(executable === undefined, 'no packaged app: npm run package:dir')
      const app = await launchPackaged(executable ?? '', profile, env)
      started.add(app)
      return app
    })
  },
})

export { expect } from '@playwright/test'

/** What the app wrote and how its window looked, beside the failed test's other traces. */
async function keepTraces(app: RunningApp | PackagedApp, name: string, info: TestInfo) {
  const output = info.outputPath(`${name}-output.txt`)
  await writeFile(output, app.output())
  info.attachments.push({ name: `${name}-output.txt`, path: output, contentType: 'text/plain' })
  const picture = info.outputPath(`${name}.png`)
  try {
    await app.window.screenshot({ path: picture, timeout: 5000 })
    info.attachments.push({ name: `${name}.png`, path: picture, contentType: 'image/png' })
  } catch (error) {
    await appendFile(output, `\nno picture of the window: ${String(error)}\n`)
  }
}
