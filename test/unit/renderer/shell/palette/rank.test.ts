import { describe, expect, it } from 'vitest'
import type { Command, CommandGroup } from '../../../../../renderer/src/shell/commands.ts'
import { indexCommands, rank } from '../../../../../renderer/src/shell/palette/rank.ts'

const command = (id: string, title: string, group: CommandGroup, detail?: string): Command => ({
  id,
  group,
  title: () => title,
  ...(detail === undefined ? {} : { detail: () => detail }),
  run: () => undefined,
})
const banks = Array.from({ length: 10_000 }, (_, index) =>
  command(`bank-${index}`, `Cooperativa ${index}`, 'participants', `coop-${index}`),
)
const some = [
  command('mock', 'Mock Bank', 'participants', 'mock-bank'),
  command('dark', 'Theme: Dark', 'settings'),
  command('sandbox', 'Environment: Sandbox', 'environments', 'https://sandbox.example'),
  command('new', 'New payment', 'actions'),
]
const ids = (query: string, recent: string[] = [], commands: Command[] = some): string[] =>
  rank(indexCommands(commands), query, recent).map((entry) => entry.command.id)

describe('rank', () => {
  it('without a search puts the recent ones first, newest first, then everything by group', () => {
    expect(ids('')).toEqual(['new', 'sandbox', 'dark', 'mock'])
    expect(ids('', ['mock', 'dark'])).toEqual(['mock', 'dark', 'new', 'sandbox'])
  })

  it('leaves out what was used once and is gone', () => {
    expect(ids('', ['gone', 'dark'])).toEqual(['dark', 'new', 'sandbox', 'mock'])
  })

  it('marks what was searched for, unless folding moved it', () => {
    const [plain] = rank(indexCommands([command('a', 'São Paulo', 'actions')]), 'sao', [])
    expect(plain?.hits).toEqual([0, 1, 2])
    const moved = command('b', 'e\u0301 fim', 'actions')
    expect(rank(indexCommands([moved]), 'fi', [])[0]?.hits).toEqual([])
  })

  it('searches the second line too, but trusts the title more', () => {
    expect(ids('example')).toEqual(['sandbox'])
    expect(ids('bank', [], [...some, command('b', 'Other', 'actions', 'bank')])).toEqual([
      'mock',
      'b',
    ])
  })

  it('does not drown commands in things that begin alike', () => {
    const go = command('go', 'Go to Cooperatives', 'screens')
    expect(ids('coop', [], [...banks, go])[0]).toBe('go')
  })

  it('prefers what was used lately among equals', () => {
    const twins = [command('a', 'Refresh', 'actions'), command('b', 'Refresh', 'actions')]
    expect(ids('refresh', [], twins)).toEqual(['a', 'b'])
    expect(ids('refresh', ['b'], twins)).toEqual(['b', 'a'])
  })

  it('shows a few of thousands at first, and never more than can be looked through', () => {
    expect(ids('', [], banks)).toHaveLength(3)
    expect(ids('coop', [], banks)).toHaveLength(50)
    expect(ids('9999', [], banks)[0]).toBe('bank-9999')
  })
})
