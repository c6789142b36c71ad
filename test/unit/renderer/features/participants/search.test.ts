import { describe, expect, it } from 'vitest'
import {
  indexParticipants,
  searchParticipants,
} from '../../../../../renderer/src/features/participants/search.ts'
import { fakeParticipants } from '../../../../support/scripted-world.ts'

const index = indexParticipants(fakeParticipants(10_000))
const names = (query: string): string[] =>
  searchParticipants(index, query).map((participant) => participant.name)

describe('searchParticipants', () => {
  it('gives everything, in the order of the API, for an empty query', () => {
    expect(searchParticipants(index, '  ')).toHaveLength(10_000)
    expect(names('')[0]).toBe('Mock Bank')
  })

  it.each(['itau', 'ITAÚ', 'Itaú', 'itaú unib'])('ignores accents and case: %s', (query) => {
    expect(names(query)).toEqual(['Itaú Unibanco'])
  })

  it('finds by slug and by id', () => {
    expect(names('mock-bank')).toEqual(['Mock Bank'])
    expect(names('c8f0bf49-4744-4933-8960-000000000001')).toEqual(['Mock Bank'])
  })

  it('wants every word, in any order', () => {
    expect(names('brasil banco')).toEqual(['Banco do Brasil'])
    expect(names('brasil nada')).toEqual([])
  })

  it('puts names that begin with the query first', () => {
    expect(names('bra').slice(0, 1)).toEqual(['Bradesco'])
  })

  it('takes a query of signs as text', () => {
    expect(names('.*')).toEqual([])
  })
})
