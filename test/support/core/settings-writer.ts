// A program for tests: writes settings of its own in a loop, as another process of the same profile would.
import Conf from 'conf'
import { openSettings } from '../../../core/settings/open-settings.ts'
import type { Settings } from '../../../core/model/settings.ts'

const { folder, changes } = JSON.parse(process.argv[2] ?? '{}') as {
  folder: string
  changes: Partial<Settings>[]
}
const { port, notices } = await openSettings({
  folder,
  createStore: async () => new Conf({ cwd: folder, configName: 'settings' }),
})
for (const change of changes) await port.set(change)
console.log(JSON.stringify({ type: 'done', profileId: port.profileId, notices }))
