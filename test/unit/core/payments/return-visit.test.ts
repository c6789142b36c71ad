import { describe, expect, it } from 'vitest'
import { readReturn } from '../../../../core/payments/return-visit.ts'

const codes = (query: string, fragment = ''): string[] =>
  readReturn(query, fragment).findings.map(({ code }) => code)

describe('readReturn', () => {
  it('tells what was appended, behind ? and behind #, and keeps no secret', () => {
    const read = readReturn('?paymentId=p1&state=x', '#code=very-secret&id_token=a.b.c')
    expect(read.parameters).toEqual([
      ['paymentId', 'p1'],
      ['state', 'x'],
      ['code', '[redacted]'],
      ['id_token', '[redacted]'],
    ])
    expect(read.ids).toEqual(['p1'])
    expect(read.findings.map(({ code }) => code)).toEqual(['secret'])
  })

  it('says what is wrong', () => {
    expect(codes('')).toEqual(['nothing-appended'])
    expect(codes('?error=access_denied&error_description=no')).toEqual(['error'])
    expect(codes('?a=1&a=2')).toEqual(['repeated'])
  })
})
