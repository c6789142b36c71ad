import { describe, expect, it } from 'vitest'
import { applySets, readSet } from '../../../../cli/args/set-path.ts'
import { UsageError } from '../../../../cli/args/usage-error.ts'

const payload = {
  amount: '4800',
  user: { name: 'Maria', taxId: '52998224725' },
  count: 3,
  flag: true,
  list: [{ id: 'a' }],
}
const set = (...typed: string[]) => applySets(payload, typed.map(readSet))

describe('--set', () => {
  it('keeps a string field a string, whatever it looks like', () => {
    expect(set('amount=30006').amount).toBe('30006')
    expect(set('amount=true').amount).toBe('true')
    expect(set('amount={"a":1}').amount).toBe('{"a":1}')
    expect(set('amount=').amount).toBe('')
  })

  it('reads true, false, null, objects and lists where the field is no string', () => {
    expect(set('flag=false').flag).toBe(false)
    expect(set('flag=null').flag).toBeNull()
    expect(set('metadata={"order":7}')).toMatchObject({ metadata: { order: 7 } })
    expect(set('tags=["a","b"]')).toMatchObject({ tags: ['a', 'b'] })
  })

  it('writes numbers only over numbers', () => {
    expect(set('count=12').count).toBe(12)
    expect(set('date=20261122')).toMatchObject({ date: '20261122' })
    expect(set('count=many').count).toBe('many')
  })

  it('reaches into objects and lists, and makes what is missing', () => {
    expect(set('user.name=Ana=Lima').user).toEqual({ name: 'Ana=Lima', taxId: '52998224725' })
    expect(set('list.0.id=b').list).toEqual([{ id: 'b' }])
    expect(set('list.1=c').list).toEqual([{ id: 'a' }, 'c'])
    expect(set('creditor.bank.ispb=00000000')).toMatchObject({
      creditor: { bank: { ispb: '00000000' } },
    })
    expect(set(String.raw`a\.b=1`)).toMatchObject({ 'a.b': '1' })
  })

  it('applies in the order given and leaves the original alone', () => {
    expect(set('amount=1', 'amount=2').amount).toBe('2')
    expect(payload.amount).toBe('4800')
  })

  it.each(['amount', '=4800', 'user..name=x', '.a=1', '__proto__.polluted=1', 'a.__proto__=1'])(
    'refuses %s',
    (typed) => {
      expect(() => set(typed)).toThrow(UsageError)
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    },
  )

  it('refuses a path through something that is no object, and holes in a list', () => {
    expect(() => set('amount.value=1')).toThrow(/amount/)
    expect(() => set('list.5=x')).toThrow(UsageError)
    expect(() => set('list.name=x')).toThrow(UsageError)
  })
})
