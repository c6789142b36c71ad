import { describe, expect, it } from 'vitest'
import type { Participant } from '../../../../../electron/contract/types.ts'
import { flagsOf } from '../../../../../renderer/src/features/participants/flags.ts'
import {
  readFilters,
  typedFilters,
} from '../../../../../renderer/src/features/participants/filter-form.ts'
import { initialsOf } from '../../../../../renderer/src/features/participants/initials.ts'
import {
  headMarks,
  indexParticipants,
  searchParticipants,
} from '../../../../../shared/search/participants.ts'

const bank = (name: string, slug = '', id = name): Participant => ({ id, name, slug, raw: {} })
const banks = [
  bank('Banco Daycoval', 'daycoval'),
  bank('Itaú Unibanco', 'itau', 'c8f0bf49-0000'),
  bank('Banco do Brasil', 'bb'),
  bank('Nubank', 'nu-pagamentos'),
  bank('Caixa Econômica Federal', 'caixa'),
  bank('Brasil Cooperativa', 'coop'),
]
const index = indexParticipants(banks)
const names = (query: string, marks?: Parameters<typeof searchParticipants>[2]): string[] =>
  searchParticipants(index, query, marks).map(({ name }) => name)

describe('searchParticipants', () => {
  it.each([
    ['itau', 'Itaú Unibanco'],
    ['ITAÚ', 'Itaú Unibanco'],
    ['economica', 'Caixa Econômica Federal'],
    ['c8f0bf49', 'Itaú Unibanco'],
    ['nu-pag', 'Nubank'],
    ['banco brasil', 'Banco do Brasil'],
    ['nbank', 'Nubank'],
    ['bbrasil', 'Banco do Brasil'],
  ])('finds for %s first %s', (query, name) => {
    expect(names(query)[0]).toBe(name)
  })

  it('puts names that begin with the query before words that do', () => {
    expect(names('brasil')).toEqual(['Brasil Cooperativa', 'Banco do Brasil'])
  })

  it('takes letters that are strewn over a name for nothing', () => {
    expect(names('ioao')).toEqual([])
    expect(names('zzz')).toEqual([])
  })

  it('puts favourites and then recent ones on top, of the whole list and of equals', () => {
    const marks = { favourites: ['Nubank'], recents: ['Banco do Brasil'] }
    expect(names('', marks).slice(0, 3)).toEqual(['Nubank', 'Banco do Brasil', 'Banco Daycoval'])
    expect(names('ban', marks)[0]).toBe('Banco do Brasil')
    expect(names('', marks)).toHaveLength(banks.length)
  })

  it('heads the list with a few of the latest, and with none of them twice', () => {
    const recents = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    expect(headMarks({ favourites: ['a'], recents }).recents).toEqual(['b', 'c', 'd', 'e', 'f'])
  })
})

describe('what an entry says of itself', () => {
  it.each([
    [{ isOutage: true }, { outage: true, beta: false }],
    [{ isBeta: 'true' }, { outage: false, beta: true }],
    [{ status: 'UNAVAILABLE' }, { outage: true, beta: false }],
    [{ status: 'ACTIVE' }, { outage: false, beta: false }],
    [null, { outage: false, beta: false }],
  ])('reads %o', (raw, flags) => {
    expect(flagsOf(raw)).toEqual(flags)
  })

  it.each([
    ['Itaú Unibanco', 'IU'],
    ['Banco Inter', 'IN'],
    ['Banco do Brasil', 'BR'],
    ['99Pay', '99'],
    ['', ''],
  ])('makes of %s the initials %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })
})

describe('filters', () => {
  it('sends only what was filled in, and a limit that is one', () => {
    const typed = { ...typedFilters({}), name: ' Mock ', limit: '5' }
    expect(readFilters(typed)).toEqual({ name: 'Mock', limit: 5 })
    expect(readFilters({ ...typed, limit: '0' })).toBeNull()
    expect(readFilters({ ...typed, limit: 'x' })).toBeNull()
    expect(typedFilters({ limit: 5 }).limit).toBe('5')
  })
})
