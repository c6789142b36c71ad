import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const payload = {
  participantId: 'c8f0bf49-4744-4933-8960-7add6e590841',
  redirectURL: 'https://example.com/return',
  user: { name: 'Maria da Silva', taxId: '52998224725' },
  amount: '4800',
  method: 'PIX_MANU_AUTO',
}

export interface Place {
  folder: string
  profile: string
  /** Writes a file into the folder and answers its path. */
  file(name: string, text: string): string
  remove(): void
}

/** A folder of its own for a test, with a profile and room for files. */
export function makePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'klavi-tester-test-'))
  return {
    folder,
    profile: join(folder, 'profile'),
    file(name, text) {
      const path = join(folder, name)
      writeFileSync(path, text)
      return path
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}
