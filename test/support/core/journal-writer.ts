// A program for tests that can be killed while it opens a journal (and migrates it) or makes its file anew.
import { writeSync } from 'node:fs'
import { openJournal } from '../../../core/journal/journal.ts'

const { profile, sweep } = JSON.parse(process.argv[2] ?? '{}') as {
  profile: string
  sweep?: boolean
}
const say = (type: string): void => void writeSync(1, `${JSON.stringify({ type })}\n`)

say('begin')
const { journal } = openJournal(profile, `writer:${process.pid}`, Date.now())
say('opened')
// A day before the newest: what is older goes, and the file is written anew.
if (sweep === true) {
  journal.care.sweep({ days: 1, megabytes: 0 }, Date.parse('2026-11-22T12:00:00.000Z'))
}
say('done')
setInterval(() => {}, 1_000)
