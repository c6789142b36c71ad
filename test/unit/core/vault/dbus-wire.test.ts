import { describe, expect, it } from 'vitest'
import { decodeMessage, encodeCall, messageLength } from '../../../../core/vault/dbus-wire.ts'

// Built by hand from the D-Bus Specification's "Message Format": header fields are (code, signature,
// value) structs on 8-byte boundaries, the body starts on one too.
const HELLO = Buffer.concat([
  Buffer.from([0x6c, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0x6d, 0, 0, 0]),
  Buffer.from([1, 1, 0x6f, 0, 21, 0, 0, 0]),
  Buffer.from('/org/freedesktop/DBus\0\0\0'),
  Buffer.from([2, 1, 0x73, 0, 20, 0, 0, 0]),
  Buffer.from('org.freedesktop.DBus\0\0\0\0'),
  Buffer.from([3, 1, 0x73, 0, 5, 0, 0, 0]),
  Buffer.from('Hello\0\0\0'),
  Buffer.from([6, 1, 0x73, 0, 20, 0, 0, 0]),
  Buffer.from('org.freedesktop.DBus\0\0\0\0'),
])

/** A reply as a bus sends it: reply serial 7, one signature, one body. */
function reply(type: number, signature: string, body: number[]): Buffer {
  const sig = [8, 1, 0x67, 0, signature.length, ...Buffer.from(signature), 0]
  const fields = [5, 1, 0x75, 0, 7, 0, 0, 0, ...sig]
  const head = [
    0x6c,
    type,
    0,
    1,
    body.length,
    0,
    0,
    0,
    1,
    0,
    0,
    0,
    fields.length,
    0,
    0,
    0,
    ...fields,
  ]
  while (head.length % 8 !== 0) head.push(0)
  return Buffer.from([...head, ...body])
}

describe('D-Bus wire', () => {
  it('writes a call without arguments byte for byte', () => {
    const call = {
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'Hello',
      args: [],
    }
    expect(encodeCall(call, 1).toString('hex')).toBe(HELLO.toString('hex'))
  })

  it('writes string arguments that its own reader finds again', () => {
    const bytes = encodeCall(
      { destination: 'd', path: '/p', interface: 'i', member: 'm', args: ['ação', 'b'] },
      3,
    )
    expect(messageLength(bytes)).toBe(bytes.length)
    expect(decodeMessage(bytes).value).toBe('ação')
  })

  it.each([
    ['s', [2, 0, 0, 0, 0x68, 0x69, 0], 'hi'],
    ['o', [1, 0, 0, 0, 0x2f, 0], '/'],
    ['u', [5, 0, 0, 0], 5],
    ['b', [1, 0, 0, 0], true],
    ['v', [1, 0x62, 0, 0, 1, 0, 0, 0], true],
    ['as', [0, 0, 0, 0], undefined],
  ])('reads a body of type %s', (signature, body, value) => {
    expect(decodeMessage(reply(2, signature, body))).toEqual({
      type: 2,
      replySerial: 7,
      errorName: undefined,
      value,
    })
  })

  it('waits for a whole message and refuses another byte order', () => {
    const whole = reply(2, 'u', [5, 0, 0, 0])
    expect(messageLength(whole.subarray(0, 15))).toBeUndefined()
    expect(messageLength(whole.subarray(0, 16))).toBe(whole.length)
    const big = Buffer.from(whole)
    big[0] = 0x42
    expect(() => messageLength(big)).toThrow('byte order')
  })

  it('throws for a message that is cut short', () => {
    expect(() => decodeMessage(reply(2, 'u', [5, 0, 0]))).toThrow(RangeError)
  })
})
